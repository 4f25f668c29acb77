"""Sealed captures to take away: the file as it was sealed, and as a WACZ that replays by itself.

Both can be asked for in parts, so that a broken download goes on where it stopped and a replay
program reads only what it shows. See WACZ 1.1.1 for what a server of WACZ files must do.
"""

from __future__ import annotations

import logging
import os
from datetime import datetime
from functools import lru_cache, partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.reads.evidence import captures
from claims.reads.visible import is_staff
from sources.archiver.sealing.checked import ChangedFileError
from sources.archiver.sealing.payload import SEALED_NAME
from sources.archiver.sealing.store import StoreError
from sources.archiver.sealing.wacz import FORMAT, MEDIA_TYPE, About, Wacz, WaczError, plan
from sources.reads.sealed import sealed_files
from tracker.base.web import byte_ranges

if TYPE_CHECKING:
    from sources.models import Capture

log = logging.getLogger(__name__)

LAYOUTS = 64
"""Layouts kept in each process: a replay program asks for many small parts of one file."""


@require_safe
def capture_file(request: HttpRequest, capture_id: str) -> HttpResponseBase:
    """Hand out the sealed file, whole or in part, as a download that no browser runs or renders."""
    found = _sealed(request, capture_id)
    return sealed_download(request, found.file_name, found.file_sha256)


def sealed_download(request: HttpRequest, name: str, sha256: str) -> HttpResponseBase:
    """Hand out a sealed file, whole or in part, or say why it is not handed out.

    Args:
        request: a GET or HEAD; who asks was judged before.
        name: of the file in the storage.
        sha256: what its row says it was sealed as (hex).

    Raises:
        Http404: there is no such file.
    """
    files = sealed_files()
    try:
        with files.open(name, sha256=sha256) as file:
            size = file.seek(0, os.SEEK_END)
    except FileNotFoundError as error:
        raise Http404 from error
    except ChangedFileError:
        return _changed()
    except (OSError, StoreError):
        log.exception("The storage does not answer for %s", name)
        sentence = _("The storage of sealed files does not answer at the moment; try again later.")
        return _plain(sentence, HTTPStatus.SERVICE_UNAVAILABLE)
    answer = byte_ranges.answer(
        request,
        size=size,
        etag=f'"{sha256}"',
        media_type="application/octet-stream",
        read=partial(byte_ranges.pieces, lambda: files.open(name, sha256=sha256)),
    )
    return _download(answer, f"{sha256}{_suffix(name)}")


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
    except ChangedFileError:
        return _changed()
    except WaczError:
        log.exception("No WACZ can be made of capture %s", found.pk)
        sentence = _("The sealed file is missing or damaged, so no copy of it can be given out.")
        return _plain(sentence, HTTPStatus.INTERNAL_SERVER_ERROR)
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
    return plan(sealed_files(), file_name, about)


def _sealed(request: HttpRequest, capture_id: str) -> Capture:
    try:
        return captures.sealed_capture(capture_id, to_staff=is_staff(request.user))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _changed() -> HttpResponse:
    sentence = _(
        "The stored file no longer fits the digest that it was sealed under, so it is not given "
        "out. What was cited from it is not changed by that."
    )
    return _plain(sentence, HTTPStatus.INTERNAL_SERVER_ERROR)


def _plain(sentence: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain")


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
