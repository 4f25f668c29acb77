"""Sealed captures to take away: the file as it was sealed, and as a WACZ that replays by itself.

Both can be asked for in parts, so that a broken download goes on where it stopped and a replay
program reads only what it shows. See WACZ 1.1.1 for what a server of WACZ files must do.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.reads.evidence import captures
from claims.reads.visible import is_staff
from sources.archiver.sealing.payload import SEALED_NAME
from sources.archiver.sealing.store import StoreError, size_of
from sources.archiver.sealing.wacz import FORMAT, MEDIA_TYPE, About, Wacz, WaczError, plan
from tracker.base.web import byte_ranges

if TYPE_CHECKING:
    from sources.models import Capture

log = logging.getLogger(__name__)

PIECE = 256 * 1024
LAYOUTS = 64
"""Layouts kept in each process: a replay program asks for many small parts of one file."""


@require_safe
def capture_file(request: HttpRequest, capture_id: str) -> HttpResponseBase:
    """Hand out the sealed file, whole or in part, as a download that no browser runs or renders."""
    found = _sealed(request, capture_id)
    try:
        size = size_of(default_storage, found.file_name)
    except (OSError, StoreError):
        log.exception("The storage does not answer for capture %s", found.pk)
        sentence = _("The storage of sealed files does not answer at the moment; try again later.")
        return HttpResponse(
            sentence, status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain"
        )
    if size is None:
        raise Http404
    answer = byte_ranges.answer(
        request,
        size=size,
        etag=f'"{found.file_sha256}"',
        media_type="application/octet-stream",
        read=lambda first, last: _read(found.file_name, first, last),
    )
    return _download(answer, f"{found.file_sha256}{_suffix(found.file_name)}")


@require_http_methods(["GET", "HEAD", "OPTIONS"])
def capture_wacz(request: HttpRequest, capture_id: str) -> HttpResponseBase:
    """Make the WACZ of a capture and hand it out, whole or in part, to any site's replay program.

    Other sites read it as anybody without an account: no cookie goes with their request.
    """
    if request.method == "OPTIONS":
        return _shared(HttpResponse(status=HTTPStatus.NO_CONTENT))
    found = _sealed(request, capture_id)
    if not SEALED_NAME.fullmatch(found.file_name):
        raise Http404
    try:
        wacz = _layout(found)
    except WaczError:
        log.exception("No WACZ can be made of capture %s", found.pk)
        sentence = _("The sealed file is missing or damaged, so no copy of it can be given out.")
        return HttpResponse(
            sentence, status=HTTPStatus.INTERNAL_SERVER_ERROR, content_type="text/plain"
        )
    answer = byte_ranges.answer(
        request,
        size=wacz.size,
        etag=f'"{found.file_sha256}-wacz-{FORMAT}"',
        media_type=MEDIA_TYPE,
        read=wacz.read,
    )
    return _shared(_download(answer, f"{found.pk}.wacz"))


def _layout(capture: Capture) -> Wacz:
    """The layout of a capture's WACZ: only of what never changes, so that it never does either."""
    ended = capture.finished_at or capture.requested_at
    title = str(capture.metadata.get("title", ""))
    wacz = _planned(capture.file_name, title, str(capture.pk), ended)
    if not wacz.is_there():
        _planned.cache_clear()
        raise WaczError("A stored file is gone.")
    return wacz


@lru_cache(maxsize=LAYOUTS)
def _planned(file_name: str, title: str, capture_id: str, ended: datetime) -> Wacz:
    about = About(
        title=title,
        description=f"Capture {capture_id} of one cited page.",
        created=ended,
        software=f"Counterclaim WACZ {FORMAT}",
    )
    return plan(default_storage, file_name, about)


def _sealed(request: HttpRequest, capture_id: str) -> Capture:
    try:
        return captures.sealed_capture(capture_id, to_staff=is_staff(request.user))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _read(name: str, first: int, last: int) -> Iterator[bytes]:
    with default_storage.open(name, "rb") as file:
        file.seek(first)
        while first < last and (piece := file.read(min(PIECE, last - first))):
            first += len(piece)
            yield piece


def _download(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _shared(answer: HttpResponseBase) -> HttpResponseBase:
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    answer["Access-Control-Allow-Headers"] = "Range, If-Range, If-None-Match"
    answer["Access-Control-Expose-Headers"] = "Content-Length, Content-Range, Accept-Ranges, ETag"
    return answer


def _suffix(name: str) -> str:
    base = name.rsplit("/", 1)[-1]
    return f".{base.split('.', 1)[1]}" if "." in base else ""
