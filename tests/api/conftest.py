from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

Get = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    """Each test starts with no requests counted against its address."""
    cache.clear()


@pytest.fixture
def get(client: Client, db: None) -> Get:
    """Ask the API for a path under /api/v1/ and give back what its JSON says."""

    def ask(path: str, *, status: int = 200, **query: object) -> dict[str, Any]:
        answer = client.get(f"/api/v1/{path}", query)
        assert answer.status_code == status, answer.content
        return dict(answer.json())

    return ask
