"""Dates in a reader's words, as exactly as they are known."""

from __future__ import annotations

import datetime as dt

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision
from tracker.base.writing.days import written_date


def partial_date(date: dt.date | None, precision: str) -> str:
    """Write a date no more exactly than it is known: ``27 July 2024``, ``July 2024``, ``2024``."""
    if date is None:
        return _("date not known")
    match DatePrecision(precision):
        case DatePrecision.DAY:
            return written_date(date)
        case DatePrecision.MONTH:
            return written_date(date, "F Y")
        case DatePrecision.YEAR:
            return written_date(date, "Y")
        case DatePrecision.UNKNOWN:
            return _("date not known")


def time_tag(date: dt.date | None, precision: str) -> SafeString | str:
    """Wrap a partly known date in ``<time>``, or say that it is not known."""
    words = partial_date(date, precision)
    if date is None:
        return words
    return format_html('<time datetime="{}">{}</time>', str(PartialDate.of(date, precision)), words)


def date_span(
    start: dt.date | None, start_precision: str, end: dt.date | None, end_precision: str
) -> str:
    """Write the dates of an incident: one date, or the first and the last."""
    first, last = partial_date(start, start_precision), PartialDate.of(end, end_precision)
    if start is None or end is None or PartialDate.of(start, start_precision) == last:
        return first
    if start_precision == end_precision == DatePrecision.DAY and start.year == end.year:
        opening = written_date(start, "j" if start.month == end.month else "j F")
        return f"{opening}–{partial_date(end, end_precision)}"
    return f"{first} – {partial_date(end, end_precision)}"
