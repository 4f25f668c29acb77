"""Read a number whole from digits, words or both: 1,200; "two and a half million"; "خمسا وعشرين".

A number is read whole or not at all. What is read stops where the next word cannot belong to it;
whether that word leaves it whole is asked in `wholeness`.
"""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tracker.base.language.languages import LANGUAGES
from tracker.base.language.numerals import numeral
from tracker.base.language.sentence import TokenSentence
from tracker.base.language.table import WordRole

_LEAST_ROUND = 20
"""Smaller numbers with an article may be hours or ordinals."""
HUNDRED = 100
THOUSAND = 1000
_LARGEST_SCALE = 10**15
"""Nothing that is counted is gathered in more."""
_SHARES = {
    "1/2": "0.5", "1/4": "0.25", "3/4": "0.75", "1/5": "0.2", "2/5": "0.4", "3/5": "0.6",
    "4/5": "0.8", "1/8": "0.125", "3/8": "0.375", "5/8": "0.625", "7/8": "0.875",
}  # fmt: skip
"""Fractions that decimals give exactly."""
MONEY = frozenset("$€£¥₽¢₩₪₹₺₴₸₼₾")
"""Signs of currencies."""
_MOST_DIGITS = 15
_LONGEST_COUNTRY = 3
"""Letters before a sign that say whose currency it is: "US$"."""
_MULTIPLYING = (WordRole.MULTIPLIER, WordRole.ABBREVIATION)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that was read from the words `start` up to, not including, `end`."""

    value: Decimal
    start: int
    end: int
    is_round: bool = False
    """Whether its very form is a guess: "a dozen"."""
    scale: int = 1
    """What it ends with: three million is 3 in millions."""


def amount_at(sentence: TokenSentence, at: int, *, is_bounded: bool = False) -> Amount | None:
    """Read the number that begins at a word; None if none does.

    Args:
        sentence: the words.
        at: where it would begin.
        is_bounded: whether a bound stands before it: Russian "сотни" alone is vague, after "more
            than" it is one hundred.
    """
    if sentence.kind(at) == "number":
        return _digits_alone(sentence, at) or _composed(sentence, at, is_bounded=is_bounded)
    if not sentence.language.may_begin_number(sentence.plain(at)):
        return None
    return _composed(sentence, at, is_bounded=is_bounded)


def _composed(sentence: TokenSentence, at: int, *, is_bounded: bool) -> Amount | None:
    language = sentence.language
    if count := sentence.phrase(at, language.idioms):
        value = language.idioms[sentence.words_at(at, count)]
        return Amount(value, at, at + count, is_round=True)
    if language.says_two(sentence.plain(at)):
        return Amount(Decimal(2), at, at + 1)
    if is_bounded and (definite := _definite(sentence, at)):
        return Amount(Decimal(definite), at, at + 1)
    if is_bounded and sentence.plain(at) in language.after_bound:
        round_value = (
            language.value(sentence.plain(at), WordRole.COLLECTIVE, WordRole.MULTIPLIER) or 0
        )
        return _gathered(sentence, Amount(Decimal(round_value), at, at + 1, is_round=True))
    number = _part_of_multiplier(sentence, at) or _Composer(sentence, at).read()
    return _times_collective(sentence, at, number)


def _digits_alone(sentence: TokenSentence, at: int) -> Amount | None:
    """Read digits to which nothing can belong that stands beside them, as it is with most."""
    language, raw = sentence.language, sentence.raw(at)
    is_alone = (
        len(raw) <= _MOST_DIGITS
        and raw.isascii()
        and raw.isdigit()
        and sentence.kind(at + 1) != "number"
        and sentence.plain(at + 1) not in language.beside_digits
        and sentence.raw(at + 1) not in language.as_written
    )
    return Amount(Decimal(raw), at, at + 1) if is_alone else None


def _definite(sentence: TokenSentence, at: int) -> int | None:
    """What a round number with its article says behind a bound: "قرابة المئة"."""
    if not sentence.is_definite_number(at):
        return None
    language, roles = sentence.language, (WordRole.MULTIPLIER, WordRole.CARDINAL)
    found = (language.value(form, *roles) for form in language.bare(sentence.plain(at)))
    return next((value for value in found if value and value >= _LEAST_ROUND), None)


def past_money(sentence: TokenSentence, at: int) -> int:
    """Where a number begins that may stand behind the sign of a currency: "€5", "US$ 5"."""
    sign = at
    if sentence.kind(at) == "word" and len(sentence.plain(at)) <= _LONGEST_COUNTRY:
        sign += sentence.touches(at + 1)
    is_money = sentence.plain(sign) in MONEY and sentence.kind(sign + 1) == "number"
    return sign + 1 if is_money else at


@lru_cache(maxsize=4096)
def stands_inside_number(text: str, place: int) -> bool:
    """Whether a number of some language stands on both sides of a place: "مئتي | ألف".

    Args:
        text: a short stretch of text.
        place: between two of its characters.
    """
    return any(_reaches_over(TokenSentence(text, table), place) for table in LANGUAGES.values())


def _reaches_over(sentence: TokenSentence, place: int) -> bool:
    at = 0
    while at < len(sentence) and sentence.words[at].start < place:
        amount = amount_at(sentence, at)
        if amount is not None and sentence.words[amount.end - 1].start >= place:
            return True
        at = at + 1 if amount is None else amount.end
    return False


def _fraction_at(sentence: TokenSentence, at: int) -> tuple[Decimal, int] | None:
    """Read "½" or "1/2" and say where it ends; None for one that decimals do not give exactly."""
    is_spelt = sentence.touches(at + 1) and sentence.touches(at + 2)
    end = at + 3 if is_spelt and sentence.plain(at + 1) == "/" else at + 1
    if end > len(sentence) or sentence.kind(end - 1) != "number":
        return None
    written = sentence.text[sentence.words[at].start : sentence.words[end - 1].end]
    share = _SHARES.get(unicodedata.normalize("NFKC", written).replace("\u2044", "/"))
    return None if share is None else (Decimal(share), end)


def _part_of_multiplier(sentence: TokenSentence, at: int) -> Amount | None:
    """Read "½ million", as round as half a million is."""
    share, end = _fraction_at(sentence, at) or (Decimal(0), at)
    times = sentence.language.value(sentence.plain(end), *_MULTIPLYING) if share else None
    if times is None or times < THOUSAND:
        return None
    return Amount(share * times, at, end + 1, is_round=True, scale=times)


def _times_collective(sentence: TokenSentence, at: int, number: Amount | None) -> Amount | None:
    """Read "two dozen", "une vingtaine", and a collective that needs nothing before it."""
    language = sentence.language
    end = at + (sentence.plain(at) in language.articles) if number is None else number.end
    times = language.value(sentence.plain(end), WordRole.COLLECTIVE)
    if times is None:
        return number
    if number is None and end == at and sentence.plain(at) in language.bare_vague:
        return None
    value = Decimal(times) if number is None else number.value * times
    return _gathered(sentence, Amount(value, at, end + 1, is_round=True, scale=times))


def _gathered(sentence: TokenSentence, amount: Amount) -> Amount | None:
    """Read on where so many thousands are gathered: "une dizaine de milliers", "сотня тысяч".

    Thousands of thousands without an end are no number.
    """
    language = sentence.language
    while amount.scale < _LARGEST_SCALE:
        end = amount.end + (sentence.plain(amount.end) in language.of)
        times = language.value(sentence.plain(end), *_MULTIPLYING, WordRole.COLLECTIVE)
        if times is None or times < HUNDRED:
            return amount
        scale = amount.scale * times
        amount = Amount(amount.value * times, amount.start, end + 1, is_round=True, scale=scale)
    return None


@dataclass(frozen=True, slots=True)
class _Group:
    """Some thousands, some millions, or what is below a thousand."""

    value: Decimal
    scale: int
    end: int
    is_digits: bool


class _Composer:
    """Builds a number from groups, the largest first, as long as the next can belong to it."""

    def __init__(self, sentence: TokenSentence, at: int) -> None:
        self.sentence = sentence
        self.language = sentence.language
        self.start = at

    def read(self) -> Amount | None:
        """Read as many groups as compose; None if not even the first is a number."""
        article = self.sentence.plain(self.start) in self.language.articles
        first = self._group(self.start + article, after_article=article)
        if first is None:
            return None
        value, scale, end = first.value, first.scale, first.end
        while scale > 1:
            begin = end + self._joiner(end)[0]
            group = self._group(begin, after_article=False)
            fits = group is not None and group.value < scale and group.scale < scale
            if group is None or not fits or (group.is_digits and group.scale == 1):
                break
            value, scale, end = value + group.value, group.scale, group.end
        is_round = article and end == self.start + 2
        return Amount(value, self.start, end, is_round, self._ending(first, end))

    def _ending(self, first: _Group, end: int) -> int:
        """What a number of one group ends with, a million or a hundred; 1 for a longer one."""
        if first.end < end:
            return 1
        return HUNDRED if first.scale == 1 and self._hundred(end - 1) else first.scale

    def _joiner(self, at: int) -> tuple[int, str]:
        """How many words join two parts of a number, and with what: "et" of "vingt-et-un"."""
        word = self.sentence.plain(at)
        if word in self.language.joiners:
            return 1, word
        if not self._hyphen(at):
            return 0, ""
        inner = self.sentence.plain(at + 1)
        return (3, inner) if inner in self.language.joiners and self._hyphen(at + 2) else (1, "-")

    def _hyphen(self, at: int) -> bool:
        sentence = self.sentence
        return sentence.plain(at) == "-" and sentence.touches(at) and sentence.touches(at + 1)

    def _group(self, at: int, *, after_article: bool) -> _Group | None:
        """Read a coefficient and the multipliers after it; either may be missing, not both."""
        coefficient = None if after_article else self._coefficient(at)
        if coefficient is None and after_article and self._hundred(at):
            coefficient = self._words(at)
        if coefficient is not None:
            value, scale, end = coefficient
            if not after_article:
                value, end = self._with_part(value, scale, end)
        elif after_article or self.sentence.plain(at) not in self.language.bare_vague:
            value, scale, end = Decimal(1), 1, at
        else:
            return None
        is_digits = self.sentence.kind(at) == "number"
        multiplied = self._multiplied(value, scale, end, is_digits=is_digits)
        if coefficient is None and multiplied.end == at:
            return None
        return multiplied

    def _multiplied(self, value: Decimal, scale: int, end: int, *, is_digits: bool) -> _Group:
        last = THOUSAND
        while True:
            begin = end + self._hyphen(end)
            times = self._times(begin, is_digits=is_digits and scale == 1)
            if times is None or times < min(last, times if is_digits else THOUSAND):
                break
            value, scale, end, last = value * times, scale * times, begin + 1, times
        if scale > 1:
            value, end = self._with_part(value, scale, end)
        return _Group(value, scale, end, is_digits)

    def _times(self, at: int, *, is_digits: bool) -> int | None:
        """What the word at a place multiplies by."""
        word = self.sentence.plain(at)
        if word in self.language.glued and not self.sentence.touches(at):
            return None
        times = self.language.value(word, *_MULTIPLYING)
        if times is None and is_digits and not self._may_be_unit(at):
            times = self.language.as_written.get(self.sentence.raw(at))
        return times if times is None or times >= THOUSAND or is_digits else None

    def _may_be_unit(self, at: int) -> bool:
        """Whether a small letter behind digits may be metres; not in "2 to 3m", "3m people"."""
        sentence, language = self.sentence, self.language
        if not sentence.raw(at).islower():
            return False
        if not sentence.touches(at):
            return True
        ends_range = (
            sentence.plain(at - 2) in language.range_joiners and sentence.kind(at - 3) == "number"
        )
        is_last = ends_range and sentence.kind(at + 1) != "word"
        is_money = sentence.plain(at - 2) in MONEY and sentence.touches(at - 1)
        return not (is_last or is_money or self._says_what_is_counted(at + 1))

    def _says_what_is_counted(self, at: int) -> bool:
        """Whether a count goes on here and no length: "people", "Syrian refugees", "to 4m votes".

        The second end of a range says it of the first as well.
        """
        sentence, language = self.sentence, self.language
        if sentence.plain(at) in language.range_joiners | language.conjunctions:
            second = past_money(sentence, at + 1)
            if sentence.kind(second) != "number" or sentence.raw(second + 1) != sentence.raw(
                at - 1
            ):
                return False
            if sentence.plain(second - 1) in MONEY:
                return True
            at = second + 2
        # A nation may stand before them.
        at += sentence.raw(at)[:1].isupper() and sentence.plain(at) not in language.losses
        word = sentence.plain(at)
        are_people = word.endswith("s") and language.has(word, WordRole.PEOPLE)
        return are_people or word in language.losses | language.counted_short

    def _with_part(self, value: Decimal, scale: int, end: int) -> tuple[Decimal, int]:
        """Add "and a half" to what is counted in ones, or in millions."""
        parts = self.language.parts
        count = self.sentence.phrase(end, parts)
        part = parts.get(self.sentence.words_at(end, count), Decimal(0)) if count else Decimal(0)
        return value + part * scale, end + count

    def _coefficient(self, at: int) -> tuple[Decimal, int, int] | None:
        """Read what stands before a multiplier: value, scale, end."""
        sentence = self.sentence
        if sentence.kind(at) == "number":
            return self._digits(at)
        dual = self.language.value(sentence.plain(at), WordRole.CARDINAL) or 0
        if dual >= THOUSAND:
            return Decimal(dual), dual // 2, at + 1  # Arabic has a word for two thousand
        return self._words(at)

    def _digits(self, at: int) -> tuple[Decimal, int, int] | None:
        """Read digits with a fraction behind them, as in "2½" and "2 1/2"."""
        value = numeral(self.sentence.raw(at), self.language.writing)
        if value is None:
            return None
        is_whole = value == value.to_integral_value()
        share, end = (is_whole and _fraction_at(self.sentence, at + 1)) or (Decimal(0), at + 1)
        return value + share, 1, end

    def _hundred(self, at: int) -> bool:
        return self.language.value(self.sentence.plain(at), WordRole.MULTIPLIER) == HUNDRED

    def _words(self, at: int) -> tuple[Decimal, int, int] | None:
        """Read number words below a thousand, "fifteen hundred" with them."""
        current, end = 0, at
        while True:
            step, joiner = self._joiner(end) if end > at else (0, "")
            further = self._further(current, end + step, joiner, is_first=end == at)
            if further is None:
                break
            current, end = further, end + step + 1
        return None if end == at else (Decimal(current), 1, end)

    def _further(self, current: int, at: int, joiner: str, *, is_first: bool) -> int | None:
        """What a number becomes with the next word; None if that is no part of it."""
        if self._hundred(at):
            return self._hundreds(current, at, joiner, is_first=is_first)
        value = self.language.value(self.sentence.plain(at), WordRole.CARDINAL)
        if value is None or value >= THOUSAND:
            return None
        if is_first:
            return value
        if not current or not 0 < value < HUNDRED:
            return None
        rest = current % HUNDRED
        below = value if rest == 0 else self.language.below_hundred(rest, value, joiner)
        return None if below is None else current - rest + below

    def _hundreds(self, current: int, at: int, joiner: str, *, is_first: bool) -> int | None:
        if is_first:
            alone = self.sentence.plain(at) not in self.language.bare_vague
            after_article = self.sentence.plain(at - 1) in self.language.articles
            return HUNDRED if alone or after_article else None
        is_teen = self.language.teens_of_hundreds and 10 < current < HUNDRED and current % 10  # noqa: PLR2004
        return current * HUNDRED if joiner in {"", "-"} and (0 < current < 10 or is_teen) else None  # noqa: PLR2004
