"""Which captures wait, for what and until when, and which failed."""

from __future__ import annotations

from typing import Any

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
from django.utils.translation import gettext_lazy as _

from sources.archiver.outcomes import Outcome
from sources.models import FINISHED, Capture, CaptureCause, CaptureStatus

_HOST = r"^[A-Za-z]+://(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]+)"
_ENDED_WELL = (Outcome.CAPTURED.value, Outcome.DEPOSITED.value, Outcome.GIVEN_UP.value)


class Standing(TextChoices):
    """How a row of the queue stands."""

    TAKEN = "taken", _("Being captured")
    WAITING = "waiting", _("Waiting")
    PUT_BACK = "put_back", _("Put back")
    FAILED = "failed", _("Failed")


CONDITIONS = {
    Standing.TAKEN: Q(status=CaptureStatus.TAKEN),
    Standing.WAITING: Q(status=CaptureStatus.WAITING, attempts=0),
    Standing.PUT_BACK: Q(status=CaptureStatus.WAITING, attempts__gt=0),
    Standing.FAILED: Q(status__in=FINISHED),
}


def queued() -> QuerySet[Any]:
    """Captures under way, and those that failed and were not asked for again; each with `host`."""
    newer = Capture.objects.filter(page=OuterRef("page"), requested_at__gt=OuterRef("requested_at"))
    failed = Q(status__in=FINISHED) & ~Q(outcome__in=_ENDED_WELL) & ~Exists(newer)
    under_way = Q(status__in=(CaptureStatus.WAITING, CaptureStatus.TAKEN))
    name = Func(F("page__url"), Value(_HOST), function="substring", output_field=TextField())
    fetched = Capture.objects.exclude(cause=CaptureCause.DEPOSITED)
    return fetched.filter(under_way | failed).annotate(host=Lower(name))


def in_order(rows: QuerySet[Any]) -> QuerySet[Any]:
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


def counts_by_host() -> list[dict[str, Any]]:
    """How many captures of each host stand how, busiest host first: one query."""
    numbers = {
        standing.value: Count("pk", filter=condition) for standing, condition in CONDITIONS.items()
    }
    return list(
        queued()
        .order_by()
        .values("host")
        .annotate(all=Count("pk"), **numbers)
        .order_by("-all", "host")
    )


def standing_of(capture: Capture) -> Standing:
    """How a capture of the queue stands."""
    if capture.is_finished:
        return Standing.FAILED
    if capture.status == CaptureStatus.TAKEN:
        return Standing.TAKEN
    return Standing.PUT_BACK if capture.attempts else Standing.WAITING
