"""The text of a sealed copy, read in its place on the form of a review."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.presentation.copy_states import capture_stamp
from claims.presentation.evidence.copies import text_pieces
from claims.reads.evidence import captures, pages


@require_safe
def capture_text(request: HttpRequest, pk: str) -> HttpResponse:
    """The words of a copy with the quotations marked: a part of a page, or a page of its own.

    Raises:
        Http404: there is no such sealed copy.
    """
    try:
        found = captures.sealed_capture(pk, to_staff=True)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    page = pages.evidence_sheet(found.page_id, to_staff=True).page
    context = {
        "capture": found,
        "page": page,
        "stamp": capture_stamp(found),
        "pieces": text_pieces(found, list(page.quotations.all())),
        "section": "desk",
    }
    is_part = request.headers.get("HX-Request") == "true"
    name = "sealed_text_part" if is_part else "sealed_text"
    response = render(request, f"desk/review/{name}.html", context)
    response.headers["Vary"] = "HX-Request"
    return response
