"""Pages made anew before a reader asks for them.

A worker asks for each shared page that may say something else by now, as a reader would, and
`fresh_pages` does the rest: it finds the page unchanged, or makes it and shares it.
"""

from __future__ import annotations

import sys
import time
from datetime import datetime
from functools import cache
from http import HTTPStatus
from io import BytesIO
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest
from django.utils import timezone, translation

from tracker.base.web.fresh.marks import read_marks
from tracker.base.web.fresh.shared import ReaderRequest, drop_unread, shared_requests, unshare

_FLAG = "counterclaim.renewing"
"""In the environment of a request, where a header, which begins with HTTP_, cannot stand."""


def is_renewing(request: HttpRequest) -> bool:
    """Whether nobody asks but we, to have a page at hand."""
    return _FLAG in request.META


def renew_pages(*, at: datetime, most_seconds: float) -> int:
    """Renew the shared pages that were made on another day, or of tables that changed since.

    Args:
        at: the present moment.
        most_seconds: after these no further page is begun; the next turn goes on.

    Returns:
        How many pages were asked for.

    Raises:
        DatabaseError: the database does not answer.
    """
    began, asked = time.monotonic(), 0
    drop_unread(at=at)
    now, today = read_marks(), str(timezone.localdate(at))
    for shared in shared_requests():
        if time.monotonic() - began > most_seconds:
            break
        if now.changed_since(shared.marks) or shared.made_in != today:
            asked += 1
            if not _is_answered(shared.asked):
                unshare(shared)
    return asked


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def _is_answered(asked: ReaderRequest) -> bool:
    """Ask as a reader; whether there still is a page."""
    # The page is made in its language, and what the worker does next is not.
    with translation.override(translation.get_language()):
        response = _handler().get_response(WSGIRequest(_environ(asked)))
        response.close()
    return response.status_code == HTTPStatus.OK


def _environ(request: ReaderRequest) -> dict[str, Any]:
    """A request as a server hands it on (PEP 3333)."""
    name, _, port = request.host.partition(":")
    headers = {
        f"HTTP_{header.upper().replace('-', '_')}": said for header, said in request.headers.items()
    }
    return {
        **{header: said for header, said in headers.items() if said},
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": request.path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": name,
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": request.host,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": request.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        _FLAG: True,
    }
