"""Numbers in a reader's writing."""

from __future__ import annotations

from decimal import Decimal

from django.utils import formats


def number(value: Decimal) -> str:
    """Write a number as the reader's language does, without idle noughts: ``1,200``, ``2.5``."""
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return str(formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True))
