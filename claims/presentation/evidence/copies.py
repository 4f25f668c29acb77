"""The sealed copies of a page, and what was found of each quotation in them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.presentation import finding_marks
from claims.presentation.copy_states import Stamp, capture_stamp, finding_words, why
from sources.models import (
    Capture,
    ChangedTextError,
    Finding,
    Quotation,
    struck_as_kept,
    text_of,
)
from sources.reads.pages import changed_copies
from sources.reads.sentences import worded

log = logging.getLogger(__name__)

CHANGED = _(
    "The stored text of this copy no longer fits the digest that it was sealed under, so it is not "
    "shown."
)
# A reader of the page sees this much of the text; the sealed file holds all of it.
_TEXT_SHOWN = 200_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``found`` is what it was found to be a quotation with, if any."""

    text: str
    found: Finding | None = None
    is_refusal: bool = False
    """Whether it is our sentence about a text that is not shown."""


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """What one capture showed of one quotation."""

    quotation: Quotation
    finding: Finding
    words: str

    @property
    def parts(self) -> list[finding_marks.Part]:
        """What the copy says, cut where it differs from the quotation."""
        return finding_marks.parts(self.finding)

    @property
    def kinds(self) -> list[str | Promise]:
        """The kinds of difference."""
        return finding_marks.kinds(self.finding)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A capture in the list, with what was found of each quotation in it."""

    capture: Capture
    stamp: Stamp
    why: str
    checked: tuple[CheckedQuotation, ...]
    differs: bool = False
    """Whether its text is another than that of the whole copy before it."""


@dataclass(frozen=True, slots=True)
class BesideText:
    """What belongs to a copy's page and is not among the words that were read from it."""

    unread: str
    """Which parts were not read, in sentences."""
    struck: tuple[str, ...]
    """Passages that the page strikes out."""
    description: str
    """What the markup says of the page to search engines and other sites."""
    body: str
    """The article as the markup gives it to search engines."""

    def __bool__(self) -> bool:
        return bool(self.unread or self.struck or self.description or self.body)


def beside_text(capture: Capture) -> BesideText:
    """Say what of a copy's page is not among its words."""
    metadata = capture.metadata
    return BesideText(
        unread=worded(capture.unread),
        struck=tuple(struck_as_kept(capture)) if capture.text_sha256 else (),
        description=str(metadata.get("description", "")),
        body=str(metadata.get("body", ""))[:_TEXT_SHOWN],
    )


def text_pieces(capture: Capture, quotations: Sequence[Quotation]) -> list[Piece]:
    """Cut a capture's text where quotations were found in it. Overlapping places are joined up.

    A text that is not the one that was sealed is not shown: one piece says so.
    """
    try:
        text = text_of(capture)[:_TEXT_SHOWN]
    except ChangedTextError:
        log.exception("A kept text is not shown")
        return [Piece(str(CHANGED), is_refusal=True)]
    places = sorted(
        (finding for quotation in quotations for finding in _findings(quotation, capture)),
        key=lambda finding: (finding.start or 0, finding.end or 0),
    )
    pieces: list[Piece] = []
    position = 0
    for finding in places:
        start, end = max(finding.start or 0, position), min(finding.end or 0, len(text))
        if end <= start:
            continue
        pieces += [Piece(text[position:start]), Piece(text[start:end], finding)]
        position = end
    pieces.append(Piece(text[position:]))
    return [piece for piece in pieces if piece.text]


def attempts(captures: Sequence[Capture], quotations: Sequence[Quotation]) -> list[Attempt]:
    """Say of each capture, given newest first, how it ended and whether the text had changed."""
    changed = changed_copies(captures)
    return [_attempt(one, quotations, differs=one.pk in changed) for one in captures]


def _attempt(capture: Capture, quotations: Sequence[Quotation], *, differs: bool) -> Attempt:
    checked = tuple(
        CheckedQuotation(quotation, finding, finding_words(finding, deposited=capture.is_deposit))
        for quotation in quotations
        for finding in quotation.findings.all()
        if finding.capture_id == capture.pk
    )
    ended = capture.finished_at is not None
    reason = why(capture) if ended else ""
    return Attempt(capture, capture_stamp(capture), reason, checked, differs)


def _findings(quotation: Quotation, capture: Capture) -> Iterable[Finding]:
    return (
        finding
        for finding in quotation.findings.all()
        if finding.capture_id == capture.pk
        and finding.start is not None
        and not finding.is_being_checked
        and not finding.is_shown
    )
