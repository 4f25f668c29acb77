"""The list of disputes, and the dossier of one incident."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import update_wrapper
from http import HTTPStatus
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from claims.presentation.dossiers.citing import dossier_cited, frame_of_dossier
from claims.presentation.dossiers.disputes import counted_in_words, disputes_of
from claims.presentation.dossiers.page import dossier_context
from claims.presentation.dossiers.table import figures_table
from claims.presentation.link_pictures.told import picture_of_dossier
from claims.public.earlier.asked import moment_asked
from claims.public.earlier.pages import (
    chart_file,
    chart_then,
    dossier_then_page,
    figures_then_file,
    file_of_figures,
)
from claims.public.sharing.references import reference_file
from claims.reads.cards.cards import card_of_dossier, dossier_card
from claims.reads.incidents import IncidentsListed, incident_shown, withdrawn_dossiers
from claims.reads.incidents import dossier as fetch_dossier
from claims.reads.mending.things import dossiers_told, moved_to
from claims.rules.thing_kinds import ThingKind
from tracker.base.web.pages import AS_OF, one_page, page_in_time, public_page, whole_address

if TYPE_CHECKING:
    from claims.models import Incident

P = ParamSpec("P")


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
    context = {
        "withdrawn_at": dossier.withdrawn_at,
        "notice": dossier.withdrawn_notice,
        "is_exercise": dossier.is_exercise,
    }
    return render(request, "public/dossiers/withdrawn.html", context, status=HTTPStatus.GONE)


def _of_dossier(
    view: Callable[Concatenate[HttpRequest, Incident, datetime | None, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A page of a dossier that readers may see, of now or of the moment that is asked for.

    Of every other dossier that is told which may be.
    """

    def answer(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        at = moment_asked(request)
        try:
            incident = incident_shown(slug)
        except ObjectDoesNotExist as missing:
            return _instead_of_dossier(request, slug, missing)
        return view(request, incident, at, *args, **kwargs)

    update_wrapper(answer, view)
    return page_in_time(answer)


@_of_dossier
def dossier_page(request: HttpRequest, incident: Incident, at: datetime | None) -> HttpResponse:
    """Open with the dispute in a sentence and a table; then figures, statements, pairs, pages."""
    if at is not None:
        return dossier_then_page(request, incident, at)
    found = fetch_dossier(incident)
    context = dossier_context(found)
    context["address"] = whole_address(reverse("public:incident", args=[incident.slug]))
    context["today"] = timezone.localdate()
    card = card_of_dossier(incident, found.claims, found.pairs)
    context["picture"] = picture_of_dossier(card)
    context["cited"] = dossier_cited(incident, context["counted"])
    context["frame"] = frame_of_dossier(incident)
    return render(request, "public/dossiers/dossier.html", context)


@_of_dossier
def figures_file(request: HttpRequest, incident: Incident, at: datetime | None) -> HttpResponse:
    """Give what the drawings of a dossier show as a table for a spreadsheet."""
    if at is not None:
        return figures_then_file(request, incident, at)
    return file_of_figures(incident, figures_table(fetch_dossier(incident)))


@_of_dossier
def chart_drawn(
    request: HttpRequest, incident: Incident, at: datetime | None, anchor: str
) -> HttpResponse:
    """Draw one chart of a dossier as a picture of its own."""
    if at is not None:
        return chart_then(request, incident, at, anchor)
    page = reverse("public:incident", args=[incident.slug])
    return chart_file(fetch_dossier(incident), anchor, page)


@_of_dossier
def cite_dossier(
    request: HttpRequest, incident: Incident, at: datetime | None, form: str
) -> HttpResponse:
    """Hand out the reference to a dossier, of today or of an earlier moment, as a file."""
    if at is not None:
        return dossier_then_page(request, incident, at, form=form)
    found = dossier_card(incident.slug)
    return reference_file(
        dossier_cited(incident, counted_in_words(found.claims, found.pairs)), form
    )


def _instead_of_dossier(request: HttpRequest, slug: str, missing: Exception) -> HttpResponse:
    """Say that it was withdrawn, or lead on to where it went, with the moment that is asked for.

    Raises:
        Http404: it did neither.
    """
    notice = withdrawn_dossiers().filter(slug=slug).first()
    if notice is not None:
        return withdrawn_page(request, notice)
    moved = moved_to(ThingKind.INCIDENT, slug, among=dossiers_told())
    if moved is None:
        raise Http404 from missing
    asked = f"?{request.GET.urlencode()}" if request.GET.get(AS_OF) else ""
    return redirect(reverse("public:incident", args=[moved]) + asked, permanent=True)
