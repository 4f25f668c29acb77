"""The evidence page: what we sealed of a page, when, and what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise

from claims.permissions import Right, refuse
from claims.presentation import finding_marks
from claims.presentation.copy_states import Stamp, capture_stamp, finding_words, page_stamp, why
from claims.presentation.fixity import kept, kept_of
from claims.public.evidence.changes import looks_at
from claims.public.evidence.pictures import allow_picture, pictures_of
from claims.public.evidence.timestamps import are_asked_for, stamped
from claims.reads import evidence
from sources.models import Capture, Finding, Page, Quotation, text_of
from sources.reads.pages import changed_copies
from tracker.base.web.pages import public_page

# A reader of the page sees this much of the text; the sealed file holds all of it.
_TEXT_SHOWN = 200_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``found`` is what it was found to be a quotation with, if any."""

    text: str
    found: Finding | None = None


@dataclass(frozen=True, slots=True)
class Checked:
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
    checked: tuple[Checked, ...]
    differs: bool = False
    """Whether its text is another than that of the whole copy before it."""


@public_page
def page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show a page's captures over time, the text of the newest whole one, and who cites it."""
    try:
        sheet = evidence.evidence_sheet(page_id, to_staff=_is_staff(request))
    except Page.DoesNotExist as missing:
        raise Http404 from missing
    whole = next((capture for capture in sheet.captures if capture.is_whole), None)
    newest = whole or next((capture for capture in sheet.captures if capture.is_copy), None)
    quotations = list(sheet.page.quotations.all())
    kept_files = kept_of(sheet.captures)
    response = render(
        request,
        "public/evidence.html",
        {
            "section": "incidents",
            "sheet": sheet,
            "page": sheet.page,
            "is_exercise": sheet.is_exercise,
            "cited_by": list({row.claim_id: row for row in sheet.citations}.values()),
            "grade": next(iter(sheet.page.publisher.grades.all()), None),
            "stamp": page_stamp(sheet.captures),
            "attempts": attempts(sheet.captures, quotations),
            "quotations": quotations,
            "shown": newest,
            "stamped": stamped(newest) if newest else [],
            "kept_files": kept_files,
            "kept": next((file for file in kept_files if file.capture == newest), None),
            "timestamps_are_asked_for": are_asked_for(),
            "pieces": text_pieces(newest, quotations) if newest else [],
            "watched": looks_at(page_id, to_staff=_is_staff(request)),
            "for_staff": _is_staff(request),
            "pictures": pictures_of(newest, at=timezone.now()),
        },
    )
    return allow_picture(response)


@public_page
def capture(request: HttpRequest, capture_id: str) -> HttpResponse:
    """Show one capture: how it was made, its digests and the text that was read from it."""
    found = _capture(request, capture_id)
    sheet = evidence.evidence_sheet(found.page_id, to_staff=_is_staff(request))
    quotations = list(sheet.page.quotations.all())
    response = render(
        request,
        "public/capture.html",
        {
            "section": "incidents",
            "page": sheet.page,
            "is_exercise": sheet.is_exercise,
            "attempt": next(
                attempt
                for attempt in attempts(sheet.captures, quotations)
                if attempt.capture.pk == found.pk
            ),
            "capture": found,
            "stamped": stamped(found),
            "kept": kept(found),
            "timestamps_are_asked_for": are_asked_for(),
            "pieces": text_pieces(found, quotations),
            "pictures": pictures_of(found, at=timezone.now()),
        },
    )
    return allow_picture(response)


def text_pieces(capture: Capture, quotations: Sequence[Quotation]) -> list[Piece]:
    """Cut a capture's text where quotations were found in it. Overlapping places are joined up."""
    text = text_of(capture)[:_TEXT_SHOWN]
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


def _is_staff(request: HttpRequest) -> bool:
    """Whether they work at the desk; somebody who only has an account reads what everybody may."""
    return refuse(request.user, Right.USE_DESK) is None


def _capture(request: HttpRequest, capture_id: str) -> Capture:
    try:
        return evidence.captures_shown(to_staff=_is_staff(request)).get(pk=capture_id)
    except Capture.DoesNotExist as missing:
        raise Http404 from missing


def attempts(captures: Sequence[Capture], quotations: Sequence[Quotation]) -> list[Attempt]:
    """Say of each capture, given newest first, how it ended and whether the text had changed."""
    changed = changed_copies(captures)
    return [_attempt(one, quotations, differs=one.pk in changed) for one in captures]


def _attempt(capture: Capture, quotations: Sequence[Quotation], *, differs: bool) -> Attempt:
    checked = tuple(
        Checked(quotation, finding, finding_words(finding, deposited=capture.is_deposit))
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
        if finding.capture_id == capture.pk and finding.start is not None
    )
