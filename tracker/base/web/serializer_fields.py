"""How numbers and dates are written in the API."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tracker.base.values.partial_date import PartialDate


@extend_schema_field({"type": "number", "nullable": True})
class Number(serializers.Field[Decimal, Any, Any, Any]):
    """A decimal as a JSON number, whole where it is whole."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Decimal) -> int | float:
        """``Decimal("40.000")`` is 40, ``Decimal("2.5")`` is 2.5."""
        return as_number(value)


def as_number(value: Decimal) -> int | float:
    """The number as JSON writes it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


@extend_schema_field(
    {
        "type": "string",
        "nullable": True,
        "description": "ISO 8601, no longer than it is known: 2025, 2025-09 or 2025-09-02.",
        "example": "2025-09",
    }
)
class KnownDate(serializers.Field[Any, Any, Any, Any]):
    """A date cut to what is known of it; null where nothing is.

    Args:
        field: the column of the date.
        precision: the column of how exactly it is known, if it is not ``<field>_precision``.
    """

    def __init__(self, field: str, *, precision: str = "", **kwargs: Any) -> None:
        self.of, self.known_to = field, precision or f"{field}_precision"
        super().__init__(read_only=True, source="*", **kwargs)

    def to_representation(self, value: object) -> str | None:
        """``2025-09-01`` known to the month is ``2025-09``."""
        return str(PartialDate.of(getattr(value, self.of), getattr(value, self.known_to))) or None
