"""The cache, without which everything goes on: nothing is found in it while it is away."""

from __future__ import annotations

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class PatientCache(RedisCache):
    """A cache whose server may be away: reads find nothing, writes are lost, nobody is refused.

    What must hold all the same is kept in the database, as the limits of signing in are.
    """

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        """Whether the key was free; it is, where nobody can say."""
        return bool(self._try(True, super().add, key, value, *args, **kwargs))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """What is kept, or ``default``."""
        return self._try(default, super().get, key, default, version)

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        """Keep it, if that can be done."""
        self._try(None, super().set, key, value, *args, **kwargs)

    def touch(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        """Whether it is kept for longer."""
        return bool(self._try(False, super().touch, key, *args, **kwargs))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Whether it was there."""
        return bool(self._try(False, super().delete, key, version))

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        """What is kept of these."""
        found: dict[Any, Any] = self._try({}, super().get_many, keys, version)
        return found

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """Whether it is kept."""
        return bool(self._try(False, super().has_key, key, version))

    def _try(self, otherwise: Any, do: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return do(*args, **kwargs)
        except RedisError as error:
            log.warning("The cache is away: %s", type(error).__name__)
            return otherwise
