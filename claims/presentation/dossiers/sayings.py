"""What each claimant says of one thing, and which of it no later figure of its own replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from claims.models import Counterclaim, Party
from claims.presentation.figures.groups import DrawnFigure, FigureGroup
from claims.reads.claims import voice_of
from claims.rules.actors import Actor
from claims.rules.figures import Qualifier
from claims.rules.grounds import Ground
from tracker.base.values.partial_date import PartialDate

_Revisions = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Saying:
    """All figures of one claimant for one thing.

    Args:
        rows: oldest first, those without a date last.
        current: of these, what no other is known to have replaced. Of two figures whose order is
            not known, because a date is missing or covers the other, neither replaces the other.
    """

    rows: tuple[DrawnFigure, ...]
    current: tuple[DrawnFigure, ...]

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
        return claim.outlet_id is None and [party.pk for party in subjects] == [claim.claimant_id]

    @property
    def told(self) -> tuple[DrawnFigure, ...]:
        """What the claimant says now: nothing forged in its name, nothing that only repeats."""
        return tuple(row for row in self.current if not is_forged(row) and not only_repeats(row))


def sayings_of(group: FigureGroup, pairs: Iterable[Counterclaim]) -> list[Saying]:
    """Gather the figures of a group by claimant, in the order in which they first spoke.

    Args:
        group: figures of one thing.
        pairs: which claim answers which; one that revises another comes after it.
    """
    revisions = frozenset(
        (pair.claim_id, pair.answers_id) for pair in pairs if pair.ground == Ground.REVISION
    )
    voices: dict[object, list[DrawnFigure]] = {}
    for row in sorted(group.rows, key=_when):
        voices.setdefault(voice_of(row.claim) or row.claim.pk, []).append(row)
    return [Saying(tuple(own), _current(own, revisions)) for own in voices.values()]


def follows(later: DrawnFigure, earlier: DrawnFigure) -> bool:
    """Whether one figure is known to have been given after another."""
    return _made(earlier).is_before(_made(later))


def is_forged(row: DrawnFigure) -> bool:
    """Whether the words were forged in somebody's name: then nobody says so."""
    return bool(row.claim.claimant.kind.actor == Actor.FORGED)


def only_repeats(row: DrawnFigure) -> bool:
    """Whether it only repeats what another claim says."""
    return row.standing is not None and row.standing.stays_on_axis


def does_not_stand(row: DrawnFigure) -> bool:
    """Whether it was judged wrong, or forged: it is shown struck through."""
    return row.standing is not None and not row.standing.stays_on_axis


def subjects_of(row: DrawnFigure) -> Sequence[Party]:
    """Whose losses a figure counts."""
    return [subject.party for subject in row.figure.figure_subjects.all()]


def in_short(row: DrawnFigure) -> str:
    """A figure for a cell: its number, or only the words that stand for one."""
    if numbers_given(row):
        return row.words
    is_vague = row.figure.qualifier == Qualifier.VAGUE and row.figure.wording
    return _("“%(words)s”") % {"words": row.figure.wording} if is_vague else _("no number")


def numbers_given(row: DrawnFigure) -> list[Decimal]:
    """The numbers that a figure gives; none where it gives words."""
    figure = row.figure
    return [n for n in (figure.low, figure.best, figure.high) if n is not None]


def _current(rows: Sequence[DrawnFigure], revisions: _Revisions) -> tuple[DrawnFigure, ...]:
    return tuple(row for row in rows if not any(_replaces(other, row, revisions) for other in rows))


def _replaces(later: DrawnFigure, earlier: DrawnFigure, revisions: _Revisions) -> bool:
    keys = (later.claim.pk, earlier.claim.pk)
    return keys in revisions or (keys[::-1] not in revisions and follows(later, earlier))


def _made(row: DrawnFigure) -> PartialDate:
    return PartialDate.of(row.claim.made_on, row.claim.made_on_precision)


def _when(row: DrawnFigure) -> tuple[bool, object, int, int]:
    made = row.claim.made_on
    return (made is None, made or 0, row.claim.pk, row.figure.pk)
