"""A date as far as it is known: to the day, the month, the year, or not at all."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from tracker.base.language.retrieval.written_days import typed_days
from tracker.base.values.precision import DatePrecision
from tracker.base.values.refusal import InvalidValueError
from tracker.base.values.sentence import Sentence, gettext_noop

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_SHOWN = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}

_UNREADABLE = Sentence(
    "partial_date",
    gettext_noop("Write the date as 2024-07-27, 2024-07 or 2024, or leave it empty."),
)
_EITHER = gettext_noop("This may be %(first)s or %(second)s. Write the one that is meant.")
_NO_PRECISION = Sentence(
    "unknown_value",
    gettext_noop("A date is known to the day, the month or the year, or it is unknown."),
)
_NO_DATE = Sentence(
    "precision_without_date", gettext_noop("Give the date, or say that it is unknown.")
)
_HOW_EXACT = Sentence(
    "date_without_precision",
    gettext_noop("Say how exactly this date is known: to the day, the month or the year."),
)
_IN_FUTURE = Sentence("in_future", gettext_noop("This date lies in the future. Check the year."))


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date, and the part of it that is known. Made without arguments it is unknown.

    Whatever day of a month or year is given, ``day`` is the first one: two dates of which the
    same is known are equal.

    Args:
        day: any day of what is known; None if nothing is.
        precision: the part that is known.

    Raises:
        InvalidValueError: ``precision_without_date`` or ``date_without_precision``.
    """

    day: date | None = None
    precision: DatePrecision = DatePrecision.UNKNOWN

    def __post_init__(self) -> None:
        if self.day is None and self.precision is not DatePrecision.UNKNOWN:
            raise InvalidValueError(_NO_DATE)
        if self.day is not None and self.precision is DatePrecision.UNKNOWN:
            raise InvalidValueError(_HOW_EXACT)
        object.__setattr__(self, "day", self._first())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2024-07-27``, ``2024-07``, ``2024`` or nothing, which is unknown.

        Raises:
            InvalidValueError: ``partial_date``; it is written otherwise, or the calendar has no
                such day.
        """
        text = text.strip()
        if not text:
            return cls()
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise InvalidValueError(_UNREADABLE)
        year, month, day = found.groups()
        precision = DatePrecision.DAY if day else DatePrecision.MONTH
        try:
            known = date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            raise InvalidValueError(_UNREADABLE) from None
        return cls(known, precision if month else DatePrecision.YEAR)

    @classmethod
    def typed(cls, text: str) -> Self:
        """Read a date in the order of whoever types it: ``27/07/2024``, ``27 juillet 2024``.

        Raises:
            InvalidValueError: ``partial_date``; or ``ambiguous_date``, where the day or the month
                may come first: nobody guesses which.
        """
        try:
            return cls.parse(text)
        except InvalidValueError:
            days = typed_days(text)
            if not days:
                raise
        dates = ["-".join(f"{part:02}" for part in day if part) for day in days]
        if len(dates) > 1:
            raise InvalidValueError(
                Sentence("ambiguous_date", _EITHER, {"first": dates[0], "second": dates[1]})
            )
        return cls.parse(dates[0])

    @classmethod
    def of(cls, day: date | None, precision: str, *, field: str | None = None) -> Self:
        """Put two columns together.

        Args:
            day: any day of what is known.
            precision: the word of a ``DatePrecision``.
            field: the field that a fault is said of.

        Raises:
            InvalidValueError: ``unknown_value``, ``precision_without_date`` or
                ``date_without_precision``.
        """
        try:
            known = DatePrecision(precision)
        except ValueError:
            raise InvalidValueError(_NO_PRECISION, field=field) from None
        try:
            return cls(day, known)
        except InvalidValueError as error:
            raise error.at(field) from None

    def __str__(self) -> str:
        return "" if self.day is None else self.day.isoformat()[: _SHOWN[self.precision]]

    @property
    def is_known(self) -> bool:
        """Whether anything of the date is known."""
        return self.day is not None

    @property
    def last(self) -> date | None:
        """The last day that it can have been; None if nothing is known."""
        if self.day is None or self.precision is DatePrecision.DAY:
            return self.day
        month = 12 if self.precision is DatePrecision.YEAR else self.day.month
        return date(self.day.year, month, calendar.monthrange(self.day.year, month)[1])

    def is_before(self, other: PartialDate) -> bool:
        """Whether it lies before the other, whatever days the two may stand for."""
        return self.last is not None and other.day is not None and self.last < other.day

    def not_after(self, at: datetime, *, field: str) -> Self:
        """Give itself back, unless it has begun nowhere on earth at a moment.

        Raises:
            InvalidValueError: ``in_future``.
        """
        if self.day is not None and self.day > at.date() + timedelta(days=1):
            raise InvalidValueError(_IN_FUTURE, field=field)
        return self

    def _first(self) -> date | None:
        if self.day is None or self.precision is DatePrecision.DAY:
            return self.day
        month = 1 if self.precision is DatePrecision.YEAR else self.day.month
        return date(self.day.year, month, 1)


UNKNOWN_DATE = PartialDate()
