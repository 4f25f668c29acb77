"""Dates in a reader's words, as exactly as they are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

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
    """Write the dates of an incident: one date, or the first and the last.

    Of a month and a day in it the month holds both: it is told alone.
    """
    first, last = PartialDate.of(start, start_precision), PartialDate.of(end, end_precision)
    if start is None or end is None or _holds(first, last):
        return partial_date(start, start_precision)
    closing = partial_date(end, end_precision)
    if _holds(last, first):
        return closing
    if start_precision == end_precision and start.year == end.year:
        is_one_month = start.month == end.month
        forms = {DatePrecision.DAY: "j" if is_one_month else "j F", DatePrecision.MONTH: "F"}
        return f"{written_date(start, forms[DatePrecision(start_precision)])}–{closing}"
    return f"{partial_date(start, start_precision)} – {closing}"


def span_of(dates: Iterable[PartialDate]) -> str:
    """Write from when to when some dates are, as far as any of them is known; else ""."""
    spans = [(day, last, each) for each in dates if (day := each.day) and (last := each.last)]
    if not spans:
        return ""
    # Of those that begin together, or end together, the one that is known least holds the others.
    *_, first = min(spans, key=lambda span: (span[0], -span[1].toordinal()))
    *_, end = max(spans, key=lambda span: (span[1], -span[0].toordinal()))
    return date_span(first.day, first.precision, end.day, end.precision)


def _holds(one: PartialDate, other: PartialDate) -> bool:
    """Whether all of another date lies within one."""
    if one.day is None or one.last is None or other.day is None or other.last is None:
        return False
    return one.day <= other.day and other.last <= one.last
