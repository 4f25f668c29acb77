"""Dates as the reader's language writes them: Django's, and in French "1er août" for "1 août"."""

from __future__ import annotations

import datetime as dt
import re

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
    style = formats.get_format(form)
    if moment.day == 1 and (get_language() or "").startswith("fr"):
        style = _DAY_OF_MONTH.sub(r"j\\e\\r", style)
    return formats.date_format(moment, style)
