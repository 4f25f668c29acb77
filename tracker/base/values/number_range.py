"""Numbers of a figure or a range: low, best and high, each known or not, and rising."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from decimal import Decimal
from itertools import pairwise
from typing import Self

from tracker.base.values.refusal import InvalidValueError
from tracker.base.values.sentence import Sentence, gettext_noop

MOST = Decimal(10) ** 11
"""Figures are below this; the columns hold eleven digits before the point and three after."""
PLACES = 3

_NOT_A_NUMBER = Sentence("not_a_number", gettext_noop("This is not a number."))
_NEGATIVE = Sentence("negative", gettext_noop("A figure cannot be negative."))
_TOO_LARGE = Sentence("too_large", gettext_noop("This number is too large."))
_TOO_EXACT = Sentence("too_exact", gettext_noop("At most three decimals."))
_OUT_OF_ORDER = gettext_noop("%(lower)s is more than %(upper)s: give the smaller number first.")

_WRITTEN = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")

Number = Decimal | int | str


def amount(value: Number | None, *, field: str | None = None) -> Decimal | None:
    """Read a number of a figure or a range; None stays None.

    Args:
        value: a number, or how one is written.
        field: the field that a fault is said of.

    Raises:
        InvalidValueError: ``not_a_number``, ``negative``, ``too_large`` or ``too_exact`` (more
            than three decimals).
    """
    if value is None:
        return None
    if isinstance(value, str) and not _WRITTEN.fullmatch(value.strip()):
        raise InvalidValueError(_NOT_A_NUMBER, field=field)
    number = Decimal(value)
    if not number.is_finite():
        raise InvalidValueError(_NOT_A_NUMBER, field=field)
    if number < 0:
        raise InvalidValueError(_NEGATIVE, field=field)
    if number >= MOST:
        raise InvalidValueError(_TOO_LARGE, field=field)
    if number != round(number, PLACES):
        raise InvalidValueError(_TOO_EXACT, field=field)
    return number


@dataclass(frozen=True, slots=True)
class NumberRange:
    """What is given of low, best and high."""

    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None

    @classmethod
    def read(
        cls,
        *,
        low: Number | None = None,
        best: Number | None = None,
        high: Number | None = None,
        prefix: str = "",
        as_published: bool = False,
    ) -> Self:
        """Read the three numbers.

        Args:
            low: the lower end.
            best: the number that is held to be right.
            high: the upper end.
            prefix: stands before "low", "best" and "high" in the field that a fault is said of.
            as_published: whether a fall is kept, as in a data set that was published with it.

        Raises:
            InvalidValueError: what ``amount`` refuses, and ``out_of_order``: they fall.
        """
        numbers = cls(
            amount(low, field=f"{prefix}low"),
            amount(best, field=f"{prefix}best"),
            amount(high, field=f"{prefix}high"),
        )
        if not as_published:
            numbers.check_rising(prefix=prefix)
        return numbers

    @property
    def given(self) -> dict[str, Decimal]:
        """The numbers that are known, by name, from low to high."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: number for name, number in named if number is not None}

    def check_rising(self, *, prefix: str = "") -> None:
        """Refuse numbers that fall.

        Raises:
            InvalidValueError: ``out_of_order``; the field is the one that is too high.
        """
        for (name, lower), (other, upper) in pairwise(self.given.items()):
            if lower > upper:
                sentence = Sentence(
                    "out_of_order",
                    _OUT_OF_ORDER,
                    {"lower": f"{lower:f}", "upper": f"{upper:f}"},
                )
                too_high = name if "low" in name or other == "high" else other
                raise InvalidValueError(sentence, field=f"{prefix}{too_high}")
