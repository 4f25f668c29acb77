"""Incidents with the figures that show best how far apart the sides are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.models import Claim, Incident
from claims.presentation.figures.groups import FigureGroup, group_figures, widest


@dataclass(frozen=True, slots=True)
class Dispute:
    """An incident with the group of figures that shows best how far apart the sides are."""

    incident: Incident
    spread: FigureGroup | None


def disputes_of(incidents: Iterable[Incident]) -> list[Dispute]:
    """Choose for each incident, fetched with its claims and their answers, the spread to draw."""
    return [
        Dispute(incident, widest(_groups(list(incident.claims.all())))) for incident in incidents
    ]


def _groups(claims: Sequence[Claim]) -> list[FigureGroup]:
    return group_figures(claims, [pair for claim in claims for pair in claim.counters.all()])
