"""Numbers in a reader's writing."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language


def number(value: Decimal) -> str:
    """Write a number as the reader's language does, without idle noughts: ``1,200``, ``2.5``."""
    return _written(value, get_language())


# A page writes few numbers, and each of them many times.
@lru_cache(maxsize=4_000)
def _written(value: Decimal, _language: str | None) -> str:
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return str(formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True))
