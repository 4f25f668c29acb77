"""The pages of an earlier moment: of a claim, a pair, a dossier."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from claims.presentation.claims.earlier import told_then
from claims.presentation.dossiers.page import dossier_then_context
from claims.presentation.dossiers.table import figures_table
from claims.presentation.pairs.page import pair_context
from claims.reads.journal import moments
from claims.reads.journal.dossiers import dossier_then
from claims.reads.journal.pairs import pair_then
from claims.reads.visible import claims_shown
from tracker.base.web.pages import AS_OF, whole_address

if TYPE_CHECKING:
    from claims.models import Incident


def claim_then_page(request: HttpRequest, claim_id: int, at: datetime) -> HttpResponse:
    """Show a claim, which is public today, as readers saw it at a moment."""
    found = moments.claims_then(claims_shown().filter(pk=claim_id), at)
    if not found:
        return _not_then(request, at)
    (told,) = told_then(found)
    context = {
        "section": "incidents",
        "at": at,
        "told": told,
        "is_exercise": told["claim"].incident.is_exercise,
    }
    return render(request, "public/earlier/claim.html", context)


def pair_then_page(request: HttpRequest, pair_id: int, at: datetime) -> HttpResponse:
    """Show both sides of a pair as readers saw them at a moment.

    Raises:
        Http404: they may not see its claims today.
    """
    try:
        pair = moments.pair_recorded(pair_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    keys = (pair.answers_id, pair.claim_id)
    found = moments.claims_then(claims_shown().filter(pk__in=keys), at)
    if len(found) < len(keys) or not moments.stood_then(pair, at):
        return _not_then(request, at)
    if (then := pair_then(pair, found)) is not None:
        context = pair_context(then.pair, then.citations, then.not_shown, at=at)
        context |= _on_paper(request)
        return render(request, "public/earlier/pair.html", context)
    told = sorted(told_then(found), key=lambda one: keys.index(one["claim"].pk))
    context = {
        "section": "incidents",
        "at": at,
        "pair": pair,
        "told": told,
        "is_exercise": any(one["claim"].incident.is_exercise for one in told),
    }
    return render(request, "public/earlier/pair_unknown.html", context)


def dossier_then_page(request: HttpRequest, incident: Incident, at: datetime) -> HttpResponse:
    """Show a dossier, which is public today, as readers saw it at a moment."""
    found = dossier_then(incident, at)
    if found is None:
        return _not_then(request, at)
    context = dossier_then_context(found.sheet, told_then(found.unknown), at)
    context |= _on_paper(request)
    return render(request, "public/earlier/dossier.html", context)


def figures_then_file(request: HttpRequest, incident: Incident, at: datetime) -> HttpResponse:
    """Give the figures of a dossier as they stood at a moment; what is not known is left out."""
    found = dossier_then(incident, at)
    if found is None:
        return _not_then(request, at)
    return file_of_figures(incident, figures_table(found.sheet, at=at))


def file_of_figures(incident: Incident, table: str) -> HttpResponse:
    """A table of a dossier as a file.

    Args:
        incident: whose.
        table: its figures as CSV.
    """
    # With a sign at its beginning that tells spreadsheets how the letters are written.
    response = HttpResponse(f"\ufeff{table}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{incident.slug}.csv"'
    return response


def _on_paper(request: HttpRequest) -> dict[str, Any]:
    """What a sheet says of itself: the address with its moment, and the day it was shown on."""
    asked = urlencode({AS_OF: request.GET[AS_OF]})
    return {"address": whole_address(f"{request.path}?{asked}"), "today": timezone.localdate()}


def _not_then(request: HttpRequest, at: datetime) -> HttpResponse:
    """Say that readers could not see this page at a moment: 404, with another moment to choose."""
    context = {"section": "incidents", "at": at}
    return render(request, "public/earlier/not_then.html", context, status=HTTPStatus.NOT_FOUND)
