"""What may stand in a field: the checks that several operations share."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from tracker.base.acts.refusal import Refusal
from tracker.base.values.precision import DatePrecision

_Word = TypeVar("_Word", bound=StrEnum)

MOST = Decimal(10) ** 11
"""Figures are below this; the columns hold eleven digits before the point and three after."""
_PLACES = 3


def text(value: str, *, field: str, required: bool = False, longest: int | None = None) -> str:
    """Give `value` back without the white space around it.

    Refuses with `required`, `too_long` (more than `longest` characters) or `unreadable` (it holds
    a NUL, which no database text can).
    """
    value = value.strip()
    if "\x00" in value:
        raise Refusal(
            _("There is a character in it that cannot be kept. Type the text again."),
            code="unreadable",
            field=field,
        )
    if required and not value:
        raise Refusal(_("This is needed."), code="required", field=field)
    if longest is not None and len(value) > longest:
        raise Refusal(
            _("This is too long: at most %(longest)s characters.") % {"longest": longest},
            code="too_long",
            field=field,
        )
    return value


def word(value: str, kind: type[_Word], *, field: str) -> _Word:
    """Read `value` as a member of `kind`; refuses with `unknown_value`."""
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(member.value for member in kind)
        raise Refusal(
            _('"%(value)s" is not one of: %(known)s.') % {"value": value, "known": known},
            code="unknown_value",
            field=field,
        ) from None


def choice(value: str, known: list[str], *, field: str) -> str:
    """Check that `value` is one of `known`; refuses with `unknown_value`."""
    if value not in known:
        raise Refusal(
            _('"%(value)s" is not one of: %(known)s.')
            % {"value": value, "known": ", ".join(known)},
            code="unknown_value",
            field=field,
        )
    return value


def day(value: date | None, precision: str, *, field: str) -> tuple[date | None, str]:
    """Check that a date and how exactly it is known come together.

    An empty `precision` is "day" for a date and "unknown" for none. Refuses with
    `precision_without_date` or `date_without_precision`.
    """
    if not precision:
        precision = DatePrecision.UNKNOWN.value if value is None else DatePrecision.DAY.value
    choice(precision, DatePrecision.values, field=f"{field}_precision")
    if value is None and precision != DatePrecision.UNKNOWN:
        raise Refusal(
            _("Give the date, or say that it is unknown."),
            code="precision_without_date",
            field=field,
        )
    if value is not None and precision == DatePrecision.UNKNOWN:
        raise Refusal(
            _("Say how exactly this date is known: to the day, the month or the year."),
            code="date_without_precision",
            field=f"{field}_precision",
        )
    return value, precision


def not_in_future(value: date | None, *, at: datetime, field: str) -> None:
    """Refuse, with `in_future`, a day that has begun nowhere on earth at `at`."""
    if value is not None and value > at.date() + timedelta(days=1):
        raise Refusal(
            _("This date lies in the future. Check the year."), code="in_future", field=field
        )


def amount(value: Decimal | int | None, *, field: str) -> Decimal | None:
    """Read a number of a figure or a range.

    Refuses with `not_a_number`, `negative`, `too_large` or `too_exact` (more than three decimals).
    """
    if value is None:
        return None
    number = Decimal(value)
    if not number.is_finite():
        raise Refusal(_("This is not a number."), code="not_a_number", field=field)
    if number < 0:
        raise Refusal(_("A figure cannot be negative."), code="negative", field=field)
    if number >= MOST:
        raise Refusal(_("This number is too large."), code="too_large", field=field)
    if number != round(number, _PLACES):
        raise Refusal(_("At most three decimals."), code="too_exact", field=field)
    return number


def rising(numbers: dict[str, Decimal | None]) -> None:
    """Check that the numbers do not fall, in the order given: low, best, high.

    Refuses with `out_of_order`; the field is the one that is too high.
    """
    given = [(field, number) for field, number in numbers.items() if number is not None]
    for (field, lower), (other, upper) in pairwise(given):
        if lower > upper:
            raise Refusal(
                _("%(lower)s is more than %(upper)s: low, best and high have to rise.")
                % {"lower": f"{lower:f}", "upper": f"{upper:f}"},
                code="out_of_order",
                field=field if field.endswith("low") or other.endswith("high") else other,
            )


def free(model: type[models.Model], field: str, value: str) -> None:
    """Refuse with `<field>_taken` if a row of `model` has `value` already."""
    if model._default_manager.filter(**{field: value}).exists():  # noqa: SLF001 - documented name
        raise Refusal(
            _('"%(value)s" is taken. Choose another name.') % {"value": value},
            code=f"{field}_taken",
            field=field,
        )
