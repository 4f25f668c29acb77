"""Asking for a capture from the desk: the row first, then a nudge for a worker."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sources.models import Capture, CaptureCause, Page
from sources.operations.captures.request import request_capture, retry
from sources.tasks import run_capture
from tracker.base.people.models import User


def ask(page: Page, *, cause: CaptureCause, by: User, at: datetime) -> Capture:
    """Ask for a capture of ``page`` and nudge a worker once the row is there.

    A broker that does not answer is no reason to refuse: the row is the queue, and the sweep
    picks it up.

    Args:
        page: the page to capture.
        cause: why.
        by: who asks.
        at: the present moment.

    Raises:
        Refusal: the page cannot be captured.
    """
    return _nudged(request_capture(page=page, cause=cause, by=by, at=at))


def ask_again(capture: Capture, *, by: User, at: datetime) -> Capture:
    """Try a capture again now, or a new one of its page if it has ended, and nudge a worker.

    Raises:
        Refusal: the page cannot be captured.
    """
    return _nudged(retry(capture=capture, by=by, at=at))


def _nudged(capture: Capture) -> Capture:
    def nudge() -> None:
        run_capture.delay(str(capture.pk))

    transaction.on_commit(nudge, robust=True)
    return capture
