"""What is known about pages and their captures, read."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min, Q

from sources.models import Capture, CaptureStatus


def oldest_waiting_seconds(*, at: datetime) -> float | None:
    """Seconds since the oldest capture that is due was asked for; None when none waits.

    Args:
        at: the present moment.
    """
    due = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=at)
    oldest = Capture.objects.filter(due, status=CaptureStatus.WAITING).aggregate(
        oldest=Min("requested_at")
    )["oldest"]
    return None if oldest is None else max(0.0, (at - oldest).total_seconds())
