from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from sources.archiver.network.fetch import fetch
from sources.archiver.network.resolve import TableResolver
from sources.archiver.values import Allowance, Fetched, Limits, Resolver
from tests.archiver.world import World

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
AGENT = "Counterclaim-test/1 (+http://localhost/methodology/)"
LIMITS = Limits(total_seconds=60, connect_seconds=60)
"""Longer than a busy machine keeps an answer waiting: what is slow on purpose states its own."""

Fetch = Callable[..., Fetched]


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


@pytest.fixture
def fetch_from(world: World) -> Fetch:
    """Fetch a path of the world; limits by name."""

    def call(
        path: str = "/", *, url: str = "", resolver: Resolver | None = None, **limits: Any
    ) -> Fetched:
        return fetch(
            url or world.url(path),
            limits=replace(LIMITS, **limits),
            allowance=Allowance.parse([world.place]),
            resolver=resolver or TableResolver({}),
            agent=AGENT,
            at=AT,
        )

    return call
