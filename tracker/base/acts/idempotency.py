"""Idempotency keys: an act that is asked for twice under one key is done once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.core.cache import cache
from redis.exceptions import RedisError

UNDER_WAY = "."
"""Stands for what an act will come to, while it is being done."""
KEPT_SECONDS = 3600


def once(key: str, act: Callable[[], str]) -> tuple[str, bool]:
    """Do an act, unless it was asked for under the same key within the last hour.

    Without a key, or without the cache, it can be done twice, but it can be done. An act that
    fails leaves its key free, so that it can be tried again.

    Args:
        key: the asker's own, made for this one act; "" for none.
        act: what to do; gives back what it came to, such as an address.

    Returns:
        What the act came to, now or earlier (``UNDER_WAY`` if it has not ended yet), and whether
        it was earlier.
    """
    if not key:
        return act(), False
    with suppress(RedisError):
        if not cache.add(key, UNDER_WAY, KEPT_SECONDS):
            return str(cache.get(key) or UNDER_WAY), True
    try:
        outcome = act()
    except BaseException:
        with suppress(RedisError):
            cache.delete(key)
        raise
    with suppress(RedisError):
        cache.set(key, outcome, KEPT_SECONDS)
    return outcome, False
