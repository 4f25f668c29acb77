"""Whether a number that was read is the whole of what stands there, and a count at all.

Digits may be a name ("AK-47"), a date, a time, a share or a part of something longer that was not
understood. What is something else is passed over; what is not understood is not read.
"""

import re
from dataclasses import dataclass

from tracker.base.language.numbers import HUNDRED, MONEY, THOUSAND, Amount, amount_at
from tracker.base.language.sentence import TokenSentence
from tracker.base.language.table import WordRole
from tracker.base.language.tokens import Token

BOUND_SIGNS = frozenset("><≥≤~≈±")
_NAMING = frozenset("№#°")
_FORMULA = frozenset("×÷=±*xх+")
_BESIDE_DIGITS = frozenset("./:,_·،\\⁄")
_MINUS = frozenset("-−‐‑")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_FIRST_DAY, _LAST_DAY = 1, 31
_MOST_DAYS = 5
_WORDS_BEFORE_WHOLE = 2
"""How many words may stand before the whole of a share: "half of the remaining 60"."""
_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])\.(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Other:
    """Digits or number words that count nothing; reading goes on at `end`."""

    end: int


@dataclass(frozen=True, slots=True)
class Obscure:
    """A number that is not understood as a whole, so nothing after it is either."""


Misread = Other | Obscure


def date_or_time(sentence: TokenSentence, at: int) -> Other | None:
    """Digits that are a date or a time of day: 26/07/2024, 2024-07-26, 10:30, 10:30:15."""
    if sentence.kind(at) != "number" or not sentence.touches(at + 1):
        return None
    end = at
    while (
        sentence.kind(end) == "number" and sentence.touches(end + 1) and sentence.touches(end + 2)
    ):
        if end > at and sentence.plain(end + 1) != sentence.plain(at + 1):
            break
        end += 2
    least = {":": 2, "/": 4, "-": 4}.get(sentence.plain(at + 1), 0) if end > at else 0
    is_whole = least and end - at >= least and sentence.kind(end) == "number"
    return Other(end + 1) if is_whole else None


def misread(sentence: TokenSentence, first: Amount, last: Amount) -> Misread | None:
    """What makes a number, or a range of two, no count or not whole; None if it is one.

    Args:
        sentence: the words.
        first: the number, or the lower end of a range.
        last: the same number, or the upper end.
    """
    return (
        _glued_before(sentence, first.start)
        or _named(sentence, first.start, last.end)
        or _dated(sentence, first, last)
        or _of_formations(sentence, last.end)
        or _shared(sentence, last)
        or _open_ended(sentence, first, last)
        or _glued_after(sentence, last.end)
        or _goes_on(sentence, last)
    )


def digits_misread(sentence: TokenSentence, at: int) -> Misread | None:
    """What digits are that give no number: a date, a version, or nothing that is understood."""
    if sentence.kind(at) != "number":
        return None
    found = _glued_before(sentence, at)
    is_date = sentence.plain(at).count(".") == 2 and len(sentence.plain(at)) >= 6  # noqa: PLR2004
    return found or (Other(at + 1) if is_date else Obscure())


def _glued_before(sentence: TokenSentence, at: int) -> Misread | None:
    """What stands directly before: a name, a sign, the rest of a longer number."""
    if not sentence.touches(at):
        return None
    before = sentence.words[at - 1]
    if before.kind == "number":
        return Obscure()
    if before.text == "-":
        return _after_hyphen(sentence, at)
    if sentence.kind(at) != "number":
        return None
    if before.kind == "word":
        return None if _is_written_on(sentence, before) else Other(at + 1)
    return None if _stands_apart(sentence, at) else Obscure()


def _stands_apart(sentence: TokenSentence, at: int) -> bool:
    """Whether the sign or mark directly before digits leaves them what they are: "$5", "(5"."""
    before = sentence.words[at - 1]
    if before.kind == "sign":
        return before.text in MONEY | BOUND_SIGNS | _NAMING
    far = sentence.kind(at - 2) if sentence.touches(at - 1) else ""
    return before.text not in _BESIDE_DIGITS or (before.text == ":" and far != "number")


def _is_written_on(sentence: TokenSentence, word: Token) -> bool:
    """Whether a word is written together with the next one by the language's rules."""
    language = sentence.language
    clitics = {*language.proclitics, language.conjunction}
    return bool(language.proclitics) and (
        word.plain in clitics
        or any(word.plain == one + other for one in clitics for other in clitics)
    )


def _after_hyphen(sentence: TokenSentence, at: int) -> Misread | None:
    if sentence.touches(at - 1):
        far = sentence.kind(at - 2)
        if far == "word":
            return Other(at + 1)
        return Obscure() if far == "number" else None
    is_minus = sentence.raw(at - 1) in _MINUS and sentence.kind(at) == "number"
    return Obscure() if is_minus else None


def _named(sentence: TokenSentence, start: int, end: int) -> Misread | None:
    """A number in a row or of a time of day: "page 12", "№ 5", "8 p.m."."""
    before = sentence.plain(start - 1)
    if before in sentence.language.labels or before in _NAMING:
        return Other(end)
    count = sentence.phrase(end, sentence.language.clock)
    has_minutes = count and sentence.kind(end + count) == "number"
    is_two_digits = has_minutes and len(sentence.raw(end + count)) == 2  # noqa: PLR2004
    return Other(end + count + is_two_digits) if count else None


def _dated(sentence: TokenSentence, first: Amount, last: Amount) -> Misread | None:
    """A day beside its month, or a year."""
    end = _after_day_of_month(sentence, first, last)
    if end:
        return Other(_after_year(sentence, end))
    if _is_day_and_month(sentence, first):
        return Obscure()
    if not (_is_year(sentence, first) and _is_year(sentence, last)):
        return None
    language = sentence.language
    if sentence.plain(last.end) in language.year_words:
        return Other(last.end + 1)
    is_opened = sentence.plain(first.start - 1) in language.year_openers
    return Other(last.end) if is_opened else Obscure() if first is not last else None


def _after_day_of_month(sentence: TokenSentence, first: Amount, last: Amount) -> int:
    """Where a day (or year) and its month end, whichever stands first; 0 if there is no date."""
    after = last.end + (sentence.plain(last.end) in {"of", "-", "de", "."})
    if _is_month(sentence, after):
        return after + 1
    if first is last and _is_day(first) and (end := _after_further_days(sentence, last.end)):
        return end
    # In "27 July 12 soldiers" the month has its day already.
    is_day = _is_day(first) and not sentence.counts(first.start - 2)
    is_dated = is_day or _is_year(sentence, first)
    return last.end if is_dated and _is_month(sentence, first.start - 1) else 0


def _after_further_days(sentence: TokenSentence, at: int) -> int:
    """Where "25 au 27 juillet" ends, of which the first day was read; 0 if no second one follows.

    Between two days stand a joining word and perhaps an article or preposition.
    """
    joining = sentence.language.date_joiners
    for _ in range(_MOST_DAYS):
        begin = at + (sentence.plain(at) in joining)
        begin += begin > at and sentence.plain(begin) in joining
        day = amount_at(sentence, begin) if begin > at else None
        if day is None or not _is_day(day):
            break
        at = day.end + (sentence.plain(day.end) in {"of", "de"})
        if _is_month(sentence, at):
            return at + 1
    return 0


def _is_day_and_month(sentence: TokenSentence, amount: Amount) -> bool:
    """Whether digits may be a day and its month: "27.07"."""
    is_alone = amount.end == amount.start + 1
    return is_alone and _DAY_AND_MONTH.fullmatch(sentence.raw(amount.start)) is not None


def _is_month(sentence: TokenSentence, at: int) -> bool:
    word, language = sentence.plain(at), sentence.language
    if word in language.capitals:
        return sentence.raw(at)[:1].isupper()
    return language.has(word, WordRole.MONTH)


def _is_day(amount: Amount) -> bool:
    return _FIRST_DAY <= amount.value <= _LAST_DAY and not amount.value % 1


def _is_year(sentence: TokenSentence, amount: Amount) -> bool:
    is_plain = amount.end == amount.start + 1 and sentence.raw(amount.start).isdecimal()
    return is_plain and _FIRST_YEAR <= amount.value <= _LAST_YEAR


def _after_year(sentence: TokenSentence, at: int) -> int:
    """Where a date ends that may name its year: "27 July, 2024"."""
    begin = at + (sentence.plain(at) == ",")
    year = amount_at(sentence, begin)
    return year.end if year is not None and _is_year(sentence, year) else at


def _of_formations(sentence: TokenSentence, end: int) -> Misread | None:
    """A number of units of which nobody says how many men they have: "two Malian battalions"."""
    near = (end, end + 1) if sentence.kind(end) == "word" else (end,)
    at = next((at for at in near if sentence.plain(at) in sentence.language.formations), None)
    return None if at is None else Other(at + 1)


def _shared(sentence: TokenSentence, amount: Amount) -> Misread | None:
    """A share and what it is of: "20 per cent", "two thirds of the 300", "one in three"."""
    language = sentence.language
    at = amount.end + (sentence.plain(amount.end) == "-")
    count = sentence.phrase(at, language.shares)
    if not count and language.has(sentence.plain(at), WordRole.FRACTION):
        count = 1
    if count:
        return Other(after_whole(sentence, at + count))
    count = sentence.phrase(at, language.ratios)
    whole = amount_at(sentence, at + count) if count else None
    is_ratio = whole is not None and not _is_year(sentence, whole)
    return Other(whole.end) if whole is not None and is_ratio else None


def after_whole(sentence: TokenSentence, at: int) -> int:
    """Where the words end that say of how many something is a share."""
    begin = at
    while sentence.plain(begin) in sentence.language.of:
        begin += 1
    if begin == at:
        return at
    for place in range(begin, begin + _WORDS_BEFORE_WHOLE + 1):
        whole = amount_at(sentence, place)
        if whole is not None:
            return whole.end
        if sentence.kind(place) != "word":
            break
    return at


def _open_ended(sentence: TokenSentence, first: Amount, last: Amount) -> Misread | None:
    """More by nobody knows how much, or by a part that was not read: "twenty-odd"."""
    language = sentence.language
    open_ended = sentence.phrase(last.end, language.open_ended) or sentence.phrase_before(
        first.start, language.open_ended
    )
    point = sentence.plain(last.end) in language.points and sentence.counts(last.end + 1)
    part = sentence.phrase(last.end, language.parts) or sentence.phrase(
        last.end + 1, language.parts
    )
    alone = last.end - last.start == 1 and sentence.plain(last.start) in language.never_alone
    return Obscure() if open_ended or point or part or alone else None


def _glued_after(sentence: TokenSentence, end: int) -> Misread | None:
    """What stands directly after: an ordinal's ending, a unit, a sign, the rest of a number."""
    if sentence.plain(end) in _FORMULA and sentence.counts(end + 1):
        return Obscure()
    if not sentence.touches(end) or sentence.phrase(end, sentence.language.after):
        return None
    after = sentence.words[end]
    if after.kind == "word":
        return Other(end + 1) if sentence.kind(end - 1) == "number" else None
    if after.kind == "sign":
        return None if after.text in MONEY or after.text == "+" else Other(end + 1)
    return Obscure() if after.kind == "number" else _marked(sentence, end)


def _marked(sentence: TokenSentence, at: int) -> Misread | None:
    """What a mark joins to the number before it: "12-day", "10/12", "12.5.7"."""
    mark = sentence.plain(at)
    if not sentence.touches(at + 1) or mark not in _BESIDE_DIGITS | {"-"}:
        return None
    if sentence.kind(at + 1) != "word":
        return Obscure()
    if mark == "-":
        return Obscure() if sentence.counts(at + 1) else Other(at + 2)
    return None if mark in ".,:،" else Obscure()


def _goes_on(sentence: TokenSentence, amount: Amount) -> Misread | None:
    """Whether another number stands beside it at once, which may belong to this one."""
    language, end = sentence.language, amount.end
    if (
        sentence.language.has(sentence.plain(end), WordRole.ORDINAL)
        and sentence.plain(end - 1) == "-"
    ):
        return Other(end + 1)
    near = amount.start - 1 - (sentence.plain(amount.start - 1) in language.conjunctions)
    if sentence.is_definite_number(near):
        return Obscure()
    if language.says_two(sentence.plain(end - 1)) and sentence.kind(end + 1) == "number":
        return None  # "قتيلان و٢٠ جريحا": no number goes on behind its noun
    begin = end + (sentence.plain(end) == "-" and sentence.touches(end))
    begin += sentence.plain(begin) in language.joiners | language.conjunctions
    if sentence.counts(begin) or (begin > end and language.says_two(sentence.plain(begin))):
        is_ordinal = begin > end and language.has(sentence.plain(begin), WordRole.ORDINAL)
        return Other(begin + 1) if is_ordinal else Obscure()
    if amount.scale >= THOUSAND and sentence.plain(end) == ",":
        further = amount_at(sentence, end + 1)
        if further is not None and HUNDRED <= further.value < amount.scale:
            return Obscure()
    return None
