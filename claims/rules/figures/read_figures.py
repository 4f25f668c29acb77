"""Read a figure from the words it was given in, and invent nothing.

Numbers may be written in digits of any script or in words of any language that has a table. What is
not understood whole is not read: the words are kept as they are.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.rules.figures.measures import Qualifier
from claims.rules.figures.unknown_languages import counted_plainly
from tracker.base.language.languages import language_of
from tracker.base.language.numbers import THOUSAND, Amount, amount_at
from tracker.base.language.sentence import TokenSentence
from tracker.base.language.table import Bound, Language, WordRole, phrases
from tracker.base.language.wholeness import (
    Misread,
    Obscure,
    Other,
    after_whole,
    date_or_time,
    digits_misread,
    misread,
)

_QUALIFIERS = {
    Bound.AT_LEAST: Qualifier.AT_LEAST,
    Bound.MORE_THAN: Qualifier.MORE_THAN,
    Bound.AT_MOST: Qualifier.AT_MOST,
    Bound.LESS_THAN: Qualifier.LESS_THAN,
    Bound.ABOUT: Qualifier.ABOUT,
    Bound.EXACT: Qualifier.EXACT,
}
_SIGNS_BEFORE = {
    "≥": Bound.AT_LEAST,
    ">": Bound.MORE_THAN,
    "≤": Bound.AT_MOST,
    "<": Bound.LESS_THAN,
    "~": Bound.ABOUT,
    "≈": Bound.ABOUT,
    "±": Bound.ABOUT,
}
_SIGNS_AFTER = {"+": Bound.AT_LEAST}
_FROM_BELOW = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_FROM_ABOVE = frozenset({Bound.AT_MOST, Bound.LESS_THAN})
_PAIRING = phrases("but, mais, но, а, لكن, then")
"""Words between two bounds of one figure, beside a language's own "and"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as read: the numbers its words give, and the words.

    An exact number fills all three; "at least" only `low`, "at most" only `high`, "about" only
    `best`, a range `low` and `high`. `start` and `end` are the place of `wording` in the text.
    """

    qualifier: Qualifier
    wording: str
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None
    start: int = 0
    end: int = 0

    @property
    def has_number(self) -> bool:
        """Whether the words give any number."""
        return not (self.low is None and self.best is None and self.high is None)


def read(text: str, language: str = "en") -> Reading:
    """Read the figure in `text`, the words of one figure ("at least 12 soldiers").

    If there are several figures the first that gives a number is read; nothing is read beyond a
    number that is not understood. Without a number the qualifier is `vague` for words that speak
    of a quantity ("dozens", "heavy casualties") and `none` for all others.

    Args:
        text: any words.
        language: a language tag; only its first part counts. In a language without a table plain
            digits are read, with nothing about them that would have to be understood.
    """
    table = language_of(language)
    if table is None:
        number = counted_plainly(text)
        return _unread(text) if number is None else _exactly(text, number)
    reader = _Reader(text, table)
    return reader.first(reader.figure_at) or reader.first(reader.vague_at) or _unread(text)


def _unread(text: str) -> Reading:
    wording = text.strip()
    start = text.find(wording)
    return Reading(Qualifier.NONE, wording, start=start, end=start + len(wording))


def _exactly(text: str, number: Decimal) -> Reading:
    return replace(_unread(text), qualifier=Qualifier.EXACT, low=number, best=number, high=number)


class _Reader:
    """One text in one language."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.words = TokenSentence(text, language)

    def first(self, reading_at: Callable[[int], Reading | Misread | None]) -> Reading | None:
        """Read the first figure; what is something else is passed over."""
        at = 0
        while at < len(self.words):
            match reading_at(at):
                case Reading() as found:
                    return found
                case Obscure():
                    return None
                case Other(end):
                    at = max(end, at + 1)
                case None:
                    at += 1
        return None

    # --- numbers

    def figure_at(self, at: int) -> Reading | Misread | None:
        """Read a figure with a number that begins at a word; also "none" as nought."""
        bounds, begin = self._bounds(at)
        found = (
            date_or_time(self.words, begin)
            or self._range_at(at, begin, bounds)
            or self._number_at(at, begin, bounds)
            or self._nought(at)
            or self._share_at(begin)
            or digits_misread(self.words, begin)
        )
        denied = found is not None and self.language.has(
            self.words.plain(at - 1), WordRole.NEGATION
        )
        return Obscure() if denied else found

    def _number_at(self, at: int, begin: int, bounds: Sequence[Bound]) -> Reading | Misread | None:
        amount = amount_at(self.words, begin, is_bounded=bool(bounds))
        if amount is None:
            return None
        if amount.is_round or (begin == at and self._is_inverted(at)):
            bounds = [*bounds, Bound.ABOUT]
        return (
            self._joined(at, amount, bounds)
            or self._pair(at, amount, bounds)
            or self._alone(at, amount, bounds)
        )

    def _bounds(self, at: int) -> tuple[list[Bound], int]:
        """Collect the bounds and hedges from a word on, and say where they end."""
        found: list[Bound] = []
        while True:
            count = self.words.phrase(at, self.language.before)
            hedge = self.words.phrase(at, self.language.hedges)
            if count:
                found.append(self.language.before[self.words.words_at(at, count)])
            elif self.words.plain(at) in _SIGNS_BEFORE:
                count = 1
                found.append(_SIGNS_BEFORE[self.words.plain(at)])
            elif hedge:
                count = hedge
                found.append(Bound.ABOUT)
            elif found:
                count = self.words.phrase(at, self.language.fillers)
            if not count:
                return found, at
            at += count

    def _is_inverted(self, at: int) -> bool:
        """Whether a noun before its number makes it a guess: "человек двадцать"."""
        is_noun = self.words.plain(at - 1) in self.language.inverted
        return is_noun and not self.words.counts(at - 2)

    def _range_at(self, at: int, begin: int, bounds: Sequence[Bound]) -> Reading | Misread | None:
        """Read "between 12 and 15"; "rose from 12 to 15" gives the second."""
        count = self.words.phrase(at, self.language.openers)
        begin = at if count else begin
        count = count or self.words.phrase(begin, self.language.openers)
        if not count:
            return None
        first = amount_at(self.words, begin + count)
        joiners = self.language.openers[self.words.words_at(begin, count)]
        if first is None or self.words.plain(first.end) not in joiners:
            return None
        second = amount_at(self.words, first.end + 1)
        if second is None:
            return None
        if begin == at:
            bounds = []
        changed = {self.words.plain(begin - 1), self.words.plain(begin - 2)} & self.language.changes
        if changed:
            return misread(self.words, second, second) or self._alone(at, second, bounds)
        return self._range(at, first, second, bounds) or Obscure()

    def _joined(self, at: int, first: Amount, bounds: Sequence[Bound]) -> Reading | Misread | None:
        """Read "12-15", "six or seven", "20, possibly 25", and "75 to more than 90"."""
        begin = self._after_joiner(first.end)
        if begin is None:
            return None
        inner, start = self._bounds(begin)
        second = amount_at(self.words, start)
        if second is None:
            return None
        bound = _bound(inner) if start > begin else None
        if self.words.plain(first.end) != "," and bound in _FROM_BELOW:
            # It has no upper end.
            spoilt = misread(self.words, first, second)
            return spoilt or self._reading(Qualifier.AT_LEAST, at, second.end, low=first.value)
        if bound not in {None, Bound.ABOUT}:
            return Obscure()
        return self._range(at, first, second, bounds) or Obscure()

    def _after_joiner(self, at: int) -> int | None:
        """Where the second end of a range would begin that nothing opens."""
        begin = at + 1 if self.words.plain(at) in {*self.language.range_joiners, ","} else at
        hedge = self.words.phrase(begin, self.language.hedges)
        if hedge:
            return begin + hedge
        return begin if begin > at and self.words.plain(at) != "," else None

    def _range(
        self, at: int, first: Amount, second: Amount, bounds: Sequence[Bound]
    ) -> Reading | Misread | None:
        low = first.value
        if first.scale == 1 and low < second.value / second.scale:
            low *= second.scale  # "2 to 3 million": the first is in millions too
            if second.scale == 1 and low < second.value / THOUSAND and not second.value % THOUSAND:
                return Obscure()  # "15-20,000": perhaps it is too
        if low >= second.value:
            return None
        spoilt = misread(self.words, first, second)
        if spoilt is not None:
            return spoilt
        after, end = self._after(second.end)
        bound = _bound([*bounds, *after])
        if bound in _FROM_BELOW:
            return self._reading(_QUALIFIERS[bound], at, end, low=low)
        if bound in _FROM_ABOVE:
            return self._reading(_QUALIFIERS[bound], at, end, high=second.value)
        return self._reading(Qualifier.RANGE, at, end, low=low, high=second.value)

    def _pair(self, at: int, first: Amount, bounds: Sequence[Bound]) -> Reading | Misread | None:
        """Read "minimum 20, maximum 80": both ends of one range."""
        begin = first.end + (self.words.plain(first.end) == ",")
        begin += self.words.plain(begin) in self.language.conjunctions
        begin += self.words.phrase(begin, _PAIRING)
        inner, start = self._bounds(begin)
        second = amount_at(self.words, start) if inner and begin > first.end else None
        sides = (_bound(bounds), _bound(inner))
        if second is None or not (sides[0] in _FROM_BELOW and sides[1] in _FROM_ABOVE):
            return None
        return self._range(at, first, second, []) or Obscure()

    def _alone(self, at: int, amount: Amount, bounds: Sequence[Bound]) -> Reading | Misread:
        spoilt = misread(self.words, amount, amount) or self._vaguely_counted(amount)
        if spoilt is not None:
            return spoilt
        after, end = self._after(amount.end)
        n = amount.value
        bound = _bound([*bounds, *after])
        if bound in _FROM_BELOW:
            return self._reading(_QUALIFIERS[bound], at, end, low=n)
        if bound in _FROM_ABOVE:
            return self._reading(_QUALIFIERS[bound], at, end, high=n)
        if bound is Bound.ABOUT:
            return self._reading(Qualifier.ABOUT, at, end, best=n)
        return self._reading(Qualifier.EXACT, at, end, low=n, best=n, high=n)

    def _vaguely_counted(self, amount: Amount) -> Obscure | None:
        """What "a few" or "twice" stands before is not the number: "a few 100"."""
        count = self.words.phrase_before(amount.start, self.language.vague_determiners)
        vague = self.words.words_at(amount.start - count, count)
        if count and vague not in self.language.before:
            return Obscure()
        before = (self.words.plain(amount.start - 1), self.words.plain(amount.start - 2))
        is_multiple = any(self.language.has(word, WordRole.MULTIPLE) for word in before)
        return Obscure() if is_multiple else None

    def _after(self, end: int) -> tuple[list[Bound], int]:
        """The bound that stands after a number, and where it ends."""
        count = self.words.phrase(end, self.language.after)
        bound = self.language.after.get(self.words.words_at(end, count))
        if not count and self.words.plain(end) in _SIGNS_AFTER:
            count, bound = 1, _SIGNS_AFTER[self.words.plain(end)]
        # "12, at least 3 of them" is 12, not at least 12.
        if bound is None or amount_at(self.words, end + count) is not None:
            return [], end
        return [bound], end + count

    def _share_at(self, at: int) -> Other | None:
        """Pass over a share that has no number of its own: "half of the 300"."""
        is_fraction = self.language.has(self.words.plain(at), WordRole.FRACTION)
        count = self.words.phrase(at, self.language.portions) or int(is_fraction)
        return Other(after_whole(self.words, at + count)) if count else None

    def _nought(self, at: int) -> Reading | None:
        count = self.words.phrase(at, self.language.zero)
        end = at + count
        if not count or (end < len(self.words) and not self._is_counted(end)):
            return None
        zero = Decimal(0)
        return self._reading(Qualifier.EXACT, at, end, low=zero, best=zero, high=zero)

    def _is_counted(self, at: int) -> bool:
        return self.words.plain(at) in self.language.zero_before

    # --- words without a number

    def vague_at(self, at: int) -> Reading | None:
        """Read words that speak of a quantity and give no number."""
        count = self.words.phrase(at, self.language.vague)
        if not count:
            count = self.words.phrase(at, self.language.vague_determiners)
            while count and self._is_quantity(at + count):
                count += 1
        return self._reading(Qualifier.VAGUE, at, at + count) if count else None

    def _is_quantity(self, at: int) -> bool:
        word = self.words.plain(at)
        counts = self.language.has(
            word, WordRole.COLLECTIVE, WordRole.MULTIPLIER, WordRole.ABBREVIATION
        )
        return counts or (word,) in self.language.vague

    def _reading(
        self,
        qualifier: Qualifier,
        at: int,
        end: int,
        *,
        low: Decimal | None = None,
        best: Decimal | None = None,
        high: Decimal | None = None,
    ) -> Reading:
        start, stop = self.words.words[at].start, self.words.words[end - 1].end
        return Reading(qualifier, self.text[start:stop], low, best, high, start, stop)


def _bound(bounds: Collection[Bound]) -> Bound | None:
    """Pick what counts when several stand together: "more than about 20" is a bound."""
    hard = [bound for bound in bounds if bound not in {Bound.ABOUT, Bound.EXACT}]
    if hard:
        return hard[0]
    return Bound.ABOUT if Bound.ABOUT in bounds else None
