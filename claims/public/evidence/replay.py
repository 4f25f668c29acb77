"""A sealed page as it was, beside the text that was read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from claims.presentation.copy_states import capture_stamp
from claims.presentation.evidence.copies import text_pieces
from claims.presentation.evidence.mementos import memento_links, moment_in_http
from claims.reads.evidence import captures, pages
from claims.reads.evidence.mementos import dated_copies_of
from claims.reads.visible import is_staff
from sources.archiver.deposits.kinds import ContentKind
from sources.replay.addresses import payload_url
from sources.replay.origin import replay_origin
from sources.replay.sealed import UnshownError, kind_held
from tracker.base.web.pages import allow, public_page

if TYPE_CHECKING:
    from sources.models import Capture


@public_page
def replay_page(request: HttpRequest, capture_id: str) -> HttpResponse:
    """Show a sealed copy in a frame of the replay's origin, and what was found in its text."""
    to_staff = is_staff(request.user)
    try:
        found = captures.sealed_capture(capture_id, to_staff=to_staff)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    sheet = pages.evidence_sheet(found.page_id, to_staff=to_staff)
    context = {
        "section": "incidents",
        "page": sheet.page,
        "is_exercise": sheet.is_exercise,
        "capture": found,
        "stamp": capture_stamp(found),
        "pieces": text_pieces(found, list(sheet.page.quotations.all())),
    }
    response = render(request, "public/evidence/replay.html", context | _shown(found))
    _say_when(response, found)
    return framing(response)


def _say_when(response: HttpResponse, capture: Capture) -> None:
    """Tell programs that this is the page as it was at a date (RFC 7089), and where the others are.

    Not of a copy that is for staff, that a person brought, or that is none of the page itself.
    """
    dated = dated_copies_of(capture.page)
    copy = dated.copy_of(capture.pk) if dated else None
    if dated and copy:
        response["Memento-Datetime"] = moment_in_http(copy)
        response["Link"] = memento_links(dated, copy)


def _shown(capture: Capture) -> dict[str, Any]:
    """The address of the copy on the replay's origin, and how a page shows it."""
    if replay_origin() is None:
        return {"replay_is_on": False}
    try:
        kind = kind_held(capture.pk)
    except UnshownError as error:
        return {"replay_is_on": True, "unshown": str(error)}
    return {
        "replay_is_on": True,
        "address": payload_url(capture, at=timezone.now()),
        "as_picture": kind.is_image,
        "as_frame": kind in (ContentKind.HTML, ContentKind.TEXT),
    }


def framing(response: HttpResponse) -> HttpResponse:
    """Let this one page show frames and pictures of the replay's origin."""
    origin = replay_origin()
    if origin is not None:
        allowed = [str(origin)]
        allow(response, frame_src=allowed, img_src=allowed)
    return response
