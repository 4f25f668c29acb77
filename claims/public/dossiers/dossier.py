"""The list of disputes, and the dossier of one incident."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from claims.presentation.claims.disputes import counted_in_words, disputes_of
from claims.presentation.claims.dossier import cited_pages, claimants_of
from claims.presentation.claims.origins import reports_words
from claims.presentation.dossiers.lines import pair_lines
from claims.presentation.dossiers.matrix import matrix_of
from claims.presentation.dossiers.opening import opening_told
from claims.presentation.figures.groups import group_figures
from claims.presentation.link_pictures.told import picture_of_dossier
from claims.presentation.maps.place_map import place_map_of
from claims.presentation.timeline import timeline_of
from claims.public.earlier.asked import moment_asked
from claims.public.earlier.pages import dossier_then_page
from claims.reads.cards.cards import card_of_dossier
from claims.reads.evidence.changes import altered_numbers
from claims.reads.evidence.origins import Trail
from claims.reads.incidents import IncidentsListed, withdrawn_dossiers
from claims.reads.incidents import dossier as fetch_dossier
from claims.reads.mending.things import dossiers_told, moved_to
from claims.rules.thing_kinds import ThingKind
from tracker.base.web.pages import one_page, page_in_time, public_page, whole_address

if TYPE_CHECKING:
    from claims.models import Incident

LONGEST_OPEN = 6
"""Up to so many claims a dossier shows all at once; longer ones fold statements, pairs, pages."""


@public_page
def incidents_page(request: HttpRequest) -> HttpResponse:
    """List the incidents, newest claim first."""
    page = one_page(IncidentsListed(), request, per_page=12)
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


@page_in_time
def dossier_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Open with the dispute in a sentence and a table; then figures, statements, pairs, pages."""
    at = moment_asked(request)
    try:
        found = fetch_dossier(slug)
    except ObjectDoesNotExist as missing:
        notice = withdrawn_dossiers().filter(slug=slug).first()
        if notice is not None:
            return withdrawn_page(request, notice)
        moved = moved_to(ThingKind.INCIDENT, slug, among=dossiers_told())
        if moved is None:
            raise Http404 from missing
        asked = f"?{request.GET.urlencode()}" if at is not None else ""
        return redirect(reverse("public:incident", args=[moved]) + asked, permanent=True)
    if at is not None:
        return dossier_then_page(request, slug, at)
    groups = group_figures(found.claims, found.pairs)
    trail = Trail.of(found.citations)
    opening = opening_told(found.claims, found.pairs, groups)
    drawn = [group for group in groups if group.is_comparison]
    return render(
        request,
        "public/dossiers/dossier.html",
        {
            "section": "incidents",
            "incident": found.incident,
            "is_exercise": found.incident.is_exercise,
            "opening": opening.sentence,
            "own_losses": opening.own_losses,
            "statements_first": opening.group is None,
            "address": whole_address(reverse("public:incident", args=[found.incident.slug])),
            "picture": picture_of_dossier(
                card_of_dossier(found.incident, found.claims, found.pairs)
            ),
            "matrix": matrix_of(groups, found.pairs, found.affiliated),
            "is_short": len(found.claims) <= LONGEST_OPEN,
            "altered_numbers": altered_numbers(found.citations),
            "counted": counted_in_words(found.claims, found.pairs),
            "claimants": claimants_of(found.claims, found.citations, trail, opening.speakers),
            # What the sentence is about comes first; the others keep their order.
            "drawn": sorted(drawn, key=lambda group: group is not opening.group),
            "pairs": found.pairs,
            "place_map": place_map_of(found.incident, found.claims),
            "lines": pair_lines(found.pairs),
            "timeline": timeline_of(found.claims, found.withdrawn),
            "pages": cited_pages(found.citations),
            "origins": reports_words(trail.origins(found.citations, found.claims)),
        },
    )
