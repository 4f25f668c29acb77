"""The pages of an earlier moment, of a claim, a pair, a dossier, and the references to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.presentation.citing.work import CitedWork, in_time
from claims.presentation.claims.earlier import title_then, told_then
from claims.presentation.claims.verdicts.citing import claim_cited_then
from claims.presentation.dossiers.citing import dossier_cited
from claims.presentation.dossiers.page import chart_at, dossier_then_context
from claims.presentation.dossiers.table import figures_table
from claims.presentation.link_pictures.chart import draw_chart
from claims.presentation.pairs.citing import pair_cited
from claims.presentation.pairs.page import pair_context
from claims.public.sharing.references import reference_file
from claims.reads.journal import moments
from claims.reads.journal.dossiers import dossier_then
from claims.reads.journal.pairs import pair_then
from claims.reads.visible import claims_shown
from tracker.base.web.pages import AS_OF, whole_address

if TYPE_CHECKING:
    from claims.models import Counterclaim, Incident
    from claims.reads.incidents import DossierSheet


_Then = tuple[str, dict[str, Any]]
"""The template of a page, and what it asks for."""


def claim_then_page(
    request: HttpRequest, claim_id: int, at: datetime, *, form: str = ""
) -> HttpResponse:
    """Show a claim, which is public today, as readers saw it at a moment.

    Args:
        request: for the page, or for the reference to it.
        claim_id: the key of the claim.
        at: the moment.
        form: the ending of the reference that is asked for; "" for the page.
    """
    found = moments.claims_then(claims_shown().filter(pk=claim_id), at)
    if not found:
        return _not_then(request, at)
    (told,) = told_then(found)
    context = {
        "section": "incidents",
        "at": at,
        "told": told,
        "is_exercise": told["claim"].incident.is_exercise,
        "cited": claim_cited_then(
            told["claim"], told["verdict"], title_then(told), at=at, as_of=_as_of(request)
        ),
    }
    return _answer(request, ("public/earlier/claim.html", context), form)


def pair_then_page(
    request: HttpRequest, pair_id: int, at: datetime, *, form: str = ""
) -> HttpResponse:
    """Show both sides of a pair as readers saw them at a moment.

    Args:
        request: for the page, or for the reference to it.
        pair_id: the key of the pair.
        at: the moment.
        form: the ending of the reference that is asked for; "" for the page.

    Raises:
        ObjectDoesNotExist: they may not see its claims today.
    """
    pair = moments.pair_recorded(pair_id)
    keys = (pair.answers_id, pair.claim_id)
    found = moments.claims_then(claims_shown().filter(pk__in=keys), at)
    if len(found) < len(keys) or not moments.stood_then(pair, at):
        return _not_then(request, at)
    if (then := pair_then(pair, found)) is not None:
        context = pair_context(then.pair, then.citations, then.not_shown, at=at)
        context |= _on_paper(request)
        context["cited"] = _pair_cited(request, then.pair, context["headline"], at)
        return _answer(request, ("public/earlier/pair.html", context), form)
    told = sorted(told_then(found), key=lambda one: keys.index(one["claim"].pk))
    context = {
        "section": "incidents",
        "at": at,
        "pair": pair,
        "told": told,
        "is_exercise": any(one["claim"].incident.is_exercise for one in told),
        "cited": _pair_cited(request, pair, _("%(whom)s and %(who)s") % _sides(told), at),
    }
    return _answer(request, ("public/earlier/pair_unknown.html", context), form)


def _sides(told: Sequence[dict[str, Any]]) -> dict[str, str]:
    return {"whom": told[0]["who"], "who": told[1]["who"]}


def _pair_cited(request: HttpRequest, pair: Counterclaim, title: str, at: datetime) -> CitedWork:
    return pair_cited(pair, title, at=at, as_of=_as_of(request))


def dossier_then_page(
    request: HttpRequest, incident: Incident, at: datetime, *, form: str = ""
) -> HttpResponse:
    """Show a dossier, which is public today, as readers saw it at a moment.

    Args:
        request: for the page, or for the reference to it.
        incident: what the dossier is about.
        at: the moment.
        form: the ending of the reference that is asked for; "" for the page.
    """
    found = dossier_then(incident, at)
    if found is None:
        return _not_then(request, at)
    context = dossier_then_context(found.sheet, told_then(found.unknown), at)
    context |= _on_paper(request)
    context["cited"] = dossier_cited(
        context["incident"], context["counted"], at=at, as_of=_as_of(request)
    )
    return _answer(request, ("public/earlier/dossier.html", context), form)


def figures_then_file(request: HttpRequest, incident: Incident, at: datetime) -> HttpResponse:
    """Give the figures of a dossier as they stood at a moment; what is not known is left out."""
    found = dossier_then(incident, at)
    if found is None:
        return _not_then(request, at)
    return file_of_figures(incident, figures_table(found.sheet, at=at))


def chart_then(request: HttpRequest, incident: Incident, at: datetime, anchor: str) -> HttpResponse:
    """Draw a chart of a dossier as it stood at a moment."""
    found = dossier_then(incident, at)
    if found is None:
        return _not_then(request, at)
    page = in_time(reverse("public:incident", args=[incident.slug]), _as_of(request))
    return chart_file(found.sheet, anchor, page, at=at)


def chart_file(
    sheet: DossierSheet, anchor: str, page: str, *, at: datetime | None = None
) -> HttpResponse:
    """A chart of a dossier as a picture.

    Args:
        sheet: what stands in the dossier.
        anchor: the place of the chart on its page.
        page: the path of that page.
        at: the moment as of which it stands; None for now.

    Raises:
        Http404: there is no such chart.
    """
    group = chart_at(sheet, anchor, at=at)
    if group is None:
        raise Http404
    day = timezone.localdate(at)
    content = draw_chart(sheet.incident, group, f"{page}#{anchor}", day)
    response = HttpResponse(content, content_type="image/png")
    name = f"{sheet.incident.slug}-{anchor}.png"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


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


def _answer(request: HttpRequest, then: _Then, form: str) -> HttpResponse:
    template, context = then
    return reference_file(context["cited"], form) if form else render(request, template, context)


def _on_paper(request: HttpRequest) -> dict[str, Any]:
    """What a sheet says of itself: the address with its moment, and the day it was shown on."""
    address = whole_address(in_time(request.path, _as_of(request)))
    return {"address": address, "today": timezone.localdate()}


def _as_of(request: HttpRequest) -> str:
    """The moment as the address has it."""
    return request.GET[AS_OF].strip()


def _not_then(request: HttpRequest, at: datetime) -> HttpResponse:
    """Say that readers could not see this page at a moment: 404, with another moment to choose."""
    context = {"section": "incidents", "at": at}
    return render(request, "public/earlier/not_then.html", context, status=HTTPStatus.NOT_FOUND)
