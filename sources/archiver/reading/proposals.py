"""What may be proposed for a page's own fields from what a sealed copy of it says.

A proposal is what the copy says in the form the field has, or nothing: a date that cannot be read
in one way, a day that had not come when the copy was made or a language that is no code gives none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

from sources.archiver.reading.markup.page_metadata import FROM
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.precision import DatePrecision
from tracker.base.values.refusal import InvalidValueError

EARLIEST = date(1900, 1, 1)
LONGEST_TITLE = 500
# A time that follows a day of ISO 8601, and PDF's own form of a date.
_TIME = re.compile(r"(?<=\A\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*\Z", re.DOTALL)
_TOGETHER = re.compile(r"\A(?:D:)?(\d{4})(\d{2})(\d{2})(?:[T\d].*)?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value for one field, and where in the copy it stands."""

    value: str
    source: str
    """json-ld, og, meta, markup, or nothing where the kind of file has only one place."""
    date: PartialDate = UNKNOWN_DATE


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
    language = _language(said.get("language", ""))
    if language:
        found["language"] = Proposed(language, said.get("language" + FROM, ""))
    written = said.get("date", "").strip()
    dated = read_date(written)
    if dated.day and EARLIEST <= dated.day <= at.date() + timedelta(days=1):
        found["published"] = Proposed(written, said.get("date" + FROM, ""), dated)
    return found


def _language(said: str) -> str:
    """The language of a tag, as pages write tags (``en_US``); nothing if it is none."""
    try:
        return LanguageTag.parse(said.replace("_", "-")).language
    except InvalidValueError:
        return ""


def read_date(written: str) -> PartialDate:
    """Read a date that can be read in one way only.

    ISO 8601, the date of a PDF (ISO 32000, 7.9.4) and that of e-mail and RSS (RFC 5322). The day is
    the one that is written, in the writer's own time zone.

    Returns:
        The date as far as it is known; unknown if it cannot be read.
    """
    together = _TOGETHER.match(written)
    plain = "-".join(together.groups()) if together else _TIME.sub("", written)
    try:
        return PartialDate.parse(plain)
    except InvalidValueError:
        return _read_mail_date(written)


def _read_mail_date(written: str) -> PartialDate:
    try:
        return PartialDate(parsedate_to_datetime(written).date(), DatePrecision.DAY)
    except (ValueError, IndexError, TypeError, OverflowError):
        return UNKNOWN_DATE
