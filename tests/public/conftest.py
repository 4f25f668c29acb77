"""A reader without an account, and the demonstration switched off for the verdicts they read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

Read = Callable[..., str]


@pytest.fixture
def read(client: Client, db: None) -> Read:
    """Open an address as a reader and give back the page, if its status is the one expected."""

    def ask(path: str, *, expect: int = 200, **query: str) -> str:
        answer = client.get(path, query)
        assert answer.status_code == expect, answer.content[:500]
        return answer.content.decode()

    return ask
