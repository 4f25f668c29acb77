"""Which disputes the map of the front page shows, and how many it cannot show."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery

from claims.models import Incident, Place, PlacePrecision
from claims.reads.front.tallies import MOST_TALLIED
from claims.reads.visible import claims_shown, dossiers_shown

MOST_ON_MAP = 100
"""Disputes on the map, those recorded last."""
MOST_CLAIMS_COUNTED = 100
"""Of a dispute with more claims than these the map says no more than that."""


@dataclass(frozen=True, slots=True)
class PlacedDossier:
    """A dispute that has a place, and its claims, counted up to `MOST_CLAIMS_COUNTED` + 1."""

    incident: Incident
    place: Place
    claims: int


@dataclass(frozen=True, slots=True)
class PlacedDossiers:
    """What the map shows of what really happened.

    Args:
        dossiers: those with a place that may be drawn, the newest first; at most `MOST_ON_MAP`.
        is_all: whether there are no more.
        without: how many have no such place, counted up to `MOST_TALLIED` + 1.
    """

    dossiers: list[PlacedDossier]
    is_all: bool
    without: int


class _Counted(Subquery):
    """How many rows a query has, which may have a limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def placed_dossiers() -> PlacedDossiers:
    """Fetch the disputes of the map; what exercises invent has no place on it."""
    own = claims_shown().filter(incident=OuterRef("pk")).order_by().values("pk")
    real = _real()
    rows = real.filter(_may_be_drawn()).select_related("place").order_by("-pk")
    found = list(
        rows.annotate(claims_counted=_Counted(own[: MOST_CLAIMS_COUNTED + 1]))[: MOST_ON_MAP + 1]
    )
    without = real.exclude(_may_be_drawn()).order_by()[: MOST_TALLIED + 1].count()
    return PlacedDossiers(
        [
            PlacedDossier(row, row.place, row.claims_counted)
            for row in found[:MOST_ON_MAP]
            if row.place is not None
        ],
        len(found) <= MOST_ON_MAP,
        without,
    )


def _real() -> QuerySet[Incident]:
    return dossiers_shown().filter(is_exercise=False)


def _may_be_drawn() -> Q:
    """A place is drawn at its coordinates; a country is found by its name too."""
    known = ~Q(precision=PlacePrecision.UNKNOWN.value)
    located = Q(latitude__isnull=False, longitude__isnull=False)
    drawn = known & (located | Q(precision=PlacePrecision.COUNTRY.value))
    # Looked up before it is asked of a dossier whether it may be read, which takes longer.
    return Q(place__in=Place.objects.filter(drawn).order_by())
