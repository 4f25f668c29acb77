"""Captures at the desk: pages that wait for one, asking for them, watching one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.desk.evidence.capture_queue import tries_of
from claims.desk.evidence.describe import proposals
from claims.desk.record.forms import NothingForm, SearchForm
from claims.models import Citation, Incident
from claims.presentation import finding_marks
from claims.presentation.copy_states import capture_stamp, finding_words
from claims.presentation.evidence.pictures import allow_picture, pictures_of
from claims.reads.visible import claims_seen_by
from sources.desk.nudges import ask
from sources.models import Capture, CaptureCause, Finding, Page, Quotation
from sources.operations.captures.request import UNFINISHED
from tracker.base.acts.refusal import Refusal
from tracker.base.web.submissions import page, perform, person, sent

PAGE_SIZE = 30
NEWEST = 10


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation and what one capture's check found of it; None if it was not checked."""

    quotation: Quotation
    finding: Finding | None
    words: str

    @property
    def parts(self) -> list[finding_marks.Part]:
        """What the copy says, cut where it differs from the quotation."""
        return finding_marks.parts(self.finding) if self.finding else []

    @property
    def kinds(self) -> list[str | Promise]:
        """The kinds of difference."""
        return finding_marks.kinds(self.finding) if self.finding else []


def pages_without_copy(incident: Incident | None = None) -> QuerySet[Page]:
    """Pages nobody has asked a capture of, of one incident or of all."""
    fetched = Capture.objects.exclude(cause=CaptureCause.DEPOSITED)
    rows = Page.objects.filter(~Exists(fetched.filter(page=OuterRef("pk"))))
    if incident is not None:
        rows = rows.filter(
            Exists(Citation.objects.filter(page=OuterRef("pk"), claim__incident=incident))
        )
    return rows.select_related("publisher").order_by("pk")


@require_safe
def captures(request: HttpRequest) -> HttpResponse:
    """Pages not yet captured, and the newest captures."""
    search = SearchForm(request.GET)
    incident = search.cleaned_data.get("incident") if search.is_valid() else None
    pages = Paginator(pages_without_copy(incident), PAGE_SIZE).get_page(request.GET.get("page"))
    newest = Capture.objects.select_related("page", "requested_by").defer(
        "text", "provenance", "metadata"
    )[:NEWEST]
    context = {
        "pages": pages,
        "incident": incident,
        "incidents": Incident.objects.order_by("title"),
        "query": f"incident={incident.slug}" if incident else "",
        "newest": [(row, capture_stamp(row)) for row in newest],
        "under_way": Capture.objects.filter(status__in=UNFINISHED).count(),
        "section": "desk",
    }
    return render(request, "desk/captures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def incident_capture(request: HttpRequest, slug: str) -> HttpResponse:
    """Capture every page of a dossier that has no copy yet, once it was confirmed."""
    incident = get_object_or_404(Incident, slug=slug)
    waiting = list(pages_without_copy(incident))
    form = NothingForm(sent(request))

    def act(_data: dict[str, Any]) -> int:
        by, at = person(request), timezone.now()
        for row in waiting:
            ask(row, cause=CaptureCause.ASKED, by=by, at=at)
        return len(waiting)

    done = perform(
        request,
        form,
        act,
        then=lambda _number: reverse("desk:captures") + f"?incident={incident.slug}",
        said=ngettext(
            "%(n)s page is waiting for a worker.",
            "%(n)s pages are waiting for a worker.",
            len(waiting),
        )
        % {"n": len(waiting)},
    )
    if done is not None:
        return done
    context = {
        "form": form,
        "incident": incident,
        "waiting": waiting,
        "sites": sorted({urlsplit(row.url).netloc for row in waiting}),
        "section": "desk",
    }
    return page(request, "desk/incident_capture.html", context)


@require_POST
def page_capture(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a capture of a page now."""
    asked = get_object_or_404(Page, pk=pk)
    try:
        row = ask(asked, cause=CaptureCause.ASKED, by=person(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("desk:captures")
    messages.success(request, _("A capture was asked for."))
    return redirect("desk:capture", pk=row.pk)


@require_safe
def capture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far one capture is, refreshed until it has ended."""
    context = _state(pk)
    found: Capture = context["capture"]
    seen = claims_seen_by(person(request)).values("pk")
    context["citations"] = found.page.citations.filter(claim__in=seen).select_related("claim")
    context["proposals"] = proposals(found)
    context["pictures"] = pictures_of(found, at=timezone.now())
    return allow_picture(render(request, "desk/capture.html", context))


@require_safe
def capture_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same without the page around it, for the pages that refresh themselves."""
    return render(request, "desk/capture_state.html", _state(pk))


def _state(pk: UUID) -> dict[str, Any]:
    rows = Capture.objects.select_related("page__publisher", "requested_by")
    found = get_object_or_404(rows.defer("text", "provenance", "metadata"), pk=pk)
    findings = {row.quotation_id: row for row in found.findings.all()}
    checked = [
        Checked(row, one, finding_words(one, deposited=found.is_deposit))
        for row in found.page.quotations.all()
        for one in [findings.get(row.pk)]
    ]
    tries = tries_of(found)
    return {
        "capture": found,
        "tries": tries,
        "last": tries[-1] if tries else None,
        "stamp": capture_stamp(found),
        "checked": checked,
        "section": "desk",
    }
