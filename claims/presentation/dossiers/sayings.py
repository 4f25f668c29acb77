"""What each claimant says of one thing, and which of it no later figure of its own replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from django.utils.translation import gettext as _

from claims.models import Counterclaim, Party
from claims.presentation.evidence.relays import Relays
from claims.presentation.figures.axis import numbers_of
from claims.presentation.figures.groups import DrawnFigure, FigureGroup
from claims.presentation.figures.in_words import vague_words
from claims.presentation.figures.order import (
    Revised,
    any_follows,
    as_it_went,
    follows,
    revised_claims,
)
from claims.reads.claims import voice_of
from claims.rules.actors import Actor
from claims.rules.figures import Counts


@dataclass(frozen=True, slots=True)
class Saying:
    """All figures of one claimant for one thing.

    Args:
        rows: oldest first, those without a date last, what is revised before what revises it.
        current: of these, what no other is known to have replaced. Of two figures whose order is
            not known, because a date is missing or covers the other, neither replaces the other.
        later: of each row but the first, whether it is known to come after the one before it.
        relays: who alone relays the claims.
    """

    rows: tuple[DrawnFigure, ...]
    current: tuple[DrawnFigure, ...]
    later: tuple[bool, ...]
    relays: Relays = field(default_factory=dict)

    @property
    def who(self) -> str:
        """The claimant's name."""
        return self.rows[0].who

    @property
    def is_named(self) -> bool:
        """Whether it is a party or an outlet with a name; each unnamed source is one by itself."""
        return voice_of(self.rows[0].claim) is not None

    @property
    def is_own(self) -> bool:
        """Whether the claimant counts its own losses, and nobody else's with them."""
        claim, subjects = self.rows[0].claim, subjects_of(self.rows[0])
        is_about_itself = [party.pk for party in subjects] == [claim.claimant_id]
        is_loss = counts_losses(self.rows[0])
        return is_loss and claim.outlet_id is None and is_about_itself

    @property
    def told(self) -> tuple[DrawnFigure, ...]:
        """What the claimant says now: nothing forged in its name, nothing that only repeats."""
        return tuple(row for row in self.current if not is_forged(row) and not only_repeats(row))


def counts_losses(row: DrawnFigure) -> bool:
    """Whether a figure counts what somebody lost, and not, say, how many they are."""
    return Counts(row.figure.measure.counts) is Counts.LOSSES


def sayings_of(
    group: FigureGroup, pairs: Iterable[Counterclaim], relays: Relays = MappingProxyType({})
) -> list[Saying]:
    """Gather the figures of a group by claimant, in the order in which they first spoke.

    Args:
        group: figures of one thing.
        pairs: which claim answers which; one that revises another comes after it.
        relays: who alone relays the claims.
    """
    revised = revised_claims(pairs)
    voices: dict[object, list[DrawnFigure]] = {}
    for row in sorted(group.rows, key=_when):
        voices.setdefault(voice_of(row.claim) or row.claim.pk, []).append(row)
    return [_saying(as_it_went(own, revised), revised, relays) for own in voices.values()]


def _saying(rows: Sequence[DrawnFigure], revised: Revised, relays: Relays) -> Saying:
    return Saying(
        rows=tuple(rows),
        current=tuple(row for row in rows if not any_follows(row, rows, revised)),
        later=tuple(follows(other, row, revised) for row, other in pairwise(rows)),
        relays=relays,
    )


def is_forged(row: DrawnFigure) -> bool:
    """Whether the words were forged in somebody's name: then nobody says so."""
    return bool(row.claim.claimant.kind.actor == Actor.FORGED)


def only_repeats(row: DrawnFigure) -> bool:
    """Whether it only repeats what another claim says."""
    return row.standing is not None and row.standing.stays_on_axis


def subjects_of(row: DrawnFigure) -> Sequence[Party]:
    """Whose losses a figure counts."""
    return [subject.party for subject in row.figure.figure_subjects.all()]


def in_short(row: DrawnFigure) -> str:
    """A figure for a cell: its number, or only the words that stand for one."""
    if numbers_of(row.figure):
        return row.words
    return vague_words(row.figure, _("no number"))


def _when(row: DrawnFigure) -> tuple[bool, object, int, int]:
    made = row.claim.made_on
    return (made is None, made or 0, row.claim.pk, row.figure.pk)
