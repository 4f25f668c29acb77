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
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from sources.archiver.browser.render import (
    UNAVAILABLE,
    Ending,
    Rendered,
    RenderLimits,
    find_browser,
    render,
)
from sources.archiver.network.resolve import system_resolver
from sources.archiver.sealing.payload import Payload, PayloadError, read_payload
from sources.archiver.sealing.store import StoreError, keep_as, size_of
from sources.archiver.values import Limits, Resolver
from sources.models import RenderedFile, Rendering, RenderingStatus
from sources.operations import archiver_setup
from sources.operations.captures.seal import register_file
from sources.operations.fixity import announced_files
from sources.operations.ledger_entries import RENDERING, enter

log = logging.getLogger(__name__)

ATTEMPTS = 3
FIRST_PAUSE = timedelta(minutes=1)
PAUSE_FACTOR = 5
LEASE = timedelta(minutes=5)
"""Several times what a rendering may take."""
PATIENCE = timedelta(seconds=30)
LOOK_AGAIN = timedelta(minutes=10)
"""How long a row without a browser waits until a worker looks for one again."""
SWEPT_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Hold:
    """A worker's hold on a rendering: only who holds it may finish it."""

    rendering_id: int
    worker: str
    at: datetime


def due(*, at: datetime) -> QuerySet[Rendering]:
    """Renderings that wait and may be taken now, oldest first."""
    now = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=at)
    return Rendering.objects.filter(now, status=RenderingStatus.WAITING).order_by(
        "requested_at", "pk"
    )


def waiting_of(capture_ids: Collection[uuid.UUID]) -> list[int]:
    """The renderings of captures that wait for a worker."""
    rows = Rendering.objects.filter(capture__in=capture_ids, status=RenderingStatus.WAITING)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def take(*, rendering_id: int, worker: str, at: datetime) -> Hold | None:
    """Take a rendering that waits, or one that found no browser; None if it is not there."""
    now = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=at)
    free = Q(now, status=RenderingStatus.WAITING) | Q(status=RenderingStatus.UNAVAILABLE)
    taken = Rendering.objects.filter(free, pk=rendering_id).update(
        status=RenderingStatus.TAKEN,
        taken_by=worker[:200],
        taken_at=at,
        attempts=F("attempts") + 1,
        next_attempt_at=None,
        finished_at=None,
        reason="",
    )
    return Hold(rendering_id, worker[:200], at) if taken == 1 else None


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
    hold = take(rendering_id=rendering_id, worker=worker, at=at)
    if hold is None:
        return False
    began = time.monotonic()
    rendered = attempt(hold, program=program, resolver=resolver, limits=limits)
    passed = timedelta(seconds=time.monotonic() - began)
    return finish(hold, rendered, at=at + passed)


def _say_unavailable(rendering_id: int, *, at: datetime) -> None:
    free = [RenderingStatus.WAITING, RenderingStatus.UNAVAILABLE]
    Rendering.objects.filter(pk=rendering_id, status__in=free).update(
        status=RenderingStatus.UNAVAILABLE,
        finished_at=at,
        next_attempt_at=None,
        reason=_(UNAVAILABLE),
    )


def attempt(
    hold: Hold, *, program: str, resolver: Resolver, limits: RenderLimits | None = None
) -> Rendered:
    """Show the sealed page; whatever happens comes back as a named state."""
    limits = limits or RenderLimits()
    capture = Rendering.objects.select_related("capture").get(pk=hold.rendering_id).capture
    try:
        page = _sealed_page(capture.file_name, capture.payload_sha256, limits)
        rendered = render(
            page.url,
            page.body or b"",
            page.header("content-type"),
            program=program,
            agent=archiver_setup.agent(),
            allowance=archiver_setup.allowance(),
            resolver=resolver,
            limits=limits,
        )
    except PayloadError as error:
        return Rendered(Ending.FAILED, str(error))
    except OSError as error:
        return _storage_failed(hold, error)
    except Exception:
        # A bug of ours must not leave a row taken for ever.
        log.exception("Rendering %s broke off", hold.rendering_id)
        reason = _("An error of the archiver itself broke the work off.")
        return Rendered(Ending.FAILED, reason, is_transient=True)
    return rendered


def _storage_failed(hold: Hold, error: Exception) -> Rendered:
    log.error("A file of rendering %s could not be kept or read", hold.rendering_id, exc_info=error)
    why = getattr(error, "strerror", "") or str(error)
    reason = _("The sealed file could not be read, or the picture not be kept: %(why)s.")
    return Rendered(Ending.FAILED, reason % {"why": why}, is_transient=True)


def _sealed_page(name: str, sha256: str, limits: RenderLimits) -> Payload:
    """Read the sealed page back.

    Raises:
        PayloadError: it cannot be read, or is not what the capture's row says.
        FileNotFoundError: the file is not there.
    """
    most = Limits(wire_bytes=limits.page_bytes, decoded_bytes=limits.page_bytes)
    page = read_payload(archiver_setup.storage(), name, limits=most)
    if page.payload_sha256 != sha256:
        raise PayloadError(_("The sealed bytes no longer have the digest they were sealed with."))
    if page.body is None:
        raise PayloadError(_("The sealed page is packed in a way that is not read."))
    return page


def finish(hold: Hold, rendered: Rendered, *, at: datetime) -> bool:
    """Store the files and write the end in one transaction; doing it twice changes nothing.

    Returns:
        Whether the row was still held: a worker that was taken for dead writes nothing.
    """
    announced = announced_files.announce((part.name for part in rendered.parts), at=at)
    try:
        for part in rendered.parts:
            keep_as(archiver_setup.storage(), part.name, part.content, part.sha256)
        written = _write(hold, rendered, announced, at=at)
    except (OSError, StoreError) as error:
        rendered = _storage_failed(hold, error)
        written = _write(hold, rendered, announced, at=at)
    announced.clear(but=(part.name for part in rendered.parts if written))
    return written


def _write(
    hold: Hold, rendered: Rendered, announced: announced_files.Announced, *, at: datetime
) -> bool:
    with transaction.atomic():
        row = (
            Rendering.objects.select_for_update()
            .filter(
                pk=hold.rendering_id,
                status=RenderingStatus.TAKEN,
                taken_by=hold.worker,
                taken_at=hold.at,
            )
            .first()
        )
        if row is None:
            return False
        if rendered.is_transient and row.attempts < ATTEMPTS:
            _put_back(row, FIRST_PAUSE * float(PAUSE_FACTOR ** (row.attempts - 1)), at=at)
            return True
        announced.settle(part.name for part in rendered.parts)
        _close(row, rendered, worker=hold.worker, at=at)
        if row.status == RenderingStatus.DONE:
            enter((RENDERING, [row]), at=at)
    return True


def _close(row: Rendering, rendered: Rendered, *, worker: str, at: datetime) -> None:
    for part in sorted(rendered.parts, key=lambda part: part.name):
        announced_files.hold(part.name)
        if size_of(archiver_setup.storage(), part.name) is None:
            # A worker that was taken for dead showed the same, came back and cleared it away.
            keep_as(archiver_setup.storage(), part.name, part.content, part.sha256)
        file = register_file(
            name=part.name, sha256=part.sha256, size=len(part.content), kind=part.kind, at=at
        )
        RenderedFile.objects.create(
            rendering=row, kind=part.kind, file=file, width=part.width, height=part.height
        )
    row.status = RenderingStatus(rendered.state.value)
    row.reason = " ".join(_(sentence) for sentence in rendered.sentences)
    row.software = rendered.software
    row.provenance = rendered.provenance | {"worker": worker, "attempts": row.attempts}
    row.finished_at = at
    row.save()


def _put_back(row: Rendering, wait: timedelta, *, at: datetime) -> None:
    row.status = RenderingStatus.WAITING
    row.taken_by = row.taken_at = None
    row.next_attempt_at = at + wait
    row.save(update_fields=["status", "taken_by", "taken_at", "next_attempt_at"])


def sweep(*, at: datetime) -> list[int]:
    """Pick up what was dropped: rows of dead workers, lost messages, rows without a browser.

    Returns:
        The renderings that a worker should be told of, oldest first.
    """
    lost = Rendering.objects.filter(status=RenderingStatus.TAKEN, taken_at__lte=at - LEASE)
    for rendering_id in lost.values_list("pk", flat=True)[:SWEPT_AT_ONCE].iterator():
        _pick_up(rendering_id, at=at)
    waited = Q(next_attempt_at__isnull=False) | Q(requested_at__lte=at - PATIENCE)
    missed = Rendering.objects.filter(
        status=RenderingStatus.UNAVAILABLE, finished_at__lte=at - LOOK_AGAIN
    ).order_by("finished_at")
    told = list(due(at=at).filter(waited).values_list("pk", flat=True)[:SWEPT_AT_ONCE])
    return told + list(missed.values_list("pk", flat=True)[: SWEPT_AT_ONCE - len(told)])


def _pick_up(rendering_id: int, *, at: datetime) -> None:
    """Put a dead worker's row back, or close it if that has happened too often."""
    with transaction.atomic():
        row = (
            Rendering.objects.select_for_update(skip_locked=True)
            .filter(pk=rendering_id, status=RenderingStatus.TAKEN, taken_at__lte=at - LEASE)
            .first()
        )
        if row is None:
            return
        if row.attempts < ATTEMPTS:
            _put_back(row, timedelta(), at=at)
            return
        reason = _("The work on this rendering broke off several times and was given up.")
        _close(row, Rendered(Ending.FAILED, reason), worker=row.taken_by or "", at=at)
