"""The list of disputes, and the dossier of one incident."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.presentation.claims.disputes import Voices, disputes_of
from claims.presentation.claims.dossier import answered_of, cited_pages, claimants_of
from claims.presentation.claims.origins import reports_words
from claims.presentation.figures.groups import group_figures
from claims.presentation.maps.place_map import place_map_of
from claims.presentation.timeline import timeline_of
from claims.reads.evidence.changes import altered_numbers
from claims.reads.evidence.origins import Trail
from claims.reads.incidents import dossier as fetch_dossier
from claims.reads.incidents import incidents_shown, with_claims, withdrawn_dossiers
from claims.reads.mending.things import dossiers_told, moved_to
from claims.rules.thing_kinds import ThingKind
from tracker.base.web.pages import one_page, public_page

if TYPE_CHECKING:
    from claims.models import Incident


@public_page
def incidents_page(request: HttpRequest) -> HttpResponse:
    """List the incidents, newest claim first."""
    page = one_page(with_claims(incidents_shown()), request, per_page=12)
    return render(
        request,
        "public/dossiers/incidents.html",
        {
            "section": "incidents",
            "page": page,
            "disputes": disputes_of(page.object_list),
            "has_exercise": any(incident.is_exercise for incident in page),
        },
    )


def withdrawn_page(request: HttpRequest, dossier: Incident) -> HttpResponse:
    """Say that a dossier was withdrawn and when, without its content: 410."""
    context = {"withdrawn_at": dossier.withdrawn_at, "notice": dossier.withdrawn_notice}
    return render(request, "public/dossiers/withdrawn.html", context, status=HTTPStatus.GONE)


@public_page
def dossier_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show claimants side by side, their figures on one axis, the pairs and the timeline."""
    try:
        found = fetch_dossier(slug)
    except ObjectDoesNotExist as missing:
        notice = withdrawn_dossiers().filter(slug=slug).first()
        if notice is not None:
            return withdrawn_page(request, notice)
        moved = moved_to(ThingKind.INCIDENT, slug, among=dossiers_told())
        if moved is None:
            raise Http404 from missing
        return redirect("public:incident", moved, permanent=True)
    groups = group_figures(found.claims, found.pairs)
    trail = Trail.of(found.citations)
    return render(
        request,
        "public/dossiers/dossier.html",
        {
            "section": "incidents",
            "incident": found.incident,
            "is_exercise": found.incident.is_exercise,
            "claims": found.claims,
            "altered_numbers": altered_numbers(found.citations),
            "voices": Voices.of(found.claims),
            "claimants": claimants_of(found.claims, found.citations, trail),
            "drawn": [group for group in groups if group.is_comparison],
            "single": [group for group in groups if not group.is_comparison],
            "pairs": found.pairs,
            "answered": answered_of(found.pairs),
            "place_map": place_map_of(found.incident, found.claims),
            "timeline": timeline_of(found.claims, found.withdrawn),
            "pages": cited_pages(found.citations),
            "origins": reports_words(trail.origins(found.citations, found.claims)),
        },
    )
