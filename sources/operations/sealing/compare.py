"""What a finished capture says against the copy before it, and when the page is looked at next.

Called last in the transaction that ends captures, with their rows locked: a comparison is there
together with the capture it is about, or neither is.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from sources.archiver.drift.looks import Drift, DriftKind, Look, drifted
from sources.archiver.drift.quotations import (
    QuotationChange,
    QuotationDrift,
    SeenQuotation,
    WatchedQuotation,
)
from sources.archiver.outcomes import Outcome
from sources.archiver.values import CheckKind
from sources.models import (
    Capture,
    CaptureCause,
    CaptureStatus,
    ExtractionStatus,
    FileKind,
    Finding,
    Recheck,
    RecheckKind,
    RenderedFile,
    Watch,
    text_of,
)
from sources.reads.sealed import words_shown

log = logging.getLogger(__name__)

NO_LOOK = frozenset({"interrupted", "network_down", "given_up", "deposited"})
"""Outcomes that say nothing of the page: the fault was ours, or nobody asked the site."""
READ = (ExtractionStatus.DONE,)
"""A document without text (a scanned one) says nothing of what words stand in it."""


def looked(
    captures: Iterable[Capture],
    findings: Iterable[Finding],
    *,
    at: datetime,
    waiting: Container[uuid.UUID] = (),
) -> list[Recheck]:
    """Compare captures that have just been finished with the newest whole copies before them.

    Args:
        captures: the finished rows, of different pages.
        findings: what was found of the pages' quotations in them; written already.
        at: the present moment.
        waiting: captures that are compared later, by `compare_shown`.

    Returns:
        The comparisons; none where there is nothing to compare or nothing was seen of the page.
    """
    seen = [row for row in captures if not (row.is_deposit or row.outcome in NO_LOOK)]
    earlier = _readable_instead(seen, copies_before(seen))
    compared = [row for row in seen if row.pk not in waiting]
    rechecks = _compare_all(compared, earlier, findings, at=at)
    first = [row for row in seen if row.page_id not in earlier and row.is_whole]
    _begin([row for row in first if row.cause != CaptureCause.RECHECK], at=at)
    later = [row for row in first if row.cause == CaptureCause.RECHECK]
    later += [row for row in seen if row.page_id in earlier]
    gone = {row.page_id for row in rechecks if row.kind == RecheckKind.PAGE_GONE}
    _plan(later, gone=gone, at=at)
    return rechecks


def compare_shown(capture: Capture, *, at: datetime) -> list[Recheck]:
    """Compare a capture whose comparison has waited for the words that a browser shows of it.

    Called with its page locked, when they are known or will not be. Where there are none, what was
    sent speaks alone. A page that its scripts make is watched from the first time it was shown.

    Args:
        capture: the finished row.
        at: the present moment.

    Returns:
        The comparison, if there is an earlier copy.
    """
    words = words_shown(capture)
    if not capture.is_whole and words is not None:
        _begin([capture], at=at)
    earlier = _readable_instead([capture], copies_before([capture]))
    found = Finding.objects.filter(capture=capture).select_related("quotation")
    return _compare_all([capture], earlier, found, words=words, at=at)


def copies_before(captures: Sequence[Capture]) -> dict[int, Capture]:
    """The newest whole copy of each page that was fetched before; no deposit is one.

    Args:
        captures: finished rows of different pages.

    Returns:
        The copies that there are, by page.
    """
    if not captures:
        return {}
    return _newest(_copies(captures))


def _copies(captures: Sequence[Capture]) -> QuerySet[Capture]:
    """Copies of the pages of captures, those captures left out; no deposit is one.

    Copies are whole, or of pages that a browser showed as their scripts had made them.
    """
    words = RenderedFile.objects.filter(rendering__capture=OuterRef("pk"), kind=FileKind.WORDS)
    made_by_scripts = Q(Exists(words), outcome=Outcome.NEEDS_SCRIPTS.value)
    rows = Capture.objects.filter(
        Q(outcome=Outcome.CAPTURED.value) | made_by_scripts,
        page_id__in=[row.page_id for row in captures],
        status=CaptureStatus.SEALED,
        finished_at__lte=max(row.finished_at for row in captures if row.finished_at),
    ).exclude(pk__in=[row.pk for row in captures])
    return rows.defer("provenance", "metadata")


def _newest(copies: QuerySet[Capture]) -> dict[int, Capture]:
    rows = copies.order_by("page_id", "-finished_at", "-requested_at").distinct("page_id")
    return {row.page_id: row for row in rows}


def _readable_instead(
    captures: Sequence[Capture], earlier: dict[int, Capture]
) -> dict[int, Capture]:
    """Put an older copy in the place of one that could not be read, where the later one can be.

    Else a text that changed meanwhile would be compared with nothing, then and ever after.
    """
    read = [row for row in captures if row.is_whole and row.extraction in READ]
    behind = [
        row
        for row in read
        if row.page_id in earlier and earlier[row.page_id].extraction not in READ
    ]
    if not behind:
        return earlier
    return earlier | _newest(_copies(behind).filter(extraction__in=READ))


def _with_words_back(
    captures: Sequence[Capture],
    earlier: Mapping[int, Capture],
    before: Iterable[Finding],
    now: Iterable[Finding],
) -> dict[int, Capture]:
    """The copies to compare with where a quotation is back that the copy before did not have.

    Words may go in one look and come back altered in the next (a correction, a wall in between):
    then the last copy that had them is what they are compared with.

    Returns:
        Copies by page; most often none.
    """
    had = {row.quotation_id for row in before if row.start is not None}
    back = {row.quotation_id for row in now if row.start is not None} - had
    if not back:
        return {}
    theirs = [row for row in captures if row.page_id in earlier]
    found = Finding.objects.filter(
        quotation__in=back,
        start__isnull=False,
        capture__in=_copies(theirs),
    ).order_by("quotation_id", "-capture__finished_at")
    newest = found.distinct("quotation_id").values_list("capture_id", flat=True)
    return _newest(_copies(theirs).filter(pk__in=list(newest)))


def _compare_all(
    captures: Sequence[Capture],
    earlier: Mapping[int, Capture],
    findings: Iterable[Finding],
    *,
    words: str | None = None,
    at: datetime,
) -> list[Recheck]:
    if not (captures and earlier):
        return []
    now = list(findings)
    before = _findings_in(earlier.values()) if now or words is not None else []
    older = _with_words_back(captures, earlier, before, now)
    if older:
        earlier = {**earlier, **older}
        before += _findings_in(older.values())
    had, has = _by_capture(before), _by_capture(now)
    return Recheck.objects.bulk_create(
        [
            _compare(copy, row, had.get(copy.pk, []), has.get(row.pk, []), words=words, at=at)
            for row in captures
            if (copy := earlier.get(row.page_id)) is not None
        ]
    )


def _findings_in(copies: Iterable[Capture]) -> list[Finding]:
    return list(Finding.objects.filter(capture__in=copies).select_related("quotation"))


def _by_capture(findings: Iterable[Finding]) -> dict[object, list[Finding]]:
    grouped: dict[object, list[Finding]] = {}
    for found in findings:
        grouped.setdefault(found.capture_id, []).append(found)
    return grouped


def _compare(
    earlier: Capture,
    later: Capture,
    before: Iterable[Finding],
    now: Iterable[Finding],
    *,
    words: str | None,
    at: datetime,
) -> Recheck:
    """Make the row of a comparison; it is not saved yet."""
    watched: list[WatchedQuotation] = []
    was_shown = None
    if later.is_whole or words is not None:
        had, has = _by_quotation(before), _by_quotation(now)
        if words is not None or any(row.is_shown for row in had.values()):
            was_shown = words_shown(earlier)
        watched = _watched(had, has, was_shown=was_shown is not None, is_shown=words is not None)
    found = _drift(_Compared(earlier, was_shown), _Compared(later, words), watched)
    return Recheck(
        page_id=later.page_id,
        earlier=earlier,
        later=later,
        kind=found.kind.value,
        number_altered=found.number_altered,
        quotations=[each.as_json() for each in found.quotations],
        at=at,
    )


@dataclass(frozen=True, slots=True)
class _Compared:
    """One of the two captures, with the words that a browser showed of it if one did."""

    capture: Capture
    words: str | None


def _drift(before: _Compared, now: _Compared, watched: list[WatchedQuotation]) -> Drift:
    earlier, later = before.capture, now.capture
    try:
        text = _text(later)
        # Most pages say what they said before: a text is read only where it is needed.
        then = text if earlier.text_sha256 == later.text_sha256 else _text(earlier)
        return drifted(later.page.url, _look(before, then), _look(now, text), watched)
    except Exception:
        # A text that our comparison cannot bear must not keep the capture from being finished.
        log.exception("Captures %s and %s could not be compared", earlier.pk, later.pk)
        same = earlier.payload_sha256 == later.payload_sha256 != ""
        kind = DriftKind.UNCHANGED if same else DriftKind.CHANGED_ELSEWHERE
        unread = [QuotationDrift(one.key, QuotationChange.UNREAD) for one in watched]
        return Drift(kind, quotations=() if same else tuple(unread))


def _text(capture: Capture) -> str:
    return text_of(capture) if capture.text_sha256 else ""


def _look(compared: _Compared, text: str) -> Look:
    capture = compared.capture
    return Look(
        outcome=capture.outcome,
        http_status=capture.http_status,
        final_url=capture.final_url,
        text=text,
        # Of a page that its scripts make, what was sent says nothing.
        is_read=capture.extraction in READ and capture.is_whole,
        payload_sha256=capture.payload_sha256,
        shown=compared.words,
    )


def _by_quotation(findings: Iterable[Finding]) -> dict[int, Finding]:
    """What was found of each quotation in one capture: in the words shown, where they say more."""
    return {row.quotation_id: row for row in sorted(findings, key=lambda row: row.is_shown)}


def _watched(
    had: Mapping[int, Finding], has: Mapping[int, Finding], *, was_shown: bool, is_shown: bool
) -> list[WatchedQuotation]:
    """The page's quotations with what was found of each in both captures.

    Args:
        had: what was found in the earlier one, by quotation.
        has: what was found in the later one.
        was_shown: whether a browser showed words of the earlier one.
        is_shown: whether one showed words of the later one.
    """
    keys = [*has, *(key for key in had if is_shown and key not in has)]
    watched = []
    for key in keys:
        then, now = had.get(key), has.get(key)
        quotation = (now or had[key]).quotation
        before = _seen(then, was_shown and now is not None and now.is_shown)
        after = _seen(now, is_shown and then is not None and then.is_shown)
        watched.append(WatchedQuotation(key, quotation.exact, before, after))
    return watched


def _seen(row: Finding | None, looked_for: bool) -> SeenQuotation | None:
    """What was found of a quotation.

    Args:
        row: the finding.
        looked_for: whether it stands among the words shown in the other look, and was looked for
            in those of this one.
    """
    if looked_for and (row is None or row.start is None):
        return SeenQuotation(CheckKind.ABSENT.value, is_shown=True)
    if row is None:
        return None
    return SeenQuotation(
        row.kind, row.start, row.end, row.matched, row.differences, is_shown=row.is_shown
    )


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


def _begin(captures: Iterable[Capture], *, at: datetime) -> None:
    """Watch pages from their first copy on; where somebody started or stopped that, it stays so."""
    next_at = after(interval(0), at)
    watches = [Watch(page_id=row.page_id, next_at=next_at, updated_at=at) for row in captures]
    Watch.objects.bulk_create(watches, ignore_conflicts=True)


def _plan(captures: Sequence[Capture], *, gone: Container[int], at: datetime) -> None:
    """Write when pages are looked at next; a page whose watch was stopped stays as it is."""
    if not captures:
        return
    pages = [row.page_id for row in captures]
    locked = Watch.objects.select_for_update().filter(page_id__in=pages).order_by("page_id")
    watches = {watch.page_id: watch for watch in locked}
    _begin([row for row in captures if row.is_whole and row.page_id not in watches], at=at)
    for row in captures:
        watch = watches.get(row.page_id)
        if watch is not None and watch.next_at is not None:
            _plan_one(watch, row, is_gone=row.page_id in gone, at=at)


def _plan_one(watch: Watch, capture: Capture, *, is_gone: bool, at: datetime) -> None:
    if is_gone:
        watch.next_at = after(longest_interval(), at)
    elif capture.cause == CaptureCause.RECHECK:
        # A look that brought no copy is made again after the same time.
        watch.step += 1 if capture.may_be_shown else 0
        watch.next_at = after(interval(watch.step), at)
    elif watch.next_at is not None and watch.next_at <= at:
        watch.next_at = after(interval(watch.step), at)
    else:
        return  # somebody looked between two looks: the plan stays
    watch.updated_at = at
    watch.save(update_fields=["step", "next_at", "updated_at"])
