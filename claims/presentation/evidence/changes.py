"""Two captures of one page with what differs between them, in a reader's words."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from claims.presentation import change_words
from claims.presentation.copy_states import Stamp, capture_stamp, why
from claims.reads.evidence import changes
from claims.reads.evidence.pages import quotations_shown
from sources.archiver.drift.passages import Run, RunKind, Whole, whole
from sources.archiver.drift.word_diff import TextComparison
from sources.archiver.quoting.differences import HARMLESS
from sources.models import (
    Capture,
    ChangedTextError,
    ExtractionStatus,
    Quotation,
    Recheck,
    RecheckKind,
    TextOfCopy,
    Watch,
    text_of,
)

log = logging.getLogger(__name__)

LONGEST_TEXTS = 2_000_000
"""Characters of both texts together that are compared while a reader waits (about two seconds)."""
SAID = 3
"""Differences that an item of a list tells of."""
EDITS = (*changes.OF_QUOTATIONS, RecheckKind.CHANGED_ELSEWHERE)
"""Kinds that somebody's change of the page has brought about."""
_TOLD = (
    *("altered", "corrected", "gone", "interrupted", "moved"),
    *("unread", "other_language", "appeared", "absent", "same"),
)
"""Fates of quotations, in the order they are told."""


@dataclass(frozen=True, slots=True)
class ChangeSide:
    """One of the two captures of a card."""

    label: str
    capture: Capture
    stamp: Stamp
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One quotation of a card, with what became of it."""

    quotation: Quotation
    change: str
    words: str
    differences: tuple[str, ...]
    runs: tuple[Run, ...]

    @property
    def is_weighty(self) -> bool:
        """Whether it is shown with the passage around it."""
        return bool(self.runs)


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """One comparison in a list."""

    change: Recheck
    headline: str
    number: bool
    said: tuple[str, ...]
    """The first differences of quotations, in words."""


def items_of(rows: Sequence[Recheck], *, to_staff: bool) -> list[ChangeItem]:
    """Make items of comparisons fetched for showing; one query."""
    pages = {row.page_id for row in rows}
    shown = quotations_shown(to_staff=to_staff).filter(page__in=pages).prefetch_related(None)
    known = set(shown.values_list("pk", flat=True))
    return [_item(row, known) for row in rows]


def _item(row: Recheck, known: set[int]) -> ChangeItem:
    differences = [
        one
        for entry in row.quotations
        if entry["quotation"] in known
        for one in entry.get("differences", ())
    ]
    # Numbers first; marks and capitals are for the card.
    differences = [one for one in differences if one["kind"] not in HARMLESS]
    differences.sort(key=lambda one: one["kind"] != "number")
    said = [
        change_words.difference(one["kind"], one["before"], one["now"])
        for one in differences[:SAID]
    ]
    number: bool = row.shown_number  # type: ignore[attr-defined]
    return ChangeItem(row, headline_of(row), number, tuple(said))


@dataclass(frozen=True, slots=True)
class Watched:
    """The looks at a page so far, newest first, and when it is looked at next."""

    items: tuple[ChangeItem, ...]
    is_known: bool
    next_at: datetime | None
    stopped_because: str = ""
    """For the desk: why a person stopped the watch."""


def looks_at(page_id: int, *, to_staff: bool) -> Watched:
    """Tell of the looks at one page, for its evidence page.

    Three queries.

    Args:
        page_id: the page.
        to_staff: whether to tell of quotations of drafts too.
    """
    watch = Watch.objects.filter(page=page_id).first()
    rows = changes.changes_shown(to_staff=to_staff).filter(page=page_id)
    items = tuple(items_of(list(rows), to_staff=to_staff))
    if watch is None:
        return Watched(items, is_known=False, next_at=None)
    reason = watch.stopped_reason if to_staff else ""
    return Watched(items, is_known=True, next_at=watch.next_at, stopped_because=reason)


def headline_of(row: Recheck) -> str:
    """What it showed, as this reader may be told; annotated by `changes_shown`."""
    return change_words.headline(
        row.shown_kind,  # type: ignore[attr-defined]
        number=row.shown_number,  # type: ignore[attr-defined]
        unread=row.shown_unread,  # type: ignore[attr-defined]
        other_language=any(one["change"] == "other_language" for one in row.quotations),
    )


def side_of(label: str, capture: Capture) -> ChangeSide:
    """One of the two captures of a card, with its state in words."""
    return ChangeSide(label, capture, capture_stamp(capture), why(capture))


def passages_of(found: Recheck, *, to_staff: bool) -> list[Passage]:
    """The quotations of a comparison that may be seen, the weightiest first."""
    shown = quotations_shown(to_staff=to_staff).filter(page=found.page_id)
    known = {row.pk: row for row in shown.prefetch_related(None)}
    entries = [entry for entry in found.quotations if entry["quotation"] in known]
    order = {change: number for number, change in enumerate(_TOLD)}
    entries.sort(key=lambda entry: (not entry.get("number_altered"), order[entry["change"]]))
    return [_passage(known[entry["quotation"]], entry) for entry in entries]


def _passage(quotation: Quotation, entry: Mapping[str, Any]) -> Passage:
    number = bool(entry.get("number_altered"))
    return Passage(
        quotation=quotation,
        change=entry["change"],
        words=change_words.fate(
            entry["change"], number=number, is_shown=entry.get("read_in") == TextOfCopy.SHOWN
        ),
        differences=tuple(
            change_words.difference(one["kind"], one["before"], one["now"])
            for one in entry.get("differences", ())
        ),
        runs=tuple(runs_of(entry.get("passage", ()))),
    )


def runs_of(rows: Sequence[Sequence[Any]]) -> list[Run]:
    """Read runs as they are kept in the table."""
    return [Run(RunKind(kind), text, gap, number) for kind, text, gap, number in rows]


def whole_difference(found: Recheck) -> Whole | None:
    """The difference of both whole texts; None where there is none to show."""
    earlier, later = found.earlier, found.later
    read = {earlier.extraction, later.extraction} == {ExtractionStatus.DONE.value}
    if not (read and later.is_whole) or earlier.text_sha256 == later.text_sha256:
        return None
    return _compared(earlier.pk, later.pk)


@lru_cache(maxsize=64)
def _compared(earlier: UUID, later: UUID) -> Whole | None:
    """Compare two sealed texts; None if they are too long to wait for, or not what was sealed."""
    rows = Capture.objects.select_related("kept_text").in_bulk([earlier, later])
    try:
        texts = {key: text_of(row) for key, row in rows.items()}
    except ChangedTextError:
        log.exception("Two copies are not compared")
        return None
    if sum(map(len, texts.values())) > LONGEST_TEXTS:
        return None
    return whole(TextComparison(texts[earlier], texts[later]))
