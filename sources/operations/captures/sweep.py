"""Pick up what was dropped: captures of workers that died, and those whose message was lost."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sources.archiver.values import Outcome, Sealed
from sources.models import Capture, CaptureStatus
from sources.operations.captures.close import held, put_back, remember
from sources.operations.captures.request import due
from sources.operations.captures.seal import write_ends

PATIENCE = timedelta(seconds=30)
"""How long a row waits for its first message before the sweep sends another."""
SWEPT_AT_ONCE = 100


def sweep(*, at: datetime) -> list[uuid.UUID]:
    """Pick up what was dropped: rows of dead workers, and rows whose message was lost.

    Returns:
        The captures that a worker should be told of, oldest first.
    """
    lease = timedelta(seconds=settings.CAPTURE_LEASE_SECONDS)
    lost = Capture.objects.filter(status=CaptureStatus.TAKEN, taken_at__lte=at - lease)
    for capture_id in lost.values_list("pk", flat=True)[:SWEPT_AT_ONCE].iterator():
        _pick_up(capture_id, lease, at=at)
    waited = Q(next_attempt_at__isnull=False) | Q(requested_at__lte=at - PATIENCE)
    return list(due(at=at).filter(waited).values_list("pk", flat=True)[:SWEPT_AT_ONCE])


def _pick_up(capture_id: uuid.UUID, lease: timedelta, *, at: datetime) -> None:
    """Put a dead worker's row back, or close it if that has happened too often."""
    with transaction.atomic():
        capture = (
            held(skip_locked=True)
            .filter(pk=capture_id, status=CaptureStatus.TAKEN, taken_at__lte=at - lease)
            .first()
        )
        if capture is None:
            return
        outcome = Outcome.INTERRUPTED
        sealed = Sealed(
            outcome=outcome,
            reason=_(outcome.sentence),
            at=capture.taken_at or at,
            requested_url=capture.page.url,
        )
        if capture.attempts < settings.CAPTURE_ATTEMPTS:
            remember(capture, replace(sealed, reason=_("The worker did not come back.")))
            put_back(capture, timedelta(), at=at)
            return
        write_ends([(capture, sealed)], worker=capture.taken_by or "", at=at)
