from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from claims.models import Claim
from claims.operations.record import record_place
from claims.public.evidence import page, replay
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_figure,
    a_pair,
    a_party,
    a_quotation,
    a_user,
    a_verdict,
)
from tests.public.captures import a_capture, a_finding
from tests.public.looks import a_change, a_quoted_page
from tests.stranger.surfaces import addresses
from tracker.site.server import fresh_pages
from tracker.site.server.fresh_pages import PAGES

Asked = Callable[..., tuple[Any, int]]


def told(answer: Any) -> dict[str, str]:
    """The headers of an answer, without its date, which comes to be sure."""
    return {name: said for name, said in answer.items() if name != "Last-Modified"}


def a_scene() -> None:
    """One of everything that pages are of."""
    pair = a_pair()
    citation = a_citation(pair.answers)
    a_finding(a_quotation(citation.page), a_capture(citation.page))
    a_verdict(pair.answers)
    army = a_party()
    for best in (10, 30):
        drawn = [a_figure(best=best, subjects=[army])]
        a_claim(incident=pair.answers.incident, figures=drawn)
    a_change(a_quoted_page())
    a_claim(place=record_place(name="Ford", slug="ford", by=a_user(), at=AT))


def every_page() -> Iterator[tuple[str, str]]:
    """Every page with its name."""
    for address in (*addresses(), _embedding()):
        with suppress(Resolver404):
            name = resolve(address.partition("?")[0]).view_name
            if name in PAGES:
                yield name, address


def _embedding() -> str:
    page = settings.SITE_URL + reverse("public:claim", args=[Claim.objects.earliest("pk").pk])
    return f"{reverse('public:oembed')}?{urlencode({'url': page})}"


@pytest.fixture
def ask(client: Client, transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """Ask as a reader, all within one hour: the answer, and how many queries it took."""
    hour = timezone.now()
    clock = SimpleNamespace(now=lambda: hour, localdate=timezone.localdate)
    for made_by_the_hour in (fresh_pages, page, replay):
        monkeypatch.setattr(made_by_the_hour, "timezone", clock)
    cache.clear()

    def asked(path: str, *, head: bool = False, **headers: str) -> tuple[Any, int]:
        reset_queries()  # a connection keeps no more than so many of all that it was ever asked
        with CaptureQueriesContext(connection) as queries:
            answer = (client.head if head else client.get)(path, headers=headers)
        return answer, len(queries)

    yield asked
    cache.clear()


@pytest.fixture
def elsewhere(transactional_db: None) -> Iterator[Callable[[], Any]]:
    """Other connections, each with a transaction that waits for nobody longer than a moment."""
    opened = []

    def another() -> Any:
        other = connection.copy()
        other.set_autocommit(False)
        opened.append(other)
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        return other

    yield another
    for other in opened:
        other.close()
