"""Answers made from a page that is at hand: whole, packed, or only that the reader has it."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from tracker.base.web.fresh.codings import LEAST, coded, coding_for
from tracker.base.web.fresh.kept import KeptPage

FOR_READERS = "public, max-age=0, must-revalidate"
"""Whoever stands between may keep a page, and asks before each use whether it is still the page."""


def answer_from(page: KeptPage, request: HttpRequest) -> HttpResponse:
    """The answer to a request for a page: 304 if the reader has it, else the page.

    Each coding has a tag of its own: a strong tag names bytes. A date is believed only if it is
    the very one that was given, and sure; who sends a tag is answered by that alone.
    """
    coding = (
        coding_for(request.headers.get("Accept-Encoding", "")) if _is_worth_packing(page) else ""
    )
    tag = f'"{page.dated.digest}{coding and "-"}{coding}"'
    if _has_it(request, tag, page):
        kept = {name: text for name, text in page.headers.items() if name != "Content-Type"}
        response = HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers=kept)
        del response["Content-Type"]
    else:
        body = _in(page, coding)
        response = HttpResponse(b"" if request.method == "HEAD" else body, headers=page.headers)
        response["Content-Length"] = str(len(body))
        if coding:
            response["Content-Encoding"] = coding
    response["ETag"] = tag
    response["Last-Modified"] = http_date(page.dated.second)
    return response


def _is_worth_packing(page: KeptPage) -> bool:
    """Whether a page is long, and not packed already as pictures are."""
    return len(page.body) >= LEAST and page.headers.get("Content-Type") != "image/png"


def _in(page: KeptPage, coding: str) -> bytes:
    if not coding:
        return page.body
    if coding not in page.codings:
        page.codings[coding] = coded(page.body, coding)
    return page.codings[coding]


def _has_it(request: HttpRequest, tag: str, page: KeptPage) -> bool:
    if known := request.headers.get("If-None-Match"):
        tags = [one.removeprefix("W/") for one in parse_etags(known)]
        return tag in tags or tags == ["*"]
    since = request.headers.get("If-Modified-Since", "")
    return page.dated.is_sure and parse_http_date_safe(since) == page.dated.second
