"""What may be proposed for a page's own fields from what a sealed copy of it says.

A proposal is what the copy says in the form the field has, or nothing: a date that cannot be read
in one way, a day that had not come when the copy was made or a language that is no code gives none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

from sources.archiver.reading.page_metadata import FROM

EARLIEST = date(1900, 1, 1)
LONGEST_TITLE = 500
# ISO 8601 with a year, a month or a day, and PDF's own form of it; a time may follow the day.
_ISO = re.compile(r"\A(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}.*)?)?)?\Z", re.DOTALL)
_TOGETHER = re.compile(r"\A(?:D:)?(\d{4})(\d{2})(\d{2})(?:[T\d].*)?\Z", re.DOTALL)
_LANGUAGE = re.compile(r"\A([a-zA-Z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*\Z")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value for one field, and where in the copy it stands."""

    value: str
    source: str
    """json-ld, og, meta, markup, or nothing where the kind of file has only one place."""
    day: date | None = None
    precision: str = ""
    """For a date: day, month or year."""


def propose(said: Mapping[str, str], *, at: datetime) -> dict[str, Proposed]:
    """Read proposals from what a copy says of itself.

    Args:
        said: the metadata of an extraction.
        at: when the copy was made.

    Returns:
        Proposals by field: title, author, site, language and published, those that there are.
    """
    found = {
        field: Proposed(said[field].strip()[:LONGEST_TITLE], said.get(field + FROM, ""))
        for field in ("title", "author", "site")
        if said.get(field, "").strip()
    }
    language = _LANGUAGE.match(said.get("language", "").strip())
    if language:
        found["language"] = Proposed(language[1].lower(), said.get("language" + FROM, ""))
    written = said.get("date", "").strip()
    dated = read_date(written)
    if dated and EARLIEST <= dated[0] <= at.date() + timedelta(days=1):
        found["published"] = Proposed(written, said.get("date" + FROM, ""), *dated)
    return found


def read_date(written: str) -> tuple[date, str] | None:
    """Read a date that can be read in one way only.

    ISO 8601, the date of a PDF (ISO 32000, 7.9.4) and that of e-mail and RSS (RFC 5322). The day is
    the one that is written, in the writer's own time zone.

    Returns:
        The first day of what is known, and how exactly it is: day, month or year.
    """
    match = _ISO.match(written) or _TOGETHER.match(written)
    try:
        if match is None:
            return parsedate_to_datetime(written).date(), "day"
        year, month, day = match.groups()
        precision = "day" if day else "month" if month else "year"
        return date(int(year), int(month or 1), int(day or 1)), precision
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
