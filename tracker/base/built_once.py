"""Querysets that say what may be read are put together once: that costs more than to ask them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.db.models import QuerySet

P = ParamSpec("P")
Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


def built_once(make: Callable[P, Rows]) -> Callable[P, Rows]:
    """Put a queryset together at its first use and give a fresh copy of it at each.

    Args:
        make: depends on nothing but its arguments, which can be hashed: no clock, no reader, no
            language.
    """
    kept = cache(make)

    @wraps(make)
    def copy(*args: P.args, **kwargs: P.kwargs) -> Rows:
        # Of a copy nothing has been fetched, and what is fetched stays in it.
        rows: Rows = kept(*args, **kwargs).all()  # type: ignore[arg-type]
        return rows

    return copy
