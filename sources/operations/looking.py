"""What a finished capture says against the copy before it, and when the page is looked at next.

Called last in the transaction that ends a capture, with the capture's row locked: a comparison is
there together with the capture it is about, or neither is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from sources.archiver.drifting import Drift, DriftKind, Look, Seen, Watched, drifted
from sources.archiver.values import Outcome
from sources.models import (
    Capture,
    CaptureCause,
    CaptureStatus,
    ExtractionStatus,
    Finding,
    Recheck,
    RecheckKind,
    Watch,
)

log = logging.getLogger(__name__)

NO_LOOK = frozenset({"interrupted", "network_down", "given_up", "deposited"})
"""Outcomes that say nothing of the page: the fault was ours, or nobody asked the site."""
READ = (ExtractionStatus.DONE,)
"""A document without text (a scanned one) says nothing of what words stand in it."""


def looked(capture: Capture, findings: Iterable[Finding], *, at: datetime) -> list[Recheck]:
    """Compare a capture that has just been finished with the newest whole copy before it.

    Args:
        capture: the finished row.
        findings: what was found of the page's quotations in it; written already.
        at: the present moment.

    Returns:
        The comparison; nothing where there is nothing to compare or nothing was seen of the page.
    """
    if capture.is_deposit or capture.outcome in NO_LOOK:
        return []
    earlier = copy_before(capture)
    if earlier is None and not capture.is_whole:
        return []
    rechecks = [] if earlier is None else [_compare(earlier, capture, findings, at=at)]
    if earlier is None and capture.cause != CaptureCause.RECHECK:
        _begin(capture, at=at)
        return []
    gone = any(row.kind == RecheckKind.PAGE_GONE for row in rechecks)
    _plan(capture, gone=gone, at=at)
    return rechecks


def copy_before(capture: Capture) -> Capture | None:
    """The newest whole copy of the same page that was fetched before; no deposit is one."""
    return (
        Capture.objects.filter(
            page_id=capture.page_id,
            status=CaptureStatus.SEALED,
            outcome=Outcome.CAPTURED.value,
            finished_at__lte=capture.finished_at,
        )
        .exclude(pk=capture.pk)
        .defer("provenance", "metadata")
        .order_by("-finished_at", "-requested_at")
        .first()
    )


def _compare(
    earlier: Capture, later: Capture, findings: Iterable[Finding], *, at: datetime
) -> Recheck:
    found = _drift(earlier, later, findings)
    return Recheck.objects.create(
        page_id=later.page_id,
        earlier=earlier,
        later=later,
        kind=found.kind.value,
        number_altered=found.number_altered,
        quotations=[each.as_json() for each in found.quotations],
        at=at,
    )


def _drift(earlier: Capture, later: Capture, findings: Iterable[Finding]) -> Drift:
    watched = _watched(earlier, findings) if later.is_whole else []
    try:
        return drifted(later.page.url, _look(earlier), _look(later), watched)
    except Exception:
        # A text that our comparison cannot bear must not keep the capture from being finished.
        log.exception("Captures %s and %s could not be compared", earlier.pk, later.pk)
        same = earlier.payload_sha256 == later.payload_sha256 != ""
        return Drift(DriftKind.UNCHANGED if same else DriftKind.CHANGED_ELSEWHERE)


def _look(capture: Capture) -> Look:
    return Look(
        outcome=capture.outcome,
        http_status=capture.http_status,
        final_url=capture.final_url,
        text=capture.text,
        is_read=capture.extraction in READ,
        payload_sha256=capture.payload_sha256,
    )


def _watched(earlier: Capture, findings: Iterable[Finding]) -> list[Watched]:
    """The page's quotations with what was found of each in both captures."""
    now = {row.quotation_id: row for row in findings}
    before = {row.quotation_id: row for row in earlier.findings.all()} if now else {}
    return [
        Watched(row.pk, row.exact, _seen(before.get(row.pk)), _seen(now[row.pk]))
        for row in (found.quotation for found in now.values())
    ]


def _seen(row: Finding | None) -> Seen | None:
    if row is None:
        return None
    return Seen(row.kind, row.start, row.end, row.matched, row.differences)


# ---- when next -------------------------------------------------------------------------------


def interval(step: int) -> timedelta | None:
    """How long to wait after so many looks; the last interval repeats. None: no page is watched."""
    days: list[int] = settings.RECHECK_DAYS
    return timedelta(days=days[min(step, len(days) - 1)]) if days else None


def longest_interval() -> timedelta | None:
    """How long to wait before another look at a page that is gone."""
    return timedelta(days=max(settings.RECHECK_DAYS)) if settings.RECHECK_DAYS else None


def after(wait: timedelta | None, at: datetime) -> datetime | None:
    """The moment that is so much later; None where there is no wait to add."""
    return None if wait is None else at + wait


def _begin(capture: Capture, *, at: datetime) -> None:
    """Watch a page from its first copy on; where somebody started or stopped that, it stays so."""
    watch = Watch(page_id=capture.page_id, next_at=after(interval(0), at), updated_at=at)
    Watch.objects.bulk_create([watch], ignore_conflicts=True)


def _plan(capture: Capture, *, gone: bool, at: datetime) -> None:
    """Write when the page is looked at next; a page whose watch was stopped stays as it is."""
    watch = Watch.objects.select_for_update().filter(page_id=capture.page_id).first()
    if watch is None:
        if capture.is_whole:
            _begin(capture, at=at)
        return
    if watch.next_at is None:
        return
    if gone:
        watch.next_at = after(longest_interval(), at)
    elif capture.cause == CaptureCause.RECHECK:
        # A look that brought no copy is made again after the same time.
        watch.step += 1 if capture.is_whole else 0
        watch.next_at = after(interval(watch.step), at)
    elif watch.next_at <= at:
        watch.next_at = after(interval(watch.step), at)
    else:
        return  # somebody looked between two looks: the plan stays
    watch.updated_at = at
    watch.save(update_fields=["step", "next_at", "updated_at"])
