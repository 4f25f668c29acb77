"""The end of attempts: their files stored, their rows closed or put back, several at a time.

Which files there will be is written down before there are any (`announced_files.announce`), so a
worker that is killed at any moment leaves no file that nobody knows of.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from sources import configuration
from sources.archiver.outcomes import Outcome
from sources.archiver.pipeline import store
from sources.archiver.sealing.store import StoreError, fault
from sources.archiver.sentences import as_json, say
from sources.archiver.values import Sealed
from sources.models import Capture
from sources.operations.fixity import announced_files
from sources.operations.sealing.seal import write_ends
from tracker.base import queue
from tracker.base.queue import Backoff

log = logging.getLogger(__name__)

BACKOFF = Backoff(timedelta(seconds=30), 4, timedelta(hours=6))
STORAGE_BACKOFF = Backoff(timedelta(minutes=1), 2, timedelta(minutes=30))
"""Of captures whose file could not be kept. They wait as long as that lasts: the page is not at
fault, so such an attempt is not counted."""
WAITS = "work.waits_for_storage"
HANDS = 4
"""Files stored side by side: most of the time of each goes by waiting for the disk."""


@dataclass(frozen=True, slots=True)
class End:
    """A row as `visits.take` gave it, and what came of the attempt."""

    capture: Capture
    sealed: Sealed

    @property
    def is_final(self) -> bool:
        """Whether the row will be closed: what may pass is tried again while attempts are left."""
        if self.sealed.waits_for_storage:
            return False
        is_last = self.capture.attempts >= settings.CAPTURE_ATTEMPTS
        return is_last or not self.sealed.is_transient


def finish(ends: Sequence[End], *, at: datetime) -> list[uuid.UUID]:
    """Store files and write the ends of attempts; doing it twice changes nothing.

    A transient outcome puts the row back with a growing pause while attempts are left. Otherwise
    the row is closed, with a finding for every quotation if the page itself was seen. All are
    written in one transaction, or, if that fails for the sake of one, each in its own.

    Returns:
        The rows that were still held: a worker that was taken for dead writes nothing.
    """
    if not ends:
        return []
    announced = announced_files.announce(_files(ends), at=at)
    ends = _stored(ends)
    try:
        written = _write(ends, announced, at=at)
    except Exception:
        if len(ends) == 1:
            raise
        log.exception("The ends of %d captures are written one by one", len(ends))
        written = []
        for end in ends:
            written += _alone(end, announced, at=at)
    named = [end.sealed.file_name for end in ends if end.capture.pk in written and end.is_final]
    announced.clear(but=named)
    return written


def _files(ends: Sequence[End]) -> list[str]:
    return [end.sealed.file_name for end in ends if end.is_final and end.sealed.content]


def _stored(ends: Sequence[End]) -> list[End]:
    """Store the files of rows that will be closed, side by side."""
    if len(ends) == 1:
        return [_with_file(ends[0])]
    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(_with_file, ends))


def _with_file(end: End) -> End:
    if not end.is_final:
        return end
    try:
        return End(end.capture, store(end.sealed, configuration.storage()))
    except (OSError, StoreError) as error:
        log.exception("The file of capture %s could not be kept", end.capture.pk)
        said = fault(error)
    sealed = Sealed(
        outcome=Outcome.INTERRUPTED,
        reason=say(WAITS) + said,
        at=end.sealed.at,
        requested_url=end.sealed.requested_url,
        waits_for_storage=True,
    )
    return End(end.capture, sealed)


def _alone(end: End, announced: announced_files.Announced, *, at: datetime) -> list[uuid.UUID]:
    try:
        return _write([end], announced, at=at)
    except Exception:
        # Its row is left to the sweep, which takes us for dead.
        log.exception("The end of capture %s could not be written", end.capture.pk)
        return []


def _write(
    ends: Sequence[End], announced: announced_files.Announced, *, at: datetime
) -> list[uuid.UUID]:
    """Write ends in one transaction; files whose rows are not written stay announced."""
    written: list[uuid.UUID] = []
    closing: list[tuple[Capture, Sealed]] = []
    with transaction.atomic():
        taken = [end.capture for end in ends]
        rows = {row.pk: row for row in queue.still_held(held(), taken)}
        for end in ends:
            row = rows.get(end.capture.pk)
            if row is None:
                continue
            written.append(row.pk)
            if end.sealed.waits_for_storage:
                _wait_for_storage(row, end.sealed, at=at)
            elif end.is_final:
                closing.append((row, end.sealed))
            else:
                asked = timedelta(seconds=end.sealed.retry_after or 0)
                try_later(row, end.sealed, BACKOFF.pause(row.attempts, least=asked), at=at)
        announced.settle([sealed.file_name for _row, sealed in closing])
        if closing:
            write_ends(closing, worker=ends[0].capture.taken_by or "", at=at)
    return written


def held(*, skip_locked: bool = False) -> QuerySet[Capture]:
    """Rows locked with their page: whoever adds a quotation to the page holds the same lock."""
    rows = Capture.objects.select_related("page").order_by("page_id", "pk")
    return rows.select_for_update(of=("self", "page"), no_key=True, skip_locked=skip_locked)


def try_later(capture: Capture, sealed: Sealed, wait: timedelta, *, at: datetime) -> None:
    """Note an attempt that did not end the capture, which is locked, and let it wait for another.

    Args:
        capture: the row.
        sealed: what came of the attempt.
        wait: how long.
        at: the present moment.
    """
    queue.put_back(capture, wait, at=at, tries=[*capture.tries, _attempt(sealed)])


def _attempt(sealed: Sealed) -> dict[str, Any]:
    return {
        "at": sealed.at.isoformat(),
        "outcome": sealed.outcome.value,
        "reason": as_json(sealed.reason),
        "http_status": sealed.http_status,
    }


def _wait_for_storage(capture: Capture, sealed: Sealed, *, at: datetime) -> None:
    """Note that a file could not be kept, in one note however often, and count no attempt."""
    last = capture.tries[-1] if capture.tries else {}
    again = any(one.get("code") == WAITS for one in last.get("reason", []))
    times = last.get("times", 1) + 1 if again else 1
    tries = capture.tries[:-1] if again else capture.tries
    queue.put_back(
        capture,
        STORAGE_BACKOFF.pause(times),
        at=at,
        attempts=max(0, capture.attempts - 1),
        tries=[*tries, _attempt(sealed) | {"times": times}],
    )
