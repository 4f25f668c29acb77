"""The queue at the desk: which captures wait, for what and until when, and which failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextChoices,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.desk.record.forms import ReasonForm
from sources.archiver.values import Outcome
from sources.models import FINISHED, Capture, CaptureCause, CaptureStatus
from sources.operations.captures.request import give_up, retry
from sources.reads.sentences import worded
from sources.tasks import nudge
from tracker.base.web.act_view import ActView, ButtonView

PAGE_SIZE = 30
HOSTS_SHOWN = 30
_HOST = r"^[A-Za-z]+://(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]+)"
_ENDED_WELL = (Outcome.CAPTURED.value, Outcome.DEPOSITED.value, Outcome.GIVEN_UP.value)


class Standing(TextChoices):
    """How a row of the queue stands."""

    TAKEN = "taken", _("Being captured")
    WAITING = "waiting", _("Waiting")
    PUT_BACK = "put_back", _("Put back")
    FAILED = "failed", _("Failed")


_CONDITIONS = {
    Standing.TAKEN: Q(status=CaptureStatus.TAKEN),
    Standing.WAITING: Q(status=CaptureStatus.WAITING, attempts=0),
    Standing.PUT_BACK: Q(status=CaptureStatus.WAITING, attempts__gt=0),
    Standing.FAILED: Q(status__in=FINISHED),
}


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt that was put back: when, and what came of it."""

    at: datetime | None
    reason: str
    http_status: int | None


@dataclass(frozen=True, slots=True)
class Row:
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


def queued() -> QuerySet[Any]:
    """Captures under way, and those that failed and were not asked for again; each with `host`."""
    newer = Capture.objects.filter(page=OuterRef("page"), requested_at__gt=OuterRef("requested_at"))
    failed = Q(status__in=FINISHED) & ~Q(outcome__in=_ENDED_WELL) & ~Exists(newer)
    under_way = Q(status__in=(CaptureStatus.WAITING, CaptureStatus.TAKEN))
    name = Func(F("page__url"), Value(_HOST), function="substring", output_field=TextField())
    fetched = Capture.objects.exclude(cause=CaptureCause.DEPOSITED)
    return fetched.filter(under_way | failed).annotate(host=Lower(name))


def _ordered(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those at work first, then those that wait by when they are due, then those that failed."""
    order = Case(
        When(status=CaptureStatus.TAKEN, then=0),
        When(status=CaptureStatus.WAITING, then=1),
        default=2,
        output_field=IntegerField(),
    )
    return (
        rows.select_related("page__publisher")
        .defer("provenance", "metadata")
        .order_by(
            order,
            F("next_attempt_at").asc(nulls_first=True),
            F("finished_at").desc(),
            "requested_at",
        )
    )


def _counts() -> list[dict[str, Any]]:
    """How many captures of each host stand how, busiest host first: one query."""
    numbers = {
        standing.value: Count("pk", filter=condition) for standing, condition in _CONDITIONS.items()
    }
    return list(
        queued()
        .order_by()
        .values("host")
        .annotate(all=Count("pk"), **numbers)
        .order_by("-all", "host")
    )


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, what is being captured, what was put back until when and why, what failed."""
    hosts = _counts()
    host, standing = request.GET.get("host", ""), request.GET.get("standing", "")
    rows = queued()
    if host:
        rows = rows.filter(host=host.replace("\x00", ""))
    if standing in Standing.values:
        rows = rows.filter(_CONDITIONS[Standing(standing)])
    found = Paginator(_ordered(rows), PAGE_SIZE).get_page(request.GET.get("page"))
    chosen = {"host": host, "standing": standing if standing in Standing.values else ""}
    context = {
        "pages": found,
        "rows": [_row(capture) for capture in found],
        "standings": [(one, sum(row[one.value] for row in hosts)) for one in Standing],
        "hosts": hosts[:HOSTS_SHOWN],
        "more_hosts": max(len(hosts) - HOSTS_SHOWN, 0),
        "chosen": chosen,
        "query": urlencode({key: value for key, value in chosen.items() if value}),
        "attempts": settings.CAPTURE_ATTEMPTS,
        "now": timezone.now(),
        "section": "desk",
    }
    return render(request, "desk/evidence/capture_queue.html", context)


def _row(capture: Capture) -> Row:
    if capture.is_finished:
        standing = Standing.FAILED
    elif capture.status == CaptureStatus.TAKEN:
        standing = Standing.TAKEN
    else:
        standing = Standing.PUT_BACK if capture.attempts else Standing.WAITING
    return Row(capture, standing, tries_of(capture))


class CaptureRetry(ButtonView):
    """Try a capture at once, or again if it has ended."""

    said = _("It is tried as soon as its host may be asked.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the capture."""
        super().setup(request, *args, **kwargs)
        rows = Capture.objects.select_related("page")
        self.capture = get_object_or_404(rows, pk=kwargs["pk"])
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

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the capture."""
        super().setup(request, *args, **kwargs)
        rows = Capture.objects.select_related("page")
        self.capture = get_object_or_404(rows, pk=kwargs["pk"])
        self.explanation = self.capture.page.url
        self.back = reverse("desk:capture", args=[self.capture.pk])

    def act(self, data: dict[str, Any]) -> str:
        """Give it up."""
        give_up(capture=self.capture, reason=data["reason"], by=self.by, at=self.at)
        return reverse("desk:capture_queue")
