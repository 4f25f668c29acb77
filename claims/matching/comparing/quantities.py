"""Read every number of a sentence with what stands around it: its kind, its bounds, its words.

What counts casualties is read by `claims.rules.figures`; here nothing is passed over. A date, a
share and a place in a row are kept apart from counts, so that only like is held against like.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from math import inf, isfinite

from claims.rules.figures.in_text import FigureInText, TextReader
from tracker.base.language.languages import LANGUAGES, language_of
from tracker.base.language.numbers import amount_at
from tracker.base.language.sentence import TokenSentence
from tracker.base.language.table import Bound, Language, WordRole

LONGEST_SENTENCE = 4_000
"""So many characters of a sentence are read: what is longer is no sentence."""
MOST_QUANTITIES = 40
"""So many numbers of one sentence are held against those of the other."""
_WORDS_AROUND = 6
_BEFORE, _NEARER = 0.8, 1.3
_ACROSS = 0.7
"""What a number counts stands behind it more often than before it."""
_FADING = 0.35
_STEM = 5
"""Two words that begin with as many letters are taken for forms of one."""
_MONEY = frozenset("$€£¥₽₩₪₹₺₴₸₼₾")
_YEARS = range(1000, 2101)
_PLAIN_YEARS = range(1900, 2051)
_DAYS = range(1, 32)
_MONTHS = 12
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th", "er", "eme", "e", "й", "я", "го"})
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])")


class NumberKind(StrEnum):
    """What sort of number it is: only those of one sort are compared."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    ORDINAL = "ordinal"
    TIME = "time"
    DATE = "date"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a sentence. What is not stated on one side is without end there."""

    kind: NumberKind
    value: float
    low: float
    high: float
    start: int
    end: int
    low_open: bool = False
    high_open: bool = False
    is_about: bool = False
    step: float = 0.0
    """The place of its last digit that is no nought: 1.3 million is given in steps of 100,000."""
    wording: str = ""
    around: Mapping[str, float] = field(default_factory=dict)
    """The beginnings of the words around it, the nearer the heavier."""
    noun: str = ""
    """The first word behind it that says something."""
    unit: str = ""
    """What it measures, where that is a unit: kilometres are held against no hours."""
    calendar: tuple[int, int, int] = (0, 0, 0)
    """Year, month and day of a date, 0 for what it leaves open."""
    figure: FigureInText | None = None
    """What it surely counts, where that is one of the measures it was read by."""

    @property
    def is_bound(self) -> bool:
        """Whether one side of it is without end."""
        return not (isfinite(self.low) and isfinite(self.high))


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """The numbers of a sentence, and its words by what they do."""

    quantities: tuple[Quantity, ...]
    words: Mapping[str, float]
    """The beginning of each word that says something, and how much it weighs."""
    names: frozenset[str]
    negations: int
    turns: Mapping[WordRole, frozenset[str]]
    length: int


def read_sentence(
    text: str, language: str = "en", reader: TextReader | None = None
) -> ReadSentence:
    """Read the numbers and words of a sentence; linear in what of it is read.

    Args:
        text: any text, of which the first `LONGEST_SENTENCE` characters are read.
        language: a language tag; without a table for it, English is taken.
        reader: tells what of it counts one of its measures.
    """
    table = language_of(language) or LANGUAGES["en"]
    text = text[:LONGEST_SENTENCE]
    figures = () if reader is None else tuple(reader.figures(text, language))
    return _SentenceReader(TokenSentence(text, table), figures).read()


@dataclass(frozen=True, slots=True)
class _Found:
    kind: NumberKind
    low: float
    high: float
    start: int
    end: int
    step: float = 0.0
    is_round: bool = False
    calendar: tuple[int, int, int] = (0, 0, 0)


class _SentenceReader:
    def __init__(self, sentence: TokenSentence, figures: Sequence[FigureInText]) -> None:
        self.sentence = sentence
        self.figures = figures
        self.language: Language = sentence.language
        self.bounding = _bounding(sentence.language)

    def read(self) -> ReadSentence:
        found = self._all()
        taken = {place for one in found for place in range(one.start, one.end)}
        return ReadSentence(
            quantities=tuple(self._quantity(one, taken) for one in found),
            words=dict(self._words(taken)),
            names=frozenset(self._names(taken)),
            negations=sum(self._denies(at) for at in range(len(self.sentence))),
            turns={role: self._of_role(role) for role in TURNING},
            length=len(self.sentence),
        )

    # --- numbers

    def _all(self) -> list[_Found]:
        found: list[_Found] = []
        at = 0
        while at < len(self.sentence) and len(found) < MOST_QUANTITIES:
            one = self._found_at(at)
            if one is not None:
                found.append(one)
            at = at + 1 if one is None else max(one.end, at + 1)
        return found

    def _found_at(self, at: int) -> _Found | None:
        return self._date_at(at) or self._time_at(at) or self._number_at(at)

    def _date_at(self, at: int) -> _Found | None:
        """Read "5 March 2020", "March 5 , 2020", "March 2020" and "5 March"."""
        day, month, year, end = self._day(at), 0, 0, at
        if day and (month := self._month(at + 1)):
            end = at + 2
        elif month := self._month(at):
            day = self._day(at + 1)
            end = at + 2 if day else at + 1
        if not month:
            return None
        comma = end + (self.sentence.plain(end) == ",")
        if year := self._year(comma):
            end = comma + 1
        if not (day or year):
            return None
        return _Found(NumberKind.DATE, 0.0, 0.0, at, end, calendar=(year, month, day))

    def _time_at(self, at: int) -> _Found | None:
        sentence = self.sentence
        is_clock = (
            sentence.plain(at + 1) == ":"
            and sentence.touches(at + 1)
            and sentence.touches(at + 2)
            and _CLOCK.fullmatch(sentence.plain(at)) is not None
            and sentence.plain(at + 2).isdecimal()
        )
        if not is_clock:
            return None
        minutes = 60.0 * int(sentence.plain(at)) + int(sentence.plain(at + 2)[:2])
        return _Found(NumberKind.TIME, minutes, minutes, at, at + 3)

    def _number_at(self, at: int) -> _Found | None:
        if year := self._plain_year(at):
            end = self._after_season(at)
            return _Found(NumberKind.YEAR, year, year, at, end, calendar=(year, 0, 0))
        if ordinal := self.language.value(self.sentence.plain(at), WordRole.ORDINAL):
            return _Found(NumberKind.ORDINAL, ordinal, ordinal, at, at + 1)
        amount = amount_at(self.sentence, at)
        if amount is None or amount.value > _LARGEST:
            return self._nought(at)
        kind, end = self._kind(at, amount.end)
        found = _Found(
            kind, float(amount.value), float(amount.value), at, end, _step(amount.value),
            amount.is_round,
        )  # fmt: skip
        return self._range(found) or found

    def _nought(self, at: int) -> _Found | None:
        """Read "no soldiers" as a count of none; what else is denied is no number."""
        sentence, language = self.sentence, self.language
        count = sentence.phrase(at, language.zero)
        words = {sentence.plain(place) for place in range(at, at + count + 1)}
        is_counted = bool(count) and not words.isdisjoint(language.losses)
        return _Found(NumberKind.COUNT, 0.0, 0.0, at, at + count) if is_counted else None

    def _range(self, first: _Found) -> _Found | None:
        """Read on in "12 to 15"; what a number rose to is the number: "from 12 to 15"."""
        if first.kind is NumberKind.ORDINAL or not self._is_joined(first):
            return None
        second = amount_at(self.sentence, first.end + 1)
        if second is None or second.value > _LARGEST:
            return None
        kind, end = self._kind(first.end + 1, second.end)
        value, step = float(second.value), _step(second.value)
        if self._is_changed(first.start):
            return _Found(kind, value, value, first.end + 1, end, step, second.is_round)
        if value <= first.low:
            return None
        return _Found(kind, first.low, value, first.start, end, max(step, first.step))

    def _is_joined(self, first: _Found) -> bool:
        sentence, language = self.sentence, self.language
        opener = sentence.phrase_before(first.start, language.openers)
        opens = language.openers.get(sentence.words_at(first.start - opener, opener), frozenset())
        return sentence.plain(first.end) in language.range_joiners | opens

    def _is_changed(self, at: int) -> bool:
        """Whether "rose from" stands before a number, with a few words in it at most."""
        sentence, language = self.sentence, self.language
        count = sentence.phrase_before(at, language.change_openers)
        said = {sentence.plain(before) for before in range(at - count - _WORDS_AROUND, at - count)}
        return bool(count) and not said.isdisjoint(language.changes)

    def _kind(self, at: int, end: int) -> tuple[NumberKind, int]:
        sentence, language = self.sentence, self.language
        if sentence.plain(at - 1) in _MONEY or sentence.plain(end) in _MONEY:
            return NumberKind.MONEY, end
        shares = sentence.phrase(end, language.shares)
        if shares:
            return NumberKind.SHARE, end + shares
        if sentence.touches(end) and sentence.plain(end) in _ORDINAL_ENDS:
            return NumberKind.ORDINAL, end + 1
        if sentence.plain(at - 1) in {"#", "№"}:
            return NumberKind.ORDINAL, end
        return NumberKind.COUNT, end

    def _day(self, at: int) -> int:
        word = self.sentence.plain(at)
        is_day = self.sentence.kind(at) == "number" and word.isdecimal() and len(word) <= 2  # noqa: PLR2004
        return int(word) if is_day and int(word) in _DAYS else 0

    def _month(self, at: int) -> int:
        word, language = self.sentence.plain(at), self.language
        if word in language.capitals and not self.sentence.raw(at)[:1].isupper():
            return 0
        return language.months.get(word) or 0

    def _year(self, at: int) -> int:
        word = self.sentence.plain(at)
        is_year = word.isdecimal() and len(word) == 4 and int(word) in _YEARS  # noqa: PLR2004
        return int(word) if is_year else 0

    def _plain_year(self, at: int) -> int:
        """Read four digits alone as a year where they are in our time or are opened as one."""
        year = self._year(at)
        if year in _PLAIN_YEARS:
            return year
        return year if self.sentence.plain(at - 1) in self.language.year_openers else 0

    def _after_season(self, at: int) -> int:
        """Where "1984-85" ends, or the year alone."""
        sentence = self.sentence
        is_season = (
            sentence.plain(at + 1) == "-"
            and sentence.touches(at + 1)
            and sentence.touches(at + 2)
            and sentence.plain(at + 2).isdecimal()
        )
        return at + 3 if is_season else at + 1

    def _quantity(self, found: _Found, taken: set[int]) -> Quantity:
        sentence = self.sentence
        bound, is_about, first, end = self._bound(found)
        low, high = _ends(bound, found.low, found.high)
        start, stop = sentence.words[first].start, sentence.words[end - 1].end
        return Quantity(
            kind=found.kind,
            value=found.high,
            low=low,
            high=high,
            low_open=bound is Bound.MORE_THAN,
            high_open=bound is Bound.LESS_THAN,
            is_about=is_about or found.is_round,
            step=found.step,
            start=start,
            end=stop,
            wording=sentence.text[start:stop],
            around=self._around(found, taken),
            noun=self._noun(found.end),
            unit=self._unit(found.end),
            calendar=found.calendar,
            figure=self._figure(found),
        )

    def _figure(self, found: _Found) -> FigureInText | None:
        """The figure whose words a number's share; None if it is of none."""
        if found.kind is not NumberKind.COUNT:
            return None
        words = self.sentence.words
        start, end = words[found.start].start, words[found.end - 1].end
        return next((one for one in self.figures if one.start < end and start < one.end), None)

    def _bound(self, found: _Found) -> tuple[Bound | None, bool, int, int]:
        """The bound around a number, whether it is a guess, and where all that is said of it."""
        sentence, language = self.sentence, self.language
        if found.kind in {NumberKind.DATE, NumberKind.YEAR}:
            return self._time_bound(found.start), False, found.start, found.end
        at, said = found.start, set[Bound]()
        for _ in range(_WORDS_AROUND):
            if sentence.plain(at - 1) in _MONEY | {"us"}:
                at -= 1
            elif count := sentence.phrase_before(at, language.before):
                said.add(language.before[sentence.words_at(at - count, count)])
                at -= count
            elif count := sentence.phrase_before(at, language.fillers):
                at -= count
            else:
                break
        end = found.end + sentence.phrase(found.end, language.after)
        if end > found.end:
            said.add(language.after[sentence.words_at(found.end, end - found.end)])
        hard = next((one for one in _HARD if one in said), None)
        return hard, Bound.ABOUT in said, at, end

    def _time_bound(self, at: int) -> Bound | None:
        for before in range(at - 1, max(-1, at - 4), -1):
            word = self.sentence.plain(before)
            if word in self.language.earlier:
                return Bound.LESS_THAN
            if word in self.language.later:
                return Bound.MORE_THAN
            if not self.language.has(word, WordRole.STOP, WordRole.DAY):
                return None
        return None

    # --- words

    def _around(self, found: _Found, taken: set[int]) -> dict[str, float]:
        around: dict[str, float] = {}
        behind = self._away(found.end, 1, _NEARER, taken)
        for key, weight in [*behind, *self._away(found.start - 1, -1, _BEFORE, taken)]:
            around[key] = max(around.get(key, 0.0), weight)
        return around

    def _away(
        self, at: int, step: int, weight: float, taken: set[int]
    ) -> Iterator[tuple[str, float]]:
        """Go away from a number word by word; commas and other numbers lie far between."""
        far = 0
        while far < _WORDS_AROUND and self.sentence.kind(at):
            word = self.sentence.plain(at)
            if word in {";", "."}:
                break
            if at in taken or word == ",":
                weight *= _ACROSS
            elif self._says(at):
                yield _key(word), weight / (1 + _FADING * far)
                far += 1
            at += step

    def _noun(self, end: int) -> str:
        for at in range(end, end + 3):
            if self._says(at):
                return _key(self.sentence.plain(at))
        return ""

    def _unit(self, end: int) -> str:
        at = end + (self.sentence.plain(end) == "-")
        word = self.sentence.plain(at)
        return word if self.language.has(word, WordRole.UNIT) else ""

    def _says(self, at: int) -> bool:
        """Whether a word says something of its own."""
        word, language = self.sentence.plain(at), self.language
        if self.sentence.kind(at) != "word" or len(word) < 2:  # noqa: PLR2004
            return False
        return not (word in self.bounding or language.has(word, *_SMALL))

    def _words(self, taken: set[int]) -> Iterator[tuple[str, float]]:
        for at in range(len(self.sentence)):
            if at not in taken and self._says(at):
                word = self.sentence.plain(at)
                yield _key(word), min(len(word), 9) / 6 * (1.5 if self._is_name(at) else 1.0)

    def _names(self, taken: set[int]) -> Iterator[str]:
        for at in range(len(self.sentence)):
            if at not in taken and self._says(at) and self._is_name(at):
                yield _key(self.sentence.plain(at))

    def _is_name(self, at: int) -> bool:
        return self.sentence.raw(at)[:1].isupper() and not self.sentence.words[at].opens

    def _denies(self, at: int) -> bool:
        word = self.sentence.plain(at)
        return self.language.has(word, WordRole.NEGATION) or (
            bool(self.language.denying_ends) and word.endswith(self.language.denying_ends)
        )

    def _of_role(self, role: WordRole) -> frozenset[str]:
        words = (self.sentence.plain(at) for at in range(len(self.sentence)))
        return frozenset(_key(word) for word in words if self.language.has(word, role))


TURNING = (WordRole.DIRECTION, WordRole.HARM, WordRole.SEQUENCE, WordRole.UNIT)
"""Words that, put for another of the same role, say something else."""
_SMALL = (WordRole.STOP, WordRole.LINK, WordRole.BOUND, WordRole.QUANTITY)
_HARD = (Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN)
_LARGEST = Decimal(10) ** 18


def _bounding(language: Language) -> frozenset[str]:
    """The words that bounds are made of."""
    return frozenset(word for phrase in (*language.before, *language.after) for word in phrase)


def _ends(bound: Bound | None, low: float, high: float) -> tuple[float, float]:
    match bound:
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return low, inf
        case Bound.AT_MOST | Bound.LESS_THAN:
            return -inf, high
        case _:
            return low, high


def _step(value: Decimal) -> float:
    exponent = value.normalize().as_tuple().exponent
    return 10.0**exponent if value and isinstance(exponent, int) else 1.0


def _key(word: str) -> str:
    return word[:_STEM]
