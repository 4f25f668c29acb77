"""The front page: what this is, and the newest disputes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.models import Incident
from claims.presentation.figure_groups import Group, group_figures, widest
from claims.reads import claims, counts, incidents
from tracker.base.web.pages import public_page

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
    newest = incidents.with_claims(incidents.disputes_shown())[:DISPUTES]
    disputes = disputes_of(newest)
    verdicts = list(claims.verdicts_in_force()[:VERDICTS])
    return render(
        request,
        "public/dossiers/front.html",
        {
            "disputes": disputes,
            "verdicts": verdicts,
            "corrections": list(claims.corrections_shown()[:VERDICTS]),
            "counts": counts.counts(),
        },
    )


def disputes_of(incidents: Iterable[Incident]) -> list[Dispute]:
    """Choose for each incident, fetched with its claims, the spread to draw."""
    return [
        Dispute(incident, widest(group_figures(incident.claims.all()))) for incident in incidents
    ]
