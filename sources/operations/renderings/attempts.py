"""The life of a rendering: taken, shown in a browser, finished. The row is the queue.

As with captures, a worker takes a row by a conditional update, a message delivered twice does
nothing twice, and a worker that dies leaves a row whose lease runs out. A machine without a
browser says so in the row; the row is taken up again where there is one.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from sources import configuration
from sources.archiver.browser.render import (
    Ending,
    Rendered,
    RenderLimits,
    find_browser,
    render,
)
from sources.archiver.network.resolve import system_resolver
from sources.archiver.sealing.payload import Payload, PayloadError, read_payload
from sources.archiver.sealing.store import StoreError, fault, keep_as, size_of
from sources.archiver.sentences import as_json, say
from sources.archiver.values import Limits, Resolver
from sources.models import FileKind, Page, RenderedFile, Rendering, RenderingStatus
from sources.operations.fixity import announced_files
from sources.operations.fixity.registered import register_file
from sources.operations.renderings.shown_words import look_in_new
from sources.operations.sealing.compare import compare_shown
from sources.reads.ledger_kinds import RECHECK, RENDERING
from tracker.base import queue
from tracker.base.ledger.operations import enter_rows
from tracker.base.queue import Backoff, is_due

log = logging.getLogger(__name__)

ATTEMPTS = 3
BACKOFF = Backoff(timedelta(minutes=1), 5)
STORAGE_WAIT = timedelta(minutes=15)
"""How long a row waits whose files could not be read or kept."""
WAITS = "rendering.waits_for_storage"
LEASE = timedelta(minutes=5)
"""Several times what a rendering may take."""
LOOK_AGAIN = timedelta(minutes=10)
"""How long a row without a browser waits until a worker looks for one again."""
LOOK_WAITS = timedelta(hours=1)
"""How long a comparison waits for the words that a browser shows; then what was sent speaks."""
SWEPT_AT_ONCE = 50


def waiting_of(capture_ids: Collection[uuid.UUID]) -> list[int]:
    """The renderings of captures that wait for a worker."""
    rows = Rendering.objects.filter(capture__in=capture_ids, status=RenderingStatus.WAITING)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def take(*, rendering_id: int, worker: str, at: datetime) -> Rendering | None:
    """Take a rendering that waits, or one that found no browser; None if it is not there."""
    free = Q(is_due(at), status=RenderingStatus.WAITING) | Q(status=RenderingStatus.UNAVAILABLE)
    return queue.take(
        Rendering.objects.select_related("capture"),
        keys=[rendering_id],
        free=free,
        worker=worker,
        at=at,
        finished_at=None,
        reason=[],
    ).first()


def run(
    *,
    rendering_id: int,
    worker: str,
    at: datetime,
    resolver: Resolver = system_resolver,
    limits: RenderLimits | None = None,
) -> bool:
    """Take a rendering, show the page and write the end.

    Args:
        rendering_id: the row.
        worker: who works, as shown in the provenance.
        at: the present moment.
        resolver: looks names up.
        limits: what it may cost.

    Returns:
        Whether this call did the work.
    """
    program = find_browser(settings.CHROMIUM)
    if program is None:
        _say_unavailable(rendering_id, at=at)
        return False
    taken = take(rendering_id=rendering_id, worker=worker, at=at)
    if taken is None:
        return False
    began = time.monotonic()
    rendered = attempt_rendering(taken, program=program, resolver=resolver, limits=limits)
    passed = timedelta(seconds=time.monotonic() - began)
    return finish(taken, rendered, at=at + passed)


def _say_unavailable(rendering_id: int, *, at: datetime) -> None:
    free = [RenderingStatus.WAITING, RenderingStatus.UNAVAILABLE]
    Rendering.objects.filter(pk=rendering_id, status__in=free).update(
        status=RenderingStatus.UNAVAILABLE,
        finished_at=at,
        next_attempt_at=None,
        reason=as_json(say("rendering.unavailable")),
    )
    _compare_unshown(Rendering.objects.filter(pk=rendering_id), at=at)


@transaction.atomic
def _compare_unshown(renderings: QuerySet[Rendering], *, at: datetime) -> None:
    """Compare captures that have waited for a browser in vain."""
    locked = renderings.filter(look_waits=True).select_for_update(of=("self",), skip_locked=True)
    rows = list(locked.select_related("capture__page").order_by("pk")[:SWEPT_AT_ONCE])
    for row in rows:
        _compare_now(row, at=at)
    Rendering.objects.filter(pk__in=[row.pk for row in rows]).update(look_waits=False)


def _compare_now(row: Rendering, *, at: datetime) -> None:
    if row.look_waits:
        # As when a quotation is added: two comparisons of one page come after each other.
        Page.objects.select_for_update(no_key=True).get(pk=row.capture.page_id)
        enter_rows((RECHECK, compare_shown(row.capture, at=at)), at=at)


def attempt_rendering(
    taken: Rendering, *, program: str, resolver: Resolver, limits: RenderLimits | None = None
) -> Rendered:
    """Show the sealed page; whatever happens comes back as a named state."""
    limits = limits or RenderLimits()
    capture = taken.capture
    try:
        page = _sealed_page(capture.file_name, capture.payload_sha256, limits)
        rendered = render(
            page.url,
            page.body or b"",
            page.header("content-type"),
            program=program,
            agent=configuration.agent(),
            allowance=configuration.allowance(),
            resolver=resolver,
            limits=limits,
        )
    except PayloadError as error:
        log.warning("Rendering %s: %s", taken.pk, error)
        return Rendered(Ending.FAILED, say("rendering.not_read"))
    except FileNotFoundError as error:
        log.warning("Rendering %s: %s", taken.pk, error)
        said = say("rendering.no_file", why=error.strerror or "")
        return Rendered(Ending.FAILED, said, is_transient=True)
    except (OSError, StoreError) as error:
        return _storage_failed(taken, error)
    except Exception:
        # A bug of ours must not leave a row taken for ever.
        log.exception("Rendering %s broke off", taken.pk)
        return Rendered(Ending.FAILED, say("rendering.broke_off"), is_transient=True)
    return rendered


def _storage_failed(taken: Rendering, error: OSError | StoreError) -> Rendered:
    log.error("A file of rendering %s could not be kept or read", taken.pk, exc_info=error)
    said = say(WAITS) + fault(error)
    return Rendered(Ending.FAILED, said, is_transient=True, waits_for_storage=True)


def _sealed_page(name: str, sha256: str, limits: RenderLimits) -> Payload:
    """Read the sealed page back.

    Raises:
        PayloadError: it cannot be read, or is not what the capture's row says.
        FileNotFoundError: the file is not there.
    """
    most = Limits(wire_bytes=limits.page_bytes, decoded_bytes=limits.page_bytes)
    page = read_payload(configuration.storage(), name, limits=most)
    if page.payload_sha256 != sha256:
        raise PayloadError("The sealed bytes no longer have the digest they were sealed with.")
    if page.body is None:
        raise PayloadError("The sealed page is packed in a way that is not read.")
    return page


def finish(taken: Rendering, rendered: Rendered, *, at: datetime) -> bool:
    """Store the files and write the end in one transaction; doing it twice changes nothing.

    Returns:
        Whether the row was still held: a worker that was taken for dead writes nothing.
    """
    announced = announced_files.announce((part.name for part in rendered.parts), at=at)
    try:
        for part in rendered.parts:
            keep_as(configuration.storage(), part.name, part.content, part.sha256)
        written = _write(taken, rendered, announced, at=at)
    except (OSError, StoreError) as error:
        rendered = _storage_failed(taken, error)
        written = _write(taken, rendered, announced, at=at)
    announced.clear(but=(part.name for part in rendered.parts if written))
    return written


def _write(
    taken: Rendering, rendered: Rendered, announced: announced_files.Announced, *, at: datetime
) -> bool:
    with transaction.atomic():
        locking = Rendering.objects.select_for_update()
        row = next(iter(queue.still_held(locking, [taken])), None)
        if row is None:
            return False
        if rendered.waits_for_storage:
            # The page is not at fault: it waits as long as that lasts, and no attempt is counted.
            queue.put_back(
                row,
                STORAGE_WAIT,
                at=at,
                attempts=max(0, row.attempts - 1),
                reason=as_json(rendered.said),
            )
            return True
        if rendered.is_transient and row.attempts < ATTEMPTS:
            queue.put_back(row, BACKOFF.pause(row.attempts), at=at)
            return True
        announced.settle(part.name for part in rendered.parts)
        _close(row, rendered, at=at)
        if row.status == RenderingStatus.DONE:
            enter_rows((RENDERING, [row]), at=at)
    return True


def _close(row: Rendering, rendered: Rendered, *, at: datetime) -> None:
    for part in sorted(rendered.parts, key=lambda part: part.name):
        announced_files.hold(part.name)
        if size_of(configuration.storage(), part.name) is None:
            # A worker that was taken for dead showed the same, came back and cleared it away.
            keep_as(configuration.storage(), part.name, part.content, part.sha256)
        file = register_file(
            name=part.name, sha256=part.sha256, size=len(part.content), kind=part.kind, at=at
        )
        RenderedFile.objects.create(
            rendering=row, kind=part.kind, file=file, width=part.width, height=part.height
        )
        if part.kind == FileKind.WORDS:
            look_in_new(row.capture, part.content.decode(), at=at)
    _compare_now(row, at=at)
    queue.finish(
        row,
        RenderingStatus(rendered.state.value),
        at=at,
        look_waits=False,
        reason=as_json(rendered.said),
        software=rendered.software,
        provenance=rendered.provenance | {"worker": row.taken_by, "attempts": row.attempts},
    )


def sweep(*, at: datetime) -> list[int]:
    """Pick up what was dropped: rows of dead workers, lost messages, rows without a browser.

    Returns:
        The renderings that a worker should be told of, oldest first.
    """
    queue.give_back_lost(
        Rendering.objects.select_for_update(skip_locked=True),
        lease=LEASE,
        at=at,
        most=SWEPT_AT_ONCE,
        give_back=lambda row: _give_back(row, at=at),
    )
    _compare_unshown(Rendering.objects.filter(requested_at__lte=at - LOOK_WAITS), at=at)
    missed = Rendering.objects.filter(
        status=RenderingStatus.UNAVAILABLE, finished_at__lte=at - LOOK_AGAIN
    ).order_by("finished_at")
    told = queue.to_tell(Rendering.objects.all(), at=at, most=SWEPT_AT_ONCE)
    return told + list(missed.values_list("pk", flat=True)[: SWEPT_AT_ONCE - len(told)])


def _give_back(row: Rendering, *, at: datetime) -> None:
    """Put a dead worker's row back, or close it if that has happened too often."""
    if row.attempts < ATTEMPTS:
        queue.put_back(row, timedelta(), at=at)
        return
    _close(row, Rendered(Ending.FAILED, say("rendering.given_up")), at=at)
