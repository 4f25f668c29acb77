"""Incidents with the figures that show best how far apart the sides are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.models import Incident
from claims.presentation.figures.groups import FigureGroup, group_figures, widest


@dataclass(frozen=True, slots=True)
class Dispute:
    """An incident with the group of figures that shows best how far apart the sides are."""

    incident: Incident
    spread: FigureGroup | None


def disputes_of(incidents: Iterable[Incident]) -> list[Dispute]:
    """Choose for each incident, fetched with its claims, the spread to draw."""
    return [
        Dispute(incident, widest(group_figures(incident.claims.all()))) for incident in incidents
    ]
