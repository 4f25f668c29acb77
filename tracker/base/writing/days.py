"""Dates as the reader's language writes them: Django's, and in French "1er août" for "1 août"."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language

LONG_DAY = "j F Y"
"""How a date is written where nothing else is asked for: 27 July 2024."""
_DAY_OF_MONTH = re.compile(r"(?<!\\)j")


def written_date(moment: dt.date, form: str = LONG_DAY) -> str:
    """Write a date, or a date and time.

    Args:
        moment: a time is written as it stands, in its own zone.
        form: as Django's filter ``date`` takes it.
    """
    language = get_language() or ""
    # Two moments that are equal may stand in two zones, and are written differently.
    write = _written if isinstance(moment, dt.datetime) else _day_written
    return write(moment, form, language)


def _written(moment: dt.date, form: str, language: str) -> str:
    style = formats.get_format(form)
    if moment.day == 1 and language.startswith("fr"):
        style = _DAY_OF_MONTH.sub(r"j\\e\\r", style)
    return formats.date_format(moment, style)


_day_written = lru_cache(maxsize=4_000)(_written)
