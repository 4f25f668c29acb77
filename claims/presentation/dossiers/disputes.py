"""Incidents with the figures that show best how far apart the sides are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, Counterclaim, Incident
from claims.presentation.figures.groups import FigureGroup, group_figures, widest
from claims.presentation.pairs.far_apart import farthest_figures
from claims.reads.claims import voice_of
from tracker.base.writing.lists import comma_list


@dataclass(frozen=True, slots=True)
class Voices:
    """How many speak.

    Sources that are not named are neither one claimant nor nobody: how many they are is not known,
    so the claims are counted that are theirs.

    Args:
        claimants: parties and outlets that are named.
        unnamed: claims without a named source.
    """

    claimants: int
    unnamed: int

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> Voices:
        """Count those of claims, fetched with their claimants' kinds."""
        voices = [voice_of(claim) for claim in claims]
        return cls(len(set(voices) - {None}), voices.count(None))


@dataclass(frozen=True, slots=True)
class Dispute:
    """An incident with the group of figures that shows best how far apart the sides are."""

    incident: Incident
    counted: str
    spread: FigureGroup | None


def disputes_of(incidents: Iterable[Incident]) -> list[Dispute]:
    """Choose for each incident, fetched with its claims and their pairs, the spread to draw."""
    return [_dispute(incident, list(incident.claims.all())) for incident in incidents]


def _dispute(incident: Incident, claims: Sequence[Claim]) -> Dispute:
    both = ([*claim.counters.all(), *claim.countered_by.all()] for claim in claims)
    pairs = list({pair.pk: pair for each in both for pair in each}.values())
    spread = widest(group_figures(claims, pairs), farthest_figures(claims, pairs))
    return Dispute(incident, counted_in_words(claims, pairs), spread)


def counted_in_words(claims: Sequence[Claim], pairs: Sequence[Counterclaim]) -> str:
    """Say how many claims, claimants and pairs there are: ``3 claims, 2 claimants, 1 pair``."""
    voices = Voices.of(claims)
    said = ngettext("%(n)s claim", "%(n)s claims", len(claims)) % {"n": len(claims)}
    if voices.unnamed:
        said = _("%(claims)s (%(n)s without a named source)") % {
            "claims": said,
            "n": voices.unnamed,
        }
    claimants = ngettext("%(n)s claimant", "%(n)s claimants", voices.claimants)
    paired = ngettext("%(n)s pair", "%(n)s pairs", len(pairs))
    parts = [said, claimants % {"n": voices.claimants}, paired % {"n": len(pairs)}]
    return comma_list(parts if voices.claimants else [said, parts[2]])
