"""Pick up what was dropped: captures of workers that died, and those whose message was lost."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings

from sources.archiver.outcomes import Outcome
from sources.archiver.sentences import say
from sources.archiver.values import Sealed
from sources.models import Capture
from sources.operations.captures.close import held, try_later
from sources.operations.sealing.seal import write_ends
from tracker.base import queue

SWEPT_AT_ONCE = 100


def sweep(*, at: datetime) -> list[uuid.UUID]:
    """Pick up what was dropped: rows of dead workers, and rows whose message was lost.

    Returns:
        The captures that a worker should be told of, oldest first.
    """
    queue.give_back_lost(
        held(skip_locked=True),
        lease=timedelta(seconds=settings.CAPTURE_LEASE_SECONDS),
        at=at,
        most=SWEPT_AT_ONCE,
        give_back=lambda capture: _give_back(capture, at=at),
    )
    return queue.to_tell(Capture.objects.all(), at=at, most=SWEPT_AT_ONCE)


def _give_back(capture: Capture, *, at: datetime) -> None:
    """Put a dead worker's row back, or close it if that has happened too often."""
    outcome = Outcome.INTERRUPTED
    sealed = Sealed(
        outcome=outcome,
        reason=outcome.said,
        at=capture.taken_at or at,
        requested_url=capture.page.url,
    )
    if capture.attempts < settings.CAPTURE_ATTEMPTS:
        try_later(
            capture,
            replace(sealed, reason=say("work.worker_lost")),
            timedelta(),
            at=at,
        )
    else:
        write_ends([(capture, sealed)], worker=capture.taken_by or "", at=at)
