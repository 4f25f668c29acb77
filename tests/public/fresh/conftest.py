from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.public.evidence import page, replay
from tracker.site.server import fresh_pages

Asked = Callable[..., tuple[Any, int]]


def told(answer: Any) -> dict[str, str]:
    """The headers of an answer, without its date, which comes to be sure."""
    return {name: said for name, said in answer.items() if name != "Last-Modified"}


@pytest.fixture
def ask(client: Client, transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """Ask as a reader, all within one hour: the answer, and how many queries it took."""
    hour = timezone.now()
    clock = SimpleNamespace(now=lambda: hour, localdate=timezone.localdate)
    for made_by_the_hour in (fresh_pages, page, replay):
        monkeypatch.setattr(made_by_the_hour, "timezone", clock)
    cache.clear()

    def asked(path: str, *, head: bool = False, **headers: str) -> tuple[Any, int]:
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
