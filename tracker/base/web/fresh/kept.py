"""Pages that are kept: whole in the memory of a process, their dates in the cache of all.

A page is kept with the state of the tables it was made from, and is used only while they are in
that state. So it does not matter to anybody whether a page is kept, by whom and for how long.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock

from django.core.cache import cache

from tracker.base.web.fresh.questions import Questions

REMEMBERED_SECONDS = 2 * 3_600
"""For how long it is known, after a page was made, since when it has said what it says."""
_SLOW_SECONDS, _REST_SECONDS = 0.5, 10


@dataclass(frozen=True, slots=True)
class Dated:
    """What a page says, and since when.

    A date names seconds, and within one a page may say two things. So a date answers for a page
    only once it is sure: once the page was still the same in a later second, which then becomes
    its date and, of all that is ever said at this address, its alone.

    Attributes:
        digest: of its body.
        second: since when, in seconds since 1970, by the database's clock.
        is_sure: whether a reader who has a page of this date has this page.
    """

    digest: str
    second: int
    is_sure: bool = False

    def seen_at(self, second: int) -> Dated:
        """The same page, found unchanged."""
        if self.is_sure or second <= self.second:
            return self
        return replace(self, second=second, is_sure=True)


@dataclass(slots=True)
class KeptPage:
    """A page as it is answered, and what it was made from.

    Attributes:
        headers: of the answer, without those that name its body.
        body: the page.
        marks: the state of each table that it was made from, None for one never changed.
        made_in: the day on which it was made, or the hour of it.
        asked_with: headers of the request that it varies by.
        dated: its digest and date.
        questions: what it asked the database; None where that cannot be asked again.
        codings: the body in each coding that was asked for.
    """

    headers: Mapping[str, str]
    body: bytes
    marks: Mapping[str, str | None]
    made_in: str
    asked_with: Mapping[str, str]
    dated: Dated
    questions: Questions | None = None
    codings: dict[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes that it takes, about: those of its codings, made later, are less than half."""
        asked = len(self.questions.packed) if self.questions else 0
        return len(self.body) * 3 // 2 + asked + 2_000


class PagesInMemory:
    """The pages that were asked for last, no more than so many bytes of them.

    Args:
        most_bytes: of all.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._pages: OrderedDict[str, tuple[KeptPage, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: str) -> KeptPage | None:
        """The page of an address, which is the newest from now on."""
        with self._lock:
            if key not in self._pages:
                return None
            self._pages.move_to_end(key)
            return self._pages[key][0]

    def put(self, key: str, page: KeptPage) -> None:
        """Keep a page in the place of the one before, and let the oldest go."""
        with self._lock:
            _page, size = self._pages.pop(key, (None, 0))
            self._bytes -= size
            if page.size > self._most // 4:
                return
            self._pages[key] = page, page.size
            self._bytes += page.size
            while self._bytes > self._most:
                _key, (_page, size) = self._pages.popitem(last=False)
                self._bytes -= size


class PageDates:
    """Since when pages have said what they say, in the cache that all processes share.

    Without the cache, dates begin anew. One that is silent is left alone for a while.
    """

    def __init__(self) -> None:
        self._asked_again_at = 0.0

    def of(self, key: str) -> Dated | None:
        """What is known of an address."""
        began = time.monotonic()
        if began < self._asked_again_at:
            return None
        found = cache.get(_name(key))
        self._rest_after(began)
        return Dated(*found) if found else None

    def note(self, key: str, dated: Dated) -> None:
        """Keep what an address says."""
        began = time.monotonic()
        if began < self._asked_again_at:
            return
        cache.set(_name(key), (dated.digest, dated.second, dated.is_sure), REMEMBERED_SECONDS)
        self._rest_after(began)

    def _rest_after(self, began: float) -> None:
        ended = time.monotonic()
        if ended - began > _SLOW_SECONDS:
            self._asked_again_at = ended + _REST_SECONDS


def _name(key: str) -> str:
    return f"page-date:{key}"
