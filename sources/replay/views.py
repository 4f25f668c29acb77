"""What the replay's origin answers: a sealed page, or a sealed file, and nothing else.

The kind of an answer is decided here, by content and by a list of kinds that browsers only show.
No header that was archived is passed on.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from sources import configuration
from sources.archiver.deposits.kinds import MEDIA_TYPES, SNIFFED, ContentKind, kind_of
from sources.archiver.reading.charsets import decode
from sources.archiver.sealing.checked import ChangedFileError
from sources.reads.sealed import replayed_capture, sealed_file, sealed_files
from sources.replay.addresses import is_signed
from sources.replay.neutral import neutral
from sources.replay.policy import bind
from sources.replay.sealed import CHANGED, MOST_WORDS, UnshownError, held_by
from tracker.base.web import byte_ranges

VERSION = "2"
"""Part of every ETag: raise it when the same bytes are shown in another way."""
SUFFIXES = {
    ContentKind.MHTML: "mhtml",
    ContentKind.PDF: "pdf",
    ContentKind.WARC: "warc.gz",
    ContentKind.ZIP: "zip",
}


def capture(request: HttpRequest, name: uuid.UUID, until: int, seal: str) -> HttpResponseBase:
    """Show what a sealed capture holds, as it was."""
    _require_signature("capture", str(name), until, seal)
    found = replayed_capture(name)
    if found is None:
        raise Http404(_("There is no sealed copy here."))
    try:
        held = held_by(found, configuration.limits())
    except UnshownError as error:
        raise Http404(str(error)) from error
    if held.is_words:
        with held.opened() as stream:
            return _show(request, stream.read(), held.kind, declared=held.declared)
    return _hand_out(request, held.opened, held.kind, size=held.size, digest=held.sha256)


def file(request: HttpRequest, name: int, until: int, seal: str) -> HttpResponseBase:
    """Show a sealed file: the picture of a page, its print, the page as a browser had built it."""
    _require_signature("file", str(name), until, seal)
    found = sealed_file(name)
    if found is None:
        raise Http404(_("There is no sealed file here."))
    is_short = found.size <= MOST_WORDS

    def opened() -> BinaryIO:
        return sealed_files().open(found.name, sha256=found.sha256)

    try:
        with opened() as stream:
            kind = kind_of(stream.read(SNIFFED))
            stream.seek(0)
            is_shown = kind in (ContentKind.HTML, ContentKind.TEXT) and is_short
            body = stream.read() if is_shown else b""
    except FileNotFoundError as error:
        raise Http404(_("There is no sealed file here.")) from error
    except ChangedFileError as error:
        raise Http404(str(CHANGED)) from error
    if is_shown:
        is_markup = found.is_built_page or kind is ContentKind.HTML
        shown = ContentKind.HTML if is_markup else ContentKind.TEXT
        return _show(request, body, shown, declared="")
    return _hand_out(request, opened, kind, size=found.size, digest=found.sha256)


def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view is given it
    """Keep sealed copies out of search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


def _require_signature(kind: str, name: str, until: int, seal: str) -> None:
    if not is_signed(kind, name, until, seal, at=timezone.now()):
        raise Http404(_("This address is no longer good. Open the copy from its evidence page."))


def _show(
    request: HttpRequest, body: bytes, kind: ContentKind, *, declared: str
) -> HttpResponseBase:
    """Give out words, always in UTF-8, read as their quotations were checked."""
    digest = hashlib.sha256(body).hexdigest()
    not_changed = _not_changed(request, kind, digest)
    if not_changed is not None:
        return not_changed
    text, _charset = decode(body, declared, markup=kind is ContentKind.HTML)
    # Without scripts there is one reading of the bytes; in UTF-8, and said so, there is no other.
    words = (neutral(text) if kind is ContentKind.HTML else text).encode("utf-8", "replace")
    response = HttpResponse(words, content_type=f"{MEDIA_TYPES[kind]}; charset=utf-8")
    return _dressed(response, kind, digest)


def _hand_out(
    request: HttpRequest,
    file: Callable[[], BinaryIO],
    kind: ContentKind,
    *,
    size: int,
    digest: str,
) -> HttpResponseBase:
    """Give out bytes as they are, or the part of them that was asked for."""
    response = byte_ranges.answer(
        request,
        size=size,
        etag=_etag(kind, digest),
        media_type=MEDIA_TYPES[kind],
        read=partial(byte_ranges.pieces, file),
    )
    if response.streaming and not kind.is_image:
        # What no sandboxed frame shows, PDF among it, is for the reader's own programs.
        suffix = SUFFIXES.get(kind, "bin")
        response["Content-Disposition"] = f'attachment; filename="{digest}.{suffix}"'
    return _dressed(response, kind, digest)


def _not_changed(request: HttpRequest, kind: ContentKind, digest: str) -> HttpResponseBase | None:
    answer = get_conditional_response(request, etag=_etag(kind, digest))
    return None if answer is None else _dressed(answer, kind, digest)


def _etag(kind: ContentKind, digest: str) -> str:
    return quote_etag(f"{digest}-{kind.value}-{VERSION}")


def _dressed(response: HttpResponseBase, kind: ContentKind, digest: str) -> HttpResponseBase:
    response["ETag"] = _etag(kind, digest)
    # Sealed bytes never change, but their address is for one reader and for a while.
    response["Cache-Control"] = "private, max-age=600, no-transform"
    bind(response, embeddable=kind.is_image)
    return response
