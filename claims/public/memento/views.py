"""Sealed copies by date, for programs: TimeMaps and TimeGates (RFC 7089)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import RFC1123_DATE
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.presentation.evidence.mementos import (
    LINK_FORMAT,
    memento_address,
    memento_links,
    rejoined,
    timemap_for_json,
    timemap_in_links,
)
from claims.reads.evidence.mementos import DatedCopies, dated_copies_at
from tracker.base.web.pages import page_in_time

HEADER = "Accept-Datetime"
_ONE_SLASH = re.compile(r"\A(https?):/(?=[^/])", re.IGNORECASE)
"""What some proxies make of the two slashes of an address within a path."""


@page_in_time  # the parameters are those of the address asked for
def timemap_link(request: HttpRequest, original: str) -> HttpResponse:
    """List the copies of a page by date, in ``application/link-format``."""
    dated = _copies_asked_for(request, original)
    if dated is None:
        return _nothing()
    return HttpResponse(timemap_in_links(dated), content_type=LINK_FORMAT)


@page_in_time
def timemap_json(request: HttpRequest, original: str) -> HttpResponse:
    """List the copies of a page by date, as JSON."""
    dated = _copies_asked_for(request, original)
    return _nothing() if dated is None else JsonResponse(timemap_for_json(dated))


@require_safe
def timegate(request: HttpRequest, original: str) -> HttpResponse:
    """Lead to the copy that is nearest to the date asked for; without a date, to the newest."""
    response = _led_on(request, _copies_asked_for(request, original))
    patch_vary_headers(response, [HEADER.lower()])
    return response


def _led_on(request: HttpRequest, dated: DatedCopies | None) -> HttpResponse:
    if dated is None:
        return _nothing()
    asked = request.headers.get(HEADER, "").strip()
    try:
        copy = dated.nearest(_read_moment(asked)) if asked else dated.copies[-1]
    except ValueError:
        sentence = _("Accept-Datetime is no date such as “Thu, 31 May 2007 20:35:00 GMT”.")
        response = _plain_answer(sentence, HTTPStatus.BAD_REQUEST)
        response["Link"] = memento_links(dated, None, gate=False)
        return response
    response = HttpResponseRedirect(memento_address(copy))
    response["Link"] = memento_links(dated, copy, gate=False)
    return response


def _read_moment(text: str) -> datetime:
    """Read a date in the one form that RFC 7089 knows, without any guess at its century.

    Raises:
        ValueError: it is no such date.
    """
    if not RFC1123_DATE.match(text):
        raise ValueError(text)
    return datetime.strptime(text, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)


def _copies_asked_for(request: HttpRequest, original: str) -> DatedCopies | None:
    """The copies of the page whose address stands at the end of ours.

    Its query has come apart from it, unless its question mark was escaped.
    """
    query = (
        request.META.get("QUERY_STRING", "").encode("latin-1", "replace").decode(errors="replace")
    )
    return dated_copies_at(_ONE_SLASH.sub(r"\1://", rejoined(original, query)))


def _nothing() -> HttpResponse:
    sentence = _("No copy that we fetched from this address is shown to readers.")
    return _plain_answer(sentence, HTTPStatus.NOT_FOUND)


def _plain_answer(sentence: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
