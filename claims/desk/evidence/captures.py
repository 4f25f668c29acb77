"""Captures at the desk: pages that wait for one, asking for them, watching one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from claims.desk.coming_back import OpenedWhileQuoting
from claims.desk.evidence.capture_queue import tries_of
from claims.desk.evidence.describe import proposals
from claims.desk.naming.narrowing import DossierFilter
from claims.presentation import finding_marks
from claims.presentation.copy_states import capture_stamp, finding_words
from claims.presentation.evidence.copies import beside_text
from claims.presentation.evidence.pictures import allow_picture, pictures_of
from claims.reads.desk import evidence as reads
from claims.reads.desk.claims import citations_seen_by
from sources.acts import WITHHOLD_COPY
from sources.operations.captures.request import request_capture
from sources.reads.deposited import deposit_told
from sources.reads.withheld import original_of, withholdings_of
from sources.tasks import nudge
from tracker.base.acts.law import refuse
from tracker.base.people.signed_in import person
from tracker.base.web.act_view import ActView, ButtonView
from tracker.base.web.pages import one_page, other_parameters

if TYPE_CHECKING:
    from sources.models import Capture, Finding, Quotation
    from tracker.base.people.models import User

PAGE_SIZE = 30
NEWEST = 10


@dataclass(frozen=True, slots=True)
class DeskFinding:
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


@require_safe
def captures(request: HttpRequest) -> HttpResponse:
    """Pages not yet captured, and the newest captures."""
    form = DossierFilter(request.GET)
    incident = form.cleaned_data["incident"] if form.is_valid() else None
    waiting = reads.pages_without_copy(incident)
    if form.errors:
        waiting = waiting.none()
    pages = one_page(waiting, request, per_page=PAGE_SIZE, filters=form.parameters)
    newest = reads.captures_in_short()[:NEWEST]
    context = {
        "pages": pages,
        "incident": incident,
        "form": form,
        "query": other_parameters(request),
        "newest": [(row, capture_stamp(row)) for row in newest],
        "under_way": reads.captures_under_way(),
        "section": "desk",
    }
    return render(request, "desk/evidence/captures.html", context)


class IncidentCapture(ActView):
    """Capture every page of a dossier that has no copy yet, once it was confirmed."""

    template_name = "desk/evidence/incident_capture.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the pages that wait."""
        super().setup(request, *args, **kwargs)
        self.incident = get_object_or_404(reads.all_incidents(), slug=kwargs["slug"])
        self.waiting = list(reads.pages_without_copy(self.incident))

    def act(self, data: dict[str, Any]) -> str:
        """Ask for a capture of each."""
        for row in self.waiting:
            nudge(request_capture(page=row, cause="asked", by=self.by, at=self.at))
        said = ngettext(
            "%(n)s page is waiting for a worker.",
            "%(n)s pages are waiting for a worker.",
            len(self.waiting),
        )
        self.said = said % {"n": len(self.waiting)}
        return reverse("desk:captures") + f"?incident={self.incident.slug}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pages and their sites."""
        return super().get_context_data(
            incident=self.incident,
            waiting=self.waiting,
            sites=sorted({urlsplit(row.url).netloc for row in self.waiting}),
            **kwargs,
        )


class PageCapture(OpenedWhileQuoting, ButtonView):
    """Ask for a capture of a page now."""

    said = _("A capture was asked for.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the page."""
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(reads.all_pages(), pk=kwargs["pk"])
        self.back = self.quoting or reverse("desk:captures")

    def act(self, data: dict[str, Any]) -> str:
        """Ask for it, and tell a worker."""
        row = request_capture(page=self.page, cause="asked", by=self.by, at=self.at)
        nudge(row)
        return self.quoting or reverse("desk:capture", args=[row.pk])


@require_safe
def capture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far one capture is, refreshed until it has ended."""
    context = _state(pk, person(request))
    found: Capture = context["capture"]
    context["citations"] = citations_seen_by(person(request)).filter(page=found.page_id)
    context["beside"] = beside_text(found)
    context["proposals"] = proposals(found)
    context["original"] = original_of(found)
    context["withholdings"] = withholdings_of(found)
    context["may_withhold"] = refuse(person(request), WITHHOLD_COPY) is None and found.is_deposit
    context["pictures"] = pictures_of(found, at=timezone.now())
    return allow_picture(render(request, "desk/evidence/capture.html", context))


@require_safe
def capture_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same without the page around it, for the pages that refresh themselves."""
    return render(request, "desk/evidence/capture_state.html", _state(pk, person(request)))


def _state(pk: UUID, user: User) -> dict[str, Any]:
    found = get_object_or_404(reads.captures_in_short(), pk=pk)
    rows = sorted(found.findings.all(), key=lambda row: row.is_shown)
    findings = {row.quotation_id: row for row in rows}
    checked = [
        DeskFinding(row, one, finding_words(one, deposited=found.is_deposit, at_desk=True))
        for row in reads.quotations_seen_by(user, found.page)
        for one in [findings.get(row.pk)]
    ]
    tries = tries_of(found)
    return {
        "capture": found,
        "tries": tries,
        "last": tries[-1] if tries else None,
        "stamp": capture_stamp(found),
        "checked": checked,
        "told": deposit_told(found),
        "section": "desk",
    }
