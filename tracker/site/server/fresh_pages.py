"""Pages for readers: made once for each state of what they show, and answered from then on.

It stands before everything that costs: a page that is kept needs one query and no more. Only who
brings no cookie is served from what is kept, so nobody is ever shown a page made for somebody
else. See docs/decisions/quick-pages.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from tracker.base.web.fresh.copies import FOR_READERS, answer_from
from tracker.base.web.fresh.kept import Dated, KeptPage, PageDates, PagesInMemory
from tracker.base.web.fresh.marks import Marks, TablesRead, read_marks
from tracker.base.web.fresh.questions import Questions, QuestionsAsked
from tracker.base.web.fresh.shared import ReaderRequest, SharedCopy, lend, shared_copy
from tracker.site.access import OPEN_ADDRESSES
from tracker.site.server.renewing import is_renewing

FILES = frozenset(
    {
        "public:capture_file",
        "public:capture_wacz",
        "public:ledger_export",
        "public:rendered_file",
        "public:timestamp_certificates",
        "public:timestamp_token",
    }
)
"""Handed out as they are stored, with the tags of their content."""
FROM_FILES = frozenset(
    {
        "api:search",
        "public:provenance",
        "public:provenance_data",
        "public:replay",
        "public:search",
    }
)
"""Made from sealed files too, whose loss no table tells: made anew each time."""
ALL_QUERIES = frozenset({"public:sitemap"})
"""Take as long to ask for as to make: what they asked is not asked twice."""
LEADING_ON = frozenset({"memento:timegate"})
"""Lead on by a header of the request, which they say they vary by: never kept."""
PAGES = frozenset(
    name for name in OPEN_ADDRESSES if name.startswith(("public:", "feeds:", "memento:", "api:"))
) - {*FILES, *LEADING_ON, "api_not_found"}
"""What readers and their programs are shown."""
SHARED = frozenset(
    {
        "public:corrections",
        "public:front",
        "public:incident",
        "public:incidents",
        "public:parties",
        "public:publishers",
    }
)
"""Dear, often asked for and made of rows and the day alone: what one process makes of them, at the
site's own address, is there for all, and made anew after a change before somebody asks."""
_ASIDE = frozenset({"accept-encoding", "cookie"})
"""What pages vary by that is looked at without being told."""
_OF_ONE_ANSWER = frozenset({"Cache-Control", "Content-Length", "ETag", "Last-Modified", "Vary"})
_BYTES_OF_MB = 1_000_000


class FreshPagesMiddleware:
    """Answers from what is kept, or keeps what is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._pages = PagesInMemory(settings.PAGES_KEPT_MB * _BYTES_OF_MB)
        self._dates = PageDates()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or hand the request on."""
        key = _key(request)
        if key is None:
            return _told(request, self.get_response(request))
        page = self._own(request, key)
        try:
            # The state of the tables is read before the page is made, never after it.
            now = read_marks()
            if page is None or now.changed_since(page.marks):
                page = self._found(request, key, page, now)
        except Error:
            return _told(request, self.get_response(request))
        if page is None:
            return self._made(request, key, now)
        self._note_unchanged(key, page, now)
        return answer_from(page, request)

    def _own(self, request: HttpRequest, key: str) -> KeptPage | None:
        """The page that this process keeps."""
        page = None if is_renewing(request) else self._pages.get(key)
        return page if page and _is_made_for(request, page.made_in, page.asked_with) else None

    def _found(
        self, request: HttpRequest, key: str, own: KeptPage | None, now: Marks
    ) -> KeptPage | None:
        """The page that is kept here or lent by another process, if it is what would be made."""
        lent = shared_copy(key) if _is_at_home(request) else None
        if lent and not _is_made_for(request, lent.made_in, lent.asked.headers):
            lent = None
        if lent and not now.changed_since(lent.marks):
            return self._taken(request, key, lent, now)
        if own and _says_the_same(own, now):
            own.marks = now.of(own.marks)
            return own
        is_other = lent and lent.questions != (own and own.questions)
        if lent and is_other and _says_the_same(lent, now):
            page = self._taken(request, key, lent, now)
            if is_renewing(request):
                lend(key, _copy_of(page, request), read=False)
            return page
        return None

    def _taken(self, request: HttpRequest, key: str, lent: SharedCopy, now: Marks) -> KeptPage:
        """Keep here what another process has made."""
        page = KeptPage(
            headers=lent.headers,
            body=lent.body,
            marks=now.of(lent.marks),
            made_in=lent.made_in,
            asked_with=lent.asked.headers,
            dated=self._dated(key, lent.body, now.second),
            questions=lent.questions,
        )
        self._keep(request, key, page)
        return page

    def _note_unchanged(self, key: str, page: KeptPage, now: Marks) -> None:
        if page.dated.is_sure or now.second <= page.dated.second:
            return
        known = self._dates.of(key)
        if known is None or known.digest != page.dated.digest or not known.is_sure:
            known = page.dated.seen_at(now.second)
            self._dates.note(key, known)
        page.dated = known

    def _made(self, request: HttpRequest, key: str, before: Marks) -> HttpResponseBase:
        """Make a page, and keep it if all that it was made from is marked."""
        hour, day = _hour(), _day()
        tables, asked = TablesRead(), QuestionsAsked()
        with connection.execute_wrapper(tables), connection.execute_wrapper(asked):
            response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not _is_page(request, response):
            return _told(request, response)
        patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
        page = KeptPage(
            headers=_headers(response),
            body=response.content,
            marks=before.of(tables.found),
            made_in=day if _is_shared(request) else hour,
            asked_with=_asked_with(request, response["Vary"]),
            dated=self._dated(key, response.content, before.second),
        )
        if tables.all_marked and _name(request) not in FROM_FILES:
            if _name(request) not in ALL_QUERIES:
                page.questions = _questions_of(page, asked)
            self._keep(request, key, page)
            if _is_shared(request):
                lend(key, _copy_of(page, request), read=not is_renewing(request))
        return answer_from(page, request)

    def _keep(self, request: HttpRequest, key: str, page: KeptPage) -> None:
        if not is_renewing(request):
            self._pages.put(key, page)

    def _dated(self, key: str, body: bytes, second: int) -> Dated:
        digest = hashlib.blake2b(body, digest_size=16).hexdigest()
        known = self._dates.of(key)
        same = known is not None and known.digest == digest
        dated = known.seen_at(second) if known and same else Dated(digest, second)
        self._dates.note(key, dated)
        return dated


def _says_the_same(page: KeptPage | SharedCopy, now: Marks) -> bool:
    """Whether it would be made again as it is."""
    asked = page.questions
    return asked is not None and asked.are_answered_alike(now.changed_since(page.marks))


def _questions_of(page: KeptPage, asked: QuestionsAsked) -> Questions | None:
    """What was asked with the answers of which a page was made; None if they may be others."""
    try:
        questions = asked.answered()
        # Whatever was committed since the marks of the page were read has changed them.
        return None if read_marks().changed_since(page.marks) else questions
    except Error:
        return None


def _key(request: HttpRequest) -> str | None:
    """What the page that is asked for is kept by; None for whoever is not just a reader.

    Within a transaction others do not see yet what is seen here.
    """
    if request.method not in {"GET", "HEAD"} or connection.in_atomic_block:
        return None
    personal = ("Cookie", "Authorization", "HX-Request")
    if any(request.headers.get(name) for name in personal) or not settings.PAGES_KEPT_MB:
        return None
    try:
        host = f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return None
    query = request.META.get("QUERY_STRING", "")
    # Only what was decoded, the path, can hold a zero: no two addresses read alike.
    said = f"{host}\0{query}\0{request.path}"
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _day() -> str:
    """What a page depends on besides rows and request: days are counted by the site's own date."""
    return str(timezone.localdate(timezone.now()))


def _hour() -> str:
    """The same of pages with signed addresses, which change with the hour."""
    return f"{_day()} {timezone.now():%Y-%m-%dT%H}"


def _is_made_for(request: HttpRequest, made_in: str, asked_with: Mapping[str, str]) -> bool:
    return made_in in (_day(), _hour()) and all(
        request.headers.get(name, "") == said for name, said in asked_with.items()
    )


def _is_at_home(request: HttpRequest) -> bool:
    """Whether a page as it is published is asked for: at the site's own address, unfiltered."""
    return f"{request.scheme}://{request.get_host()}" == settings.SITE_URL and not request.META.get(
        "QUERY_STRING", ""
    )


def _is_shared(request: HttpRequest) -> bool:
    return _name(request) in SHARED and _is_at_home(request)


def _copy_of(page: KeptPage, request: HttpRequest) -> SharedCopy:
    return SharedCopy(
        asked=ReaderRequest(
            request.scheme or "", request.get_host(), request.path, page.asked_with
        ),
        made_in=page.made_in,
        marks=page.marks,
        headers=page.headers,
        body=page.body,
        questions=page.questions,
    )


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this is a page for readers, the same for all of them."""
    return (
        response.status_code == HTTPStatus.OK
        and _name(request) in PAGES
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Encoding")
    )


def _headers(response: HttpResponse) -> dict[str, str]:
    kept = {name: text for name, text in response.items() if name not in _OF_ONE_ANSWER}
    return {**kept, "Cache-Control": FOR_READERS, "Vary": response["Vary"]}


def _asked_with(request: HttpRequest, vary: str) -> dict[str, str]:
    names = {name.strip() for name in vary.split(",")}
    return {name: request.headers.get(name, "") for name in names if name.lower() not in _ASIDE}


def _told(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Say who may keep an answer, and leave its body out where only its head was asked for."""
    if _name(request) in {*PAGES, *FILES, *LEADING_ON} and not response.has_header("Cache-Control"):
        shared = not request.COOKIES and not response.cookies
        response["Cache-Control"] = FOR_READERS if shared else "private, no-cache"
        patch_vary_headers(response, ("Cookie",))
    if request.method == "HEAD":
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()
        elif isinstance(response, HttpResponse):
            response.content = b""
    return response
