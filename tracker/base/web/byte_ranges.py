"""Answer with a file or a part of it (RFC 9110, 13 and 14), as downloads and replay ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

_RANGE = re.compile(r"bytes[ \t]*=[ \t]*([0-9]{0,18})[ \t]*-[ \t]*([0-9]{0,18})[ \t]*")

PIECE = 256 * 1024
"""Bytes of a file that are held at once."""

Read = Callable[[int, int], Iterable[bytes]]
"""(first byte, byte behind the last) -> the bytes between, in pieces."""


class UnsatisfiableError(Exception):
    """The part asked for lies behind the end."""


def answer(
    request: HttpRequest, *, size: int, etag: str, media_type: str, read: Read
) -> HttpResponseBase:
    """Give the file, the one part that is asked for, or only the head of the answer.

    Several parts at once are answered with the whole, as the standard admits. A part is given
    only of the very file that the asker has seen before, if they say which (If-Range).

    Args:
        request: a GET or HEAD.
        size: of the file, in bytes.
        etag: a strong validator of the file, with its quotation marks.
        media_type: of the file.
        read: reads from the file; asked for nothing where no body is sent.
    """
    response: HttpResponseBase
    try:
        part = _part(request, size, etag)
    except UnsatisfiableError:
        response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response["Content-Range"] = f"bytes */{size}"
        return _marked(response, etag)
    if _is_known(request, etag):
        return _marked(HttpResponse(status=HTTPStatus.NOT_MODIFIED), etag)
    first, last = part or (0, size)
    if request.method == "HEAD":
        response = HttpResponse(content_type=media_type)
    else:
        response = StreamingHttpResponse(read(first, last), content_type=media_type)
    response["Content-Length"] = str(last - first)
    if part is not None:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response["Content-Range"] = f"bytes {first}-{last - 1}/{size}"
    return _marked(response, etag)


def pieces(file: Callable[[], BinaryIO], first: int, last: int) -> Iterator[bytes]:
    """Read a part of a file from its place, in pieces; nothing before it is read.

    Args:
        file: opens it, when the first byte is asked for: an answer that nobody reads opens nothing.
        first: place of the first byte.
        last: place behind the last.
    """
    with file() as opened:
        left = last - opened.seek(first)
        while left > 0 and (piece := opened.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """First byte and byte behind the last; None for the whole.

    Raises:
        UnsatisfiableError: there is no such part.
    """
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or request.method != "GET":
        return None
    if request.headers.get("If-Range", etag).strip() != etag:
        return None
    start, end = asked.groups()
    if start:
        first, last = int(start), int(end) if end else size - 1
        if end and last < first:
            return None  # no range at all, says the standard, so it is as if none was asked for
    elif end:
        first, last = max(0, size - int(end)), size - 1
    else:
        return None
    if first > last or first >= size:
        raise UnsatisfiableError
    return first, min(last, size - 1) + 1


def _is_known(request: HttpRequest, etag: str) -> bool:
    known = [tag.strip().removeprefix("W/") for tag in _tags(request)]
    return etag in known or known == ["*"]


def _tags(request: HttpRequest) -> list[str]:
    return request.headers.get("If-None-Match", "").split(",")


def _marked(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    return response
