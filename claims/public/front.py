"""The front page: what this is, and the newest disputes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims import queries
from claims.models import Incident
from claims.public import counting
from claims.public.door import public_page
from claims.public.figures import Group, group_figures, widest

DISPUTES = 6
VERDICTS = 5


@dataclass(frozen=True, slots=True)
class Dispute:
    """An incident with the group of figures that shows best how far apart the sides are."""

    incident: Incident
    spread: Group | None


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """Show the newest disputes, the newest verdicts and corrections, and the counts."""
    newest = queries.with_claims(queries.disputes_shown())[:DISPUTES]
    disputes = disputes_of(newest)
    verdicts = list(queries.verdicts_in_force()[:VERDICTS])
    return render(
        request,
        "public/front.html",
        {
            "disputes": disputes,
            "verdicts": verdicts,
            "corrections": list(queries.corrections_shown()[:VERDICTS]),
            "counts": counting.counts(),
        },
    )


def disputes_of(incidents: Iterable[Incident]) -> list[Dispute]:
    """Choose for each incident, fetched with its claims, the spread to draw."""
    return [
        Dispute(incident, widest(group_figures(incident.claims.all()))) for incident in incidents
    ]
