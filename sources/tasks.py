"""The workers' door to this room: load, one call, done; only identifiers as arguments."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

from celery import current_app, shared_task
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import ChannelError, OperationalError

from sources.models import Capture, Rendering, SealedFile
from sources.operations.captures.sweep import sweep
from sources.operations.captures.visits import TOGETHER, host_of, visit
from sources.operations.deposits import hold
from sources.operations.fixity import announced_files, reread
from sources.operations.renderings import attempts
from sources.operations.stamps import obtain
from sources.operations.watching import schedule

log = logging.getLogger(__name__)

LONGEST_QUEUE = 100
"""Messages for renderings that may wait at one time."""
FIXITY_SECONDS = 30
"""How long one round of reading files again may take: other work of its queue waits meanwhile."""


def worker_name() -> str:
    """Say which process on which machine works."""
    return f"{socket.gethostname()}/{os.getpid()}"


def tell(capture_ids: Iterable[UUID]) -> None:
    """Tell workers of several captures: one message for a few pages of one host.

    Args:
        capture_ids: the rows, in the order they are to be taken.

    Raises:
        OperationalError: the broker does not answer.
    """
    order = list(capture_ids)
    urls = dict(Capture.objects.filter(pk__in=order).values_list("pk", "page__url"))
    by_host: dict[str, list[str]] = {}
    for capture_id in order:
        by_host.setdefault(host_of(urls.get(capture_id, "")), []).append(str(capture_id))
    for ids in by_host.values():
        for start in range(0, len(ids), TOGETHER):
            run_captures.delay(ids[start : start + TOGETHER])


def nudge(capture: Capture) -> Capture:
    """Tell a worker of a capture that a person asks for, once its row is there.

    A broker that does not answer is no reason to refuse: the row is the queue, and the sweep
    picks it up.
    """

    def message() -> None:
        run_capture.delay(str(capture.pk))

    transaction.on_commit(message, robust=True)
    return capture


def nudge_rendering(rendering: Rendering) -> None:
    """The same of a rendering."""
    transaction.on_commit(lambda: run_rendering.delay(rendering.pk), robust=True)


# A message of a newer or older version may carry more than this one knows.
@shared_task(name="sources.tasks.run_capture")
def run_capture(capture_id: str, **_unknown: Any) -> None:
    """Attempt a capture, if it waits."""
    run_captures([capture_id])


@shared_task(name="sources.tasks.run_captures")
def run_captures(capture_ids: list[str], **_unknown: Any) -> None:
    """Attempt several captures, those that wait; best of one host, whose pages are one visit."""
    ids = [UUID(capture_id) for capture_id in capture_ids]
    done = visit(capture_ids=ids, worker=worker_name(), at=timezone.now(), nudge=call)
    if done and settings.RENDERING:
        for wished in attempts.waiting_of(done):
            run_rendering.delay(wished)


@shared_task(name="sources.tasks.run_rendering")
def run_rendering(rendering_id: int, **_unknown: Any) -> None:
    """Show a sealed page in a browser, if its rendering waits."""
    attempts.run(rendering_id=rendering_id, worker=worker_name(), at=timezone.now())


@shared_task(name="sources.tasks.sweep_renderings")
def sweep_renderings(**_unknown: Any) -> None:
    """Tell workers of renderings that were dropped or are due again, unless none listens."""
    told = attempts.sweep(at=timezone.now())
    for rendering_id in told[: max(0, LONGEST_QUEUE - _queued("renderings"))]:
        run_rendering.delay(rendering_id)


def _queued(queue: str) -> int:
    """How many messages wait in a queue: where no worker takes them, no more are sent."""
    with current_app.connection_for_read() as connection, suppress(ChannelError):
        channel: Any = connection.default_channel
        return int(channel.queue_declare(queue=queue, passive=True).message_count)
    return 0


def call(capture_id: UUID, seconds: float) -> None:
    """Tell a worker, some seconds from now, that a capture's turn at its host has come."""
    try:
        if seconds > 0:
            run_capture.apply_async((str(capture_id),), countdown=seconds)
        else:  # a message with a moment is held back until a clock ticks
            run_capture.delay(str(capture_id))
    except OperationalError:
        # The row carries the moment it was put off to; the sweep finds it then.
        log.warning("No message could be sent for capture %s", capture_id)


@shared_task(name="sources.tasks.sweep_captures")
def sweep_captures(**_unknown: Any) -> None:
    """Tell workers of captures that were dropped or are due again."""
    tell(sweep(at=timezone.now()))


@shared_task(name="sources.tasks.clear_abandoned_files")
def clear_abandoned_files(**_unknown: Any) -> None:
    """Clear up after workers that died."""
    announced_files.clear_abandoned(at=timezone.now())
    hold.expire(at=timezone.now())


@shared_task(name="sources.tasks.run_timestamp")
def run_timestamp(timestamp_id: int, **_unknown: Any) -> None:
    """Ask an authority for a timestamp, if it waits."""
    obtain.run(timestamp_id=timestamp_id, worker=worker_name(), at=timezone.now())


@shared_task(name="sources.tasks.sweep_timestamps")
def sweep_timestamps(**_unknown: Any) -> None:
    """Ask for timestamps over what was sealed, and again where an authority did not answer."""
    for timestamp_id in obtain.sweep(at=timezone.now()):
        run_timestamp.delay(timestamp_id)


@shared_task(name="sources.tasks.ask_due_looks")
def ask_due_looks(**_unknown: Any) -> None:
    """Ask for another look at pages whose time has come."""
    tell(schedule.ask_due(at=timezone.now()))


@shared_task(name="sources.tasks.check_fixity")
def check_fixity(**_unknown: Any) -> None:
    """Read some sealed files again: those that have not been read for longest."""
    now = timezone.now()
    rows = reread.due(days=settings.FIXITY_DAYS, at=now)
    with suppress(reread.StorageAwayError):  # each file was logged; the next run asks again
        reread.check(rows, storage=default_storage, at=now, seconds=FIXITY_SECONDS)


@shared_task(name="sources.tasks.read_again")
def read_again(name: str, **_unknown: Any) -> None:
    """Read one sealed file again at once: somebody found that it no longer fits its digest."""
    with suppress(reread.StorageAwayError):
        rows = SealedFile.objects.filter(name=name)
        reread.check(rows, storage=default_storage, at=timezone.now())
