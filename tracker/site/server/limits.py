"""How much one network may ask of the public pages and the API, by what it costs.

Every address costs a unit, dear ones more; so many units are free a minute. The count is kept in
the broker's server. While that is away each process counts for itself: readers are served, and one
network cannot take everything even then. Who works at the desk is not counted.
"""

from __future__ import annotations

import logging
import math
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from sources.replay.door import refused
from sources.replay.origin import is_replay
from tracker.base.people.models import role_of
from tracker.base.people.role import STAFF
from tracker.base.web.callers import calling_network
from tracker.site.api import Pages, shape_error
from tracker.site.server.renewing import is_renewing

log = logging.getLogger(__name__)

WINDOW_SECONDS = 60
UNCOUNTED = frozenset({"health", "health_of_all", "public:robots"})
COSTS = {
    "report_error": 20,
    "report_error_of_pair": 20,
    "report_error_of_dossier": 20,
    "report_error_of_party": 20,
    "report_error_of_publisher": 20,
    "report_error_of_source": 20,
    "report_error_of_capture": 20,
    "public:search": 10,
    "api:search": 10,
    "public:ledger_export": 100,
    "public:change": 10,
    "public:capture_file": 5,
    "public:capture_wacz": 10,
    "public:provenance": 5,
    "public:provenance_data": 5,
    "public:replay": 5,
    "public:claim_picture": 5,
    "public:dossier_picture": 5,
    "public:pair_picture": 5,
    "public:capture": 5,
    "public:evidence": 3,
    "memento:timegate": 3,
    "memento:timemap_json": 3,
    "memento:timemap_link": 3,
    "public:incident": 3,
    "public:incident_chart": 8,
    "public:incident_cite": 3,
    "public:incident_figures": 3,
    "public:timestamp_certificates": 3,
    "feeds:changes": 5,
    "feeds:claims": 5,
    "feeds:verdicts": 5,
    "api:summary": 10,
    "api:schema": 20,
    "api:capture-detail": 5,
}
"""Units of addresses that cost more than a page; `tests.bench hostile_clients` measures them."""
ROWS_OF_A_UNIT = 10
"""Rows of a list of the API that cost a unit together."""
BROKER_REST_SECONDS = 10
"""For how long the broker's server is not asked again after it did not answer."""
MOST_NETWORKS = 10_000


def cost_of(name: str, query: Any) -> int:
    """Units of a request.

    Args:
        name: of the address, such as ``public:search``.
        query: its parameters.
    """
    if name.startswith("api:") and name.endswith("-list"):
        rows = Pages.rows_asked(query.get("page_size")) or Pages.max_page_size
        return 1 + rows // ROWS_OF_A_UNIT
    return COSTS.get(name, 1)


class _Spending:
    """What each network has spent in the present minute."""

    def __init__(self) -> None:
        self._here: Counter[str] = Counter()
        self._window = 0
        self._asked_again_at = 0.0

    def add(self, request: HttpRequest, cost: int) -> int | None:
        """Count a request; the seconds until more is free where that was too much, else None."""
        now = time.time()
        window, passed = divmod(now, WINDOW_SECONDS)
        caller = calling_network(
            request.META.get("REMOTE_ADDR", ""),
            request.headers.get("X-Forwarded-For", ""),
            proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT,
        )
        if self._add(caller, cost, int(window), now) <= settings.PAGE_BUDGET:
            return None
        return math.ceil(WINDOW_SECONDS - passed)

    def _add(self, caller: str, cost: int, window: int, now: float) -> int:
        if now >= self._asked_again_at:
            key = f"spent:{window}:{caller}"
            try:
                cache.add(key, 0, 2 * WINDOW_SECONDS)
                return int(cache.incr(key, cost))
            except (RedisError, ValueError) as error:
                log.warning("Requests are counted by each process: %s", type(error).__name__)
                self._asked_again_at = now + BROKER_REST_SECONDS
        if window != self._window or len(self._here) > MOST_NETWORKS:
            self._window, self._here = window, Counter()
        self._here[caller] += cost
        return self._here[caller]


class ReplayLimitMiddleware:
    """The same limit at the replay's origin, where nobody is signed in; must stand before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._spending = _Spending()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on, or refuse it in plain text."""
        if not settings.PAGE_BUDGET or not is_replay(request):
            return self.get_response(request)
        seconds = self._spending.add(request, COSTS["public:replay"])
        if seconds is None:
            return self.get_response(request)
        return _headers(refused(429, f"Too much at once. Ask again in {seconds} seconds."), seconds)


class LimitMiddleware:
    """Refuses, politely, whoever has asked for too much within the minute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._spending = _Spending()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on; it is counted before its view, below."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Count the request; None to go on, or the refusal."""
        match = request.resolver_match
        name = match.view_name if match else ""
        if not settings.PAGE_BUDGET or name in UNCOUNTED or is_renewing(request):
            return None
        if role_of(request.user) in STAFF:
            return None
        seconds = self._spending.add(request, cost_of(name, request.GET))
        return None if seconds is None else _refusal(request, name, seconds=seconds)


def _refusal(request: HttpRequest, name: str, *, seconds: int) -> HttpResponseBase:
    response: HttpResponseBase
    if name.startswith("api"):
        message = _("Too much was asked for at once. Ask again in %(seconds)s seconds.")
        error = shape_error("throttled", message % {"seconds": seconds})
        response = JsonResponse(error, status=429)
    else:
        response = render(request, "too_much.html", {"seconds": seconds}, status=429)
    return _headers(response, seconds)


def _headers(response: HttpResponseBase, seconds: int) -> HttpResponseBase:
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
