"""When the clock and the workers were last seen, for `/health/all/`.

Each writes a mark into the broker's server every few seconds; it is gone a while after they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from django.core.cache import cache
from redis.exceptions import RedisError

CLOCK = "clock"
EVERY_SECONDS = 10
"""How often a mark is renewed, at most."""
KEPT_SECONDS = 3600
SILENT_SECONDS = 120
"""Silence after which one is taken for dead; a capture under way does not silence a worker."""


def of_queue(queue: str) -> str:
    """The name of whoever takes work from a queue."""
    return f"queue:{queue}"


def leave(names: Iterable[str], *, at: datetime) -> None:
    """Leave a mark; without the broker's server there is none, and work goes on."""
    with suppress(RedisError):
        cache.set_many({_key(name): at.timestamp() for name in names}, KEPT_SECONDS)


def seconds_silent(names: Iterable[str], *, at: datetime) -> dict[str, float | None]:
    """For how long each has left no mark; None if none is known.

    Raises:
        RedisError: nobody can be asked.
    """
    wanted = list(names)
    marks = cache.get_many([_key(name) for name in wanted])
    return {
        name: max(at.timestamp() - marks[_key(name)], 0.0) if _key(name) in marks else None
        for name in wanted
    }


def _key(name: str) -> str:
    return f"alive:{name}"
