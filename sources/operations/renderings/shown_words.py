"""Look for quotations in the words that a browser showed of a sealed page.

Where scripts build a page, its words are not in what the site sent. A finding in the shown words is
written beside that in the sent text where it holds more, and says which text it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sources.archiver.quoting.verify import verify_all
from sources.archiver.values import Check, CheckKind, Extraction, ExtractionState
from sources.models import (
    SAID,
    Capture,
    FileKind,
    Finding,
    Page,
    Quotation,
    RenderedFile,
    TextOfCopy,
)
from sources.reads.ledger_kinds import FINDING
from sources.reads.sealed import readable_words
from tracker.base.ledger.operations import enter_rows

MOST_COPIES = 20
"""Copies of one page whose shown words are read for a new quotation, the newest first."""


def look_in_new(capture: Capture, words: str, *, at: datetime) -> list[Finding]:
    """Look for a page's quotations in words that were just shown.

    Called within the transaction that writes the rendering.

    Args:
        capture: the copy that was shown.
        words: what a browser showed of it.
        at: the present moment.
    """
    # Whoever adds a quotation holds the same lock: either we see it here or they see these words.
    Page.objects.select_for_update(no_key=True).get(pk=capture.page_id)
    return _look(capture, list(Quotation.objects.filter(page=capture.page_id)), words, at=at)


def look_in_kept(quotation: Quotation, *, at: datetime) -> list[Finding]:
    """Look for a new quotation in the shown words of its page's copies, with the page locked.

    Words that cannot be read at the moment hold nobody up: what was sent has been searched.
    """
    files = RenderedFile.objects.filter(
        kind=FileKind.WORDS, rendering__capture__page=quotation.page_id
    )
    rows = files.select_related("rendering__capture", "file").order_by("-pk")[:MOST_COPIES]
    return [
        found
        for row in rows
        if (words := readable_words(row)) is not None
        for found in _look(row.rendering.capture, [quotation], words, at=at)
    ]


def _look(
    capture: Capture, quotations: list[Quotation], words: str, *, at: datetime
) -> list[Finding]:
    rows = Finding.objects.filter(capture=capture, quotation__in=quotations)
    sent = {row.quotation_id: row for row in rows.filter(read_in=TextOfCopy.SENT)}
    wanted = {
        str(row.pk): row
        for row in quotations
        if row.pk not in sent or sent[row.pk].kind not in SAID
    }
    quotes = [row.wanted for row in wanted.values()]
    checks = verify_all(quotes, Extraction(ExtractionState.DONE, text=words)) if quotes else []
    found = _findings(capture, wanted, checks, sent, at=at)
    enter_rows((FINDING, Finding.objects.bulk_create(found)), at=at)
    return found


def _findings(
    capture: Capture,
    wanted: dict[str, Quotation],
    checks: Iterable[Check],
    sent: dict[int, Finding],
    *,
    at: datetime,
) -> list[Finding]:
    return [
        Finding.of(wanted[check.key], capture, check, at=at, read_in=TextOfCopy.SHOWN)
        for check in checks
        if _says_more(check, sent.get(wanted[check.key].pk))
    ]


def _says_more(check: Check, sent: Finding | None) -> bool:
    """Whether shown words hold a quotation that what was sent does not, or not in its words."""
    if check.kind in (CheckKind.ABSENT, CheckKind.UNREADABLE):
        return False
    return sent is None or sent.start is None or check.kind.value in SAID
