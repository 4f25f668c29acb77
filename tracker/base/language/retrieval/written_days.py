"""Days, months and years that a text writes, whatever their form: "25 July 2024", "juillet 2024".

What is looked up by a date is looked up by it as a whole: a 25 beside a 2024 is no day. Read are
the Gregorian months of English, French, Russian and Arabic (as they are called from Morocco to
Iraq), ISO dates and dates of digits; of those the day comes first, unless it cannot.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tracker.base.language.tokens import Token, cut

_LATIN = (
    "january janvier jan janv", "february fevrier feb fev fevr", "march mars mar",
    "april avril apr avr",
    "may mai", "june juin jun", "july juillet jul juil juill", "august aout aug",
    "september septembre sep sept", "october octobre oct", "november novembre nov",
    "december decembre dec",
)  # fmt: skip
_ARABIC = (
    "يناير جانفي", "فبراير فيفري شباط", "مارس اذار", "ابريل افريل نيسان", "مايو ماي ايار",
    "يونيو جوان حزيران", "يوليو جويليه تموز", "اغسطس غشت اوت", "سبتمبر ايلول شتنبر", "اكتوبر",
    "نوفمبر نونبر", "ديسمبر دجنبر",
)  # fmt: skip
_MONTHS = {
    word: number
    for names in (_LATIN, _ARABIC)
    for number, words in enumerate(names, 1)
    for word in words.split()
}
_RUSSIAN = tuple(
    re.compile(rf"(?:{stem})") for stem in (
        "январ[ьяею]м?", "феврал[ьяею]м?", "март[аеу]?", "апрел[ьяею]м?", "ма[йяею]", "июн[ьяею]м?",
        "июл[ьяею]м?", "август[аеу]?", "сентябр[ьяею]м?", "октябр[ьяею]м?", "ноябр[ьяею]м?",
        "декабр[ьяею]м?",
    )
)  # fmt: skip
_LEVANT = {"تشرين": (10, 11), "كانون": (12, 1)}
_SECOND = frozenset(["الثاني", "الثانيه"])
_FILLERS = frozenset(
    ["de", "of", "the", "du", "le", "st", "nd", "rd", "th", "er", "го", ",", ".", "من", "شهر"]
)
"""What may stand between the parts of a date."""
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?![\w-])")
_DIGITS = re.compile(r"(?<![\w./])(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?![\w/])")
_TYPED_DIGITS = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
_TYPED_YEAR_FIRST = re.compile(r"(\d{4})[./ -](\d{1,2})(?:[./ -](\d{1,2}))?")
_TYPED_MONTH = re.compile(r"(\d{1,2})[./ -](\d{4})")
_BESIDE = _FILLERS | {"года", "год", "г", "on", "in", "в", "في", "سنه", "عام"}
"""What may stand beside a date that is typed by itself."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LONGEST_BETWEEN = 6
"""Characters between the parts of a date: "25th of July"."""


class WrittenDay(NamedTuple):
    """A day, a month, a day of a year that is not said, or a year; 0 for what is not said."""

    year: int
    month: int
    day: int
    start: int
    """Where it is written."""
    end: int


def written_days(text: str) -> list[WrittenDay]:
    """Find the dates of a text, in their order; linear in its length.

    Args:
        text: as somebody wrote it.
    """
    found = [*_of_digits(text), *_in_words(text)]
    return sorted(found, key=lambda each: each.start)


def typed_days(text: str) -> list[tuple[int, int, int]]:
    """The dates that somebody may mean who types one and nothing else.

    Args:
        text: a date in the order of whoever types it, in digits or with the name of a month.

    Returns:
        Year, month and day, 0 for what is not said; two where the day or the month may come first,
        and none for what is no date with a year.
    """
    typed = text.strip()
    if match := _TYPED_DIGITS.fullmatch(typed):
        first, second, year = map(int, match.groups())
        found = [(year, second, first), (year, first, second)]
    elif match := _TYPED_YEAR_FIRST.fullmatch(typed):
        year, month, day = (int(part or 0) for part in match.groups())
        found = [(year, month, day)]
    elif match := _TYPED_MONTH.fullmatch(typed):
        month, year = map(int, match.groups())
        found = [(year, month, 0)]
    else:
        found = [(each.year, each.month, each.day) for each in _alone(typed)]
    return list(dict.fromkeys(each for each in found if each[1] and _is_date(*each)))


def _alone(text: str) -> list[WrittenDay]:
    """The date with the name of a month that a text is, if it is nothing else."""
    found = list(_in_words(text))
    if len(found) != 1:
        return []
    rest = text[: found[0].start] + " " + text[found[0].end :]
    return found if all(token.plain in _BESIDE for token in cut(rest)) else []


def day_keys(year: int, month: int = 0, day: int = 0) -> tuple[str, ...]:
    """How a date is written where it is looked up, the narrowest first.

    A day is also found by its month, and by itself where a text leaves its year out.
    """
    keys = (
        f"{year:04}-{month:02}-{day:02}" if year and month and day else "",
        f"{year:04}-{month:02}" if year and month else "",
        f"{month:02}-{day:02}" if month and day else "",
        f"{year:04}" if year else "",
    )
    return tuple(filter(None, keys))


def _of_digits(text: str) -> Iterator[WrittenDay]:
    for match in _ISO.finditer(text):
        year, month, day = (int(part or 0) for part in match.groups())
        if _is_date(year, month, day):
            yield WrittenDay(year, month, day, *match.span())
    for match in _DIGITS.finditer(text):
        day, month, year = map(int, match.groups())
        if month > 12 >= day:  # noqa: PLR2004 - the month came first
            day, month = month, day
        if _is_date(year, month, day):
            yield WrittenDay(year, month, day, *match.span())


def _in_words(text: str) -> Iterator[WrittenDay]:
    """Dates with the name of a month: the day before or after it, the year after both."""
    said = [token for token in cut(text) if token.plain not in _FILLERS]
    place = 0
    while place < len(said):
        month, length = _month_at(said, place)
        if not month:
            place += 1
            continue
        first, last = place, place + length - 1
        day = _number(said, first - 1, said[first].start, most=31)
        if day:
            first -= 1
        elif day := _number(said, last + 1, said[last].end, most=31):
            last += 1
        year = _number(said, last + 1, said[last].end, most=_LAST_YEAR)
        if year >= _FIRST_YEAR:
            last += 1
        else:
            year = 0
        if (day or year) and _is_date(year or 2000, month, day):
            yield WrittenDay(year, month, day, said[first].start, said[last].end)
        place = last + 1


def _month_at(said: Sequence[Token], place: int) -> tuple[int, int]:
    """The month that is named here, and in how many words."""
    token = said[place]
    if token.kind != "word":
        return 0, 0
    if token.plain in _LEVANT and place + 1 < len(said):
        first, second = _LEVANT[token.plain]
        return (second if said[place + 1].plain in _SECOND else first), 2
    month = _month_of(token.plain)
    return month, min(month, 1)


@lru_cache(maxsize=20_000)
def _month_of(word: str) -> int:
    """The month that one folded word names; 0 for another word."""
    russian = (number for number, each in enumerate(_RUSSIAN, 1) if each.fullmatch(word))
    return _MONTHS.get(word) or next(russian, 0)


def _number(said: Sequence[Token], place: int, beside: int, *, most: int) -> int:
    """The whole number at a place, if it stands right beside; else 0."""
    if not 0 <= place < len(said) or said[place].kind != "number":
        return 0
    token = said[place]
    between = beside - token.end if token.end <= beside else token.start - beside
    if between > _LONGEST_BETWEEN or not token.plain.isdecimal() or len(token.plain) > len("2100"):
        return 0
    value = int(token.plain)
    return value if value <= most else 0


def _is_date(year: int, month: int, day: int) -> bool:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return False
    try:
        dt.date(year, month, day or 1)
    except ValueError:
        return False
    return True
