"""The queue at the desk: which captures wait, for what and until when, and which failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.desk.record.forms import ReasonForm
from claims.operations.hold import ask_page
from claims.reads.desk.capture_queue import (
    CONDITIONS,
    Standing,
    counts_by_host,
    in_order,
    queued,
    standing_of,
)
from claims.reads.desk.evidence import all_captures
from sources.archiver.outcomes import Outcome
from sources.operations.captures.request import give_up, retry
from sources.reads.sentences import worded
from sources.tasks import nudge
from tracker.base.acts.snapshot import Fact
from tracker.base.web.act_view import ActView, ButtonView
from tracker.base.web.pages import one_page

if TYPE_CHECKING:
    from sources.models import Capture

PAGE_SIZE = 30
HOSTS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt that was put back: when, and what came of it."""

    at: datetime | None
    reason: str
    http_status: int | None


@dataclass(frozen=True, slots=True)
class QueuedCapture:
    """A capture in the queue, its host, how it stands and what was tried."""

    capture: Capture
    standing: Standing
    tries: tuple[Try, ...]

    @property
    def last(self) -> Try | None:
        """The newest attempt that was put back."""
        return self.tries[-1] if self.tries else None


def tries_of(capture: Capture) -> tuple[Try, ...]:
    """The attempts of a capture that were put back, oldest first."""
    return tuple(
        Try(parse_datetime(str(one.get("at", ""))), _reason(one), one.get("http_status"))
        for one in capture.tries
    )


def _reason(one: dict[str, Any]) -> str:
    if said := worded(one.get("reason")):
        return said
    try:
        return gettext(Outcome(str(one.get("outcome"))).sentence)
    except ValueError:
        return str(one.get("outcome", ""))


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, what is being captured, what was put back until when and why, what failed."""
    hosts = counts_by_host()
    host, standing = request.GET.get("host", ""), request.GET.get("standing", "")
    rows = queued()
    if host:
        rows = rows.filter(host=host.replace("\x00", ""))
    if standing in Standing.values:
        rows = rows.filter(CONDITIONS[Standing(standing)])
    found = one_page(in_order(rows), request, per_page=PAGE_SIZE, filters=["host", "standing"])
    chosen = {"host": host, "standing": standing if standing in Standing.values else ""}
    context = {
        "pages": found,
        "rows": [_row(capture) for capture in found],
        "standings": [(one, sum(row[one.value] for row in hosts)) for one in Standing],
        "hosts": hosts[:HOSTS_SHOWN],
        "more_hosts": max(len(hosts) - HOSTS_SHOWN, 0),
        "chosen": chosen,
        "query": urlencode({key: value for key, value in chosen.items() if value}),
        "now": timezone.now(),
        "section": "desk",
    }
    return render(request, "desk/evidence/capture_queue.html", context)


def _row(capture: Capture) -> QueuedCapture:
    return QueuedCapture(capture, standing_of(capture), tries_of(capture))


class CaptureRetry(ButtonView):
    """Try a capture at once, or again if it has ended."""

    said = _("It is tried as soon as its host may be asked.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the capture."""
        super().setup(request, *args, **kwargs)
        self.capture = get_object_or_404(all_captures(), pk=kwargs["pk"])
        self.back = reverse("desk:capture_queue")

    def act(self, data: dict[str, Any]) -> str:
        """Make it due, and tell a worker."""
        row = nudge(retry(capture=self.capture, by=self.by, at=self.at))
        return reverse("desk:capture", args=[row.pk])


class CaptureGiveUp(ActView):
    """Take a capture out of the queue, with the reason."""

    form_class = ReasonForm
    heading, button = _("Give a capture up"), _("Give it up")
    said = _("The capture was taken out of the queue.")
    changes = "capture"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the capture."""
        super().setup(request, *args, **kwargs)
        self.capture = get_object_or_404(all_captures(), pk=kwargs["pk"])
        self.explanation = self.capture.page.url
        self.back = reverse("desk:capture", args=[self.capture.pk])

    def facts(self) -> dict[str, Fact]:
        """Whether it still waits."""
        self.capture.refresh_from_db(fields=["status"])
        return {"status": Fact(gettext("State"), self.capture.get_status_display())}

    def act(self, data: dict[str, Any]) -> str:
        """Give it up."""
        ask_page(self.capture.page, by=self.by)
        give_up(capture=self.capture, reason=data["reason"], by=self.by, at=self.at)
        return reverse("desk:capture_queue")
