"""How exactly a date is known. A date that is not known to the day is never shown as if it were."""

from __future__ import annotations

from enum import StrEnum

from tracker.base.values.sentence import gettext_noop


class DatePrecision(StrEnum):
    """The part of a date that is known; the rest of the stored date is padding."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The word for people, marked for translation."""
        return _LABELS[self]


_LABELS = {
    DatePrecision.DAY: gettext_noop("day"),
    DatePrecision.MONTH: gettext_noop("month"),
    DatePrecision.YEAR: gettext_noop("year"),
    DatePrecision.UNKNOWN: gettext_noop("unknown"),
}
