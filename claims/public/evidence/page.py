"""The evidence page: what we sealed of a page, when, and what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from claims.presentation.copy_states import page_stamp
from claims.presentation.evidence.changes import looks_at
from claims.presentation.evidence.copies import attempts, beside_text, text_pieces
from claims.presentation.evidence.fixity import kept, kept_of
from claims.presentation.evidence.mementos import timemaps_of
from claims.presentation.evidence.pictures import allow_picture, pictures_of
from claims.presentation.evidence.timestamps import are_asked_for, stamped
from claims.reads.evidence import captures, pages
from claims.reads.visible import is_staff
from sources.reads.deposited import deposit_told
from tracker.base.web.pages import public_page

if TYPE_CHECKING:
    from sources.models import Capture


@public_page
def evidence_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show a page's captures over time, the text of the newest whole one, and who cites it."""
    try:
        sheet = pages.evidence_sheet(page_id, to_staff=is_staff(request.user))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    whole = next((capture for capture in sheet.captures if capture.is_whole), None)
    newest = whole or next((capture for capture in sheet.captures if capture.is_copy), None)
    quotations = list(sheet.page.quotations.all())
    kept_files = kept_of(sheet.captures)
    response = render(
        request,
        "public/evidence/page.html",
        {
            "section": "incidents",
            "sheet": sheet,
            "page": sheet.page,
            "is_exercise": sheet.is_exercise,
            "cited_by": sheet.cited_by,
            "grade": next(iter(sheet.page.publisher.grades.all()), None),
            "stamp": page_stamp(sheet.captures),
            "attempts": attempts(sheet.captures, quotations),
            "shown": newest,
            "stamped": stamped(newest) if newest else [],
            "kept_files": kept_files,
            "kept": next((file for file in kept_files if file.capture == newest), None),
            "timestamps_are_asked_for": are_asked_for(),
            "pieces": text_pieces(newest, quotations) if newest else [],
            "beside": beside_text(newest) if newest else None,
            "watched": looks_at(page_id, to_staff=is_staff(request.user)),
            "for_staff": is_staff(request.user),
            "pictures": pictures_of(newest, at=timezone.now()),
            "by_date": timemaps_of(sheet.page),
        },
    )
    return allow_picture(response)


@public_page
def capture_page(request: HttpRequest, capture_id: str) -> HttpResponse:
    """Show one capture: how it was made, its digests and the text that was read from it."""
    found = _capture(request, capture_id)
    sheet = pages.evidence_sheet(found.page_id, to_staff=is_staff(request.user))
    quotations = list(sheet.page.quotations.all())
    response = render(
        request,
        "public/evidence/capture.html",
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
            "told": deposit_told(found),
            "stamped": stamped(found),
            "kept": kept(found),
            "timestamps_are_asked_for": are_asked_for(),
            "pieces": text_pieces(found, quotations),
            "beside": beside_text(found),
            "pictures": pictures_of(found, at=timezone.now()),
        },
    )
    return allow_picture(response)


def _capture(request: HttpRequest, capture_id: str) -> Capture:
    try:
        return captures.captures_shown(to_staff=is_staff(request.user)).get(pk=capture_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
