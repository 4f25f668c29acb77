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
from tracker.base.language.numbers import THOUSAND, Amount, amount_at, past_money
from tracker.base.language.sentence import TokenSentence
from tracker.base.language.table import Bound, WordRole, phrases
from tracker.base.language.tokens import cut
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
_OPENING_MARKS = frozenset({",", "،", "(", "-"})
_MOST_BOUNDS = 8
_NEAR = 5
"""Times as large as its lower end is the upper end of a range at most that is said short."""
_WORDS_BETWEEN = 4
"""How many words may stand between a number and the bound that is said behind what it counts."""


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
    is_obscure: bool = False
    """Whether no number was read although digits or number words stand there."""

    def moved(self, places: int) -> "Reading":
        """The same reading in a text that begins that much earlier."""
        return replace(self, start=self.start + places, end=self.end + places)

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The numbers that the words give, the lowest first, each once."""
        given = (self.low, self.best, self.high)
        return tuple(dict.fromkeys(number for number in given if number is not None))

    @property
    def has_number(self) -> bool:
        """Whether the words give any number."""
        return bool(self.numbers)

    def gainsays(self, numbers: Collection[Decimal]) -> bool:
        """Whether the words give others than these numbers; not if either only says more.

        Args:
            numbers: what somebody gives for the same figure; none gainsay nothing.
        """
        said, given = set(self.numbers), set(numbers)
        return not (said <= given or given <= said)


def read(text: str, language: str = "en") -> Reading:
    """Read the figure in `text`, the words of one figure ("at least 12 soldiers").

    If there are several figures the first that gives a number is read; nothing is read beyond a
    number that is not understood. Without a number the qualifier is `vague` for words that speak
    of a quantity ("dozens", "heavy casualties") and `none` for all others; `is_obscure` says
    whether there was a number that could not be read, or that counts nothing.

    Args:
        text: any words.
        language: a language tag; only its first part counts. In a language without a table plain
            digits are read, with nothing about them that would have to be understood.
    """
    table = language_of(language)
    if table is None:
        number = counted_plainly(text)
        is_obscure = any(word.kind == "number" for word in cut(text))
        unread = _unread(text, is_obscure=is_obscure)
        return unread if number is None else _exactly(text, number)
    reader = PhraseReader(TokenSentence(text, table))
    found = reader.first(reader.figure_at)
    if isinstance(found, Reading):
        return found
    vague = None if isinstance(found, Obscure) else reader.first(reader.vague_at)
    return vague if isinstance(vague, Reading) else _unread(text, is_obscure=found is not None)


def _unread(text: str, *, is_obscure: bool = False) -> Reading:
    wording = text.strip()
    start = text.find(wording)
    end = start + len(wording)
    return Reading(Qualifier.NONE, wording, start=start, end=end, is_obscure=is_obscure)


def _exactly(text: str, number: Decimal) -> Reading:
    return replace(_unread(text), qualifier=Qualifier.EXACT, low=number, best=number, high=number)


class PhraseReader:
    """Reads the figures of one text in one language, wherever in it they begin."""

    def __init__(self, words: TokenSentence) -> None:
        self.words = words
        self.text = words.text
        self.language = words.language
        said = [word.plain for word in words.words]
        self.has_changes = not self.language.changes.isdisjoint(said)
        self._amounts: dict[tuple[int, bool], Amount | None] = {}

    def first(
        self, reading_at: Callable[[int], Reading | Misread | None]
    ) -> Reading | Misread | None:
        """Read the first figure; what is something else is passed over.

        Without a figure: what was not understood, or else the last thing that was passed over.
        """
        at = 0
        passed: Other | None = None
        while at < len(self.words):
            found = reading_at(at)
            if isinstance(found, Reading | Obscure):
                return found
            passed = found or passed
            at = at + 1 if found is None else max(found.end, at + 1)
        return passed

    # --- numbers

    def _amount(self, at: int, *, is_bounded: bool = False) -> Amount | None:
        """Read the number that begins at a word, or behind the sign of a currency there."""
        key = at, is_bounded
        if key not in self._amounts:
            begin = past_money(self.words, at)
            self._amounts[key] = amount_at(self.words, begin, is_bounded=is_bounded)
        return self._amounts[key]

    def figure_at(self, at: int) -> Reading | Misread | None:
        """Read a figure with a number that begins at a word; also "none" as nought."""
        found = self.undenied_at(at)
        return Obscure() if found is not None and self.is_denied(at) else found

    def is_denied(self, at: int) -> bool:
        """Whether a word that denies stands directly before a place."""
        return self.language.has(self.words.plain(at - 1), WordRole.NEGATION)

    def undenied_at(self, at: int) -> Reading | Misread | None:
        """Read such a figure whatever stands before it."""
        bounds, begin = self._bounds(at)
        return (
            date_or_time(self.words, begin)
            or self._change_at(at)
            or self._range_at(at, begin, bounds)
            or self._number_at(at, begin, bounds)
            or self._nought(at)
            or self._share_at(begin)
            or digits_misread(self.words, begin)
        )

    def _number_at(self, at: int, begin: int, bounds: Sequence[Bound]) -> Reading | Misread | None:
        amount = self._amount(begin, is_bounded=bool(bounds))
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
        opening = self.language.opening_bounds
        for _ in range(_MOST_BOUNDS):
            word = self.words.plain(at)
            if word not in opening and word not in _SIGNS_BEFORE:
                break
            count = self.words.phrase(at, self.language.before)
            hedge = self.words.phrase(at, self.language.hedges)
            if count:
                found.append(self.language.before[self.words.words_at(at, count)])
            elif word in _SIGNS_BEFORE:
                count = 1
                found.append(_SIGNS_BEFORE[word])
            elif hedge:
                count = hedge
                found.append(Bound.ABOUT)
            elif found:
                count = self.words.phrase(at, self.language.fillers)
            if not count:
                break
            at += count
        return found, at

    def _is_inverted(self, at: int) -> bool:
        """Whether a noun before its number makes it a guess: "человек двадцать"."""
        is_noun = self.words.plain(at - 1) in self.language.inverted
        return is_noun and not self.words.counts(at - 2)

    def _range_at(self, at: int, begin: int, bounds: Sequence[Bound]) -> Reading | Misread | None:
        """Read "between 12 and 15"."""
        count = self.words.phrase(at, self.language.openers)
        begin = at if count else begin
        count = count or self.words.phrase(begin, self.language.openers)
        if not count:
            return None
        first = self._amount(begin + count)
        joiners = self.language.openers[self.words.words_at(begin, count)]
        if first is None or self.words.plain(first.end) not in joiners:
            return None
        second = self._amount(first.end + 1)
        if second is None:
            return None
        if begin == at:
            bounds = []
        return self._range(at, first, second, bounds) or Obscure()

    def _change_at(self, at: int) -> Reading | Misread | None:
        """Read what a number became: "rose from 12 to 15", "rose by 3 to at least 15"."""
        if not (self.has_changes and self._is_changed(at)):
            return None
        if self.words.plain(at) in self.language.change_ends:
            return self._number_after(at + 1)
        count = self.words.phrase(at, self.language.change_openers)
        first = self._amount(self._bounds(at + count)[1]) if count else None
        if first is None:
            return None
        for end in range(first.end, first.end + _WORDS_BETWEEN + 1):
            if self.words.plain(end) in self.language.change_ends | {"-"}:
                return self._number_after(end + 1) or Obscure()
            if self.words.kind(end) != "word" or self.words.counts(end):
                break
        return Other(first.end)

    def _number_after(self, at: int) -> Reading | Misread | None:
        bounds, begin = self._bounds(at)
        return self._number_at(at, begin, bounds)

    def _is_changed(self, at: int) -> bool:
        """Whether a word that says that a number changed stands shortly before a place."""
        for before in range(at - 1, max(-1, at - 2 - _WORDS_BETWEEN), -1):
            if self.words.plain(before) in self.language.changes:
                return True
            if self.words.kind(before) != "word" or self.words.counts(before):
                return False
        return False

    def _joined(self, at: int, first: Amount, bounds: Sequence[Bound]) -> Reading | Misread | None:
        """Read "12-15", "six or seven", "20, possibly 25", and "75 to more than 90"."""
        begin = self._after_joiner(first.end)
        if begin is None:
            return None
        inner, start = self._bounds(begin)
        second = self._amount(start)
        if second is None:
            return None
        bound = _bound(inner) if start > begin else None
        if self.words.plain(first.end) != "," and bound in _FROM_BELOW:
            # It has no upper end.
            spoilt = misread(self.words, first, second)
            return spoilt or self._reading(Qualifier.AT_LEAST, at, second.end, low=first.value)
        # "20, perhaps as many as 30" has an upper end.
        is_guess = begin > first.end + 1 and bound in _FROM_ABOVE
        if bound not in {None, Bound.ABOUT} and not is_guess:
            return Obscure()
        return self._range(at, first, second, bounds) or Obscure()

    def _after_joiner(self, at: int) -> int | None:
        """Where the second end of a range would begin that nothing opens."""
        word = self.words.plain(at)
        begin = at + 1 if word == "," or word in self.language.range_joiners else at
        hedge = self.words.phrase(begin, self.language.hedges)
        if hedge:
            return begin + hedge
        return begin if begin > at and word != "," else None

    def _range(
        self, at: int, first: Amount, second: Amount, bounds: Sequence[Bound]
    ) -> Reading | Misread | None:
        low = self._low(first, second)
        if low is None:
            return Obscure()
        if low >= second.value:
            return None
        spoilt = misread(self.words, first, second)
        if spoilt is not None or self._has_third_end(second.end):
            return spoilt or Obscure()
        after, end = self._after(second.end)
        bound = _bound([*bounds, *after])
        if bound in _FROM_BELOW:
            return self._reading(_QUALIFIERS[bound], at, end, low=low)
        if bound in _FROM_ABOVE:
            return self._reading(_QUALIFIERS[bound], at, end, high=second.value)
        return self._reading(Qualifier.RANGE, at, end, low=low, high=second.value)

    def _has_third_end(self, at: int) -> bool:
        """Whether a guess goes beyond a range: "20 to 25, possibly 30"."""
        begin = at + (self.words.plain(at) == ",")
        count = self.words.phrase(begin, self.language.hedges)
        return bool(count) and self._amount(begin + count) is not None

    def _low(self, first: Amount, second: Amount) -> Decimal | None:
        """The lower end, which may leave out what the second says; None if that is not sure."""
        low = first.value
        if first.scale > 1 or low >= second.value / second.scale:
            return low
        if second.scale > 1:
            return low * second.scale  # "2 to 3 million": the first is in millions too
        if low >= second.value / THOUSAND:
            return low
        # "10 to 15,000" is ten to fifteen thousand; "1 to 15,000" may be either.
        is_near = self.words.plain(first.end) == "-" or second.value <= low * THOUSAND * _NEAR
        is_shortened = is_near and not second.value % THOUSAND
        return low * THOUSAND if is_shortened else None

    def _pair(self, at: int, first: Amount, bounds: Sequence[Bound]) -> Reading | Misread | None:
        """Read "minimum 20, maximum 80": both ends of one range."""
        begin = first.end + (self.words.plain(first.end) == ",")
        begin += self.words.plain(begin) in self.language.conjunctions
        begin += self.words.phrase(begin, _PAIRING)
        if begin == first.end:
            return None
        inner, start = self._bounds(begin)
        second = self._amount(start) if inner else None
        sides = (_bound(bounds), _bound(inner))
        if second is None or not (sides[0] in _FROM_BELOW and sides[1] in _FROM_ABOVE):
            return None
        return self._range(at, first, second, []) or Obscure()

    def _alone(self, at: int, amount: Amount, bounds: Sequence[Bound]) -> Reading | Misread:
        spoilt = (
            misread(self.words, amount, amount)
            or self._vaguely_counted(amount)
            or self._is_article(amount)
        )
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

    def _is_article(self, amount: Amount) -> Other | None:
        """What may be "a" as well as "one" counts only before what is counted: "une poignée"."""
        is_short = amount.end == amount.start + 1 and amount.end < len(self.words)
        may_be = is_short and self.words.plain(amount.start) in self.language.one_or_a
        stands_open = self.words.kind(amount.end) == "word" and not self._is_counted(amount.end)
        return Other(amount.end) if may_be and stands_open else None

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
        """The bound that stands after a number or what it counts, and where it ends."""
        if self.words.plain(end) in _SIGNS_AFTER:
            return [_SIGNS_AFTER[self.words.plain(end)]], end + 1
        for at in range(end, end + _WORDS_BETWEEN + 1):
            begin = at + (self.words.plain(at) in _OPENING_MARKS)
            count = self.words.phrase(begin, self.language.after)
            if count:
                found = self._bound_after(begin, count, is_apart=begin > end)
                return ([found], begin + count) if found else ([], end)
            if begin > at or self.words.kind(at) != "word" or self.words.counts(at):
                break
        return [], end

    def _bound_after(self, at: int, count: int, *, is_apart: bool) -> Bound | None:
        """What a phrase behind a number says of it; None if it is said of what follows.

        "12, at least 3 of them" is 12, not at least 12. A single word behind what is counted, or
        a phrase behind a comma, says it of the number only where nothing goes on after it.
        """
        end = at + count
        bound = self.language.after[self.words.words_at(at, count)]
        begins_number = self._amount(self._bounds(end)[1]) is not None
        goes_on = self.words.kind(end) == "word" and not self._is_conjunction(end)
        is_loose = is_apart and (count == 1 or self.words.plain(at - 1) in _OPENING_MARKS)
        is_other = is_loose or (bound in _FROM_ABOVE and self._says_what_happened(at, end))
        if begins_number or self.words.counts(end) or (is_other and goes_on):
            return None
        return bound

    def _says_what_happened(self, at: int, end: int) -> bool:
        """Whether all is said before a bound, which is then of what follows: "died at most camps".

        It is not before a small word: "20 killed at most in the raid".
        """
        is_said = self.language.has(self.words.plain(at - 1), WordRole.HARM)
        return is_said and not self.language.has(
            self.words.plain(end), WordRole.STOP, WordRole.LINK
        )

    def _is_conjunction(self, at: int) -> bool:
        return self.words.plain(at) in self.language.conjunctions

    def _share_at(self, at: int) -> Other | None:
        """Pass over a share that has no number of its own: "half of the 300", "نصف 60"."""
        is_fraction = self.language.has(self.words.plain(at), WordRole.FRACTION)
        count = self.words.phrase(at, self.language.portions) or int(is_fraction)
        if not count:
            return None
        whole = self._amount(at + count) if is_fraction else None
        return Other(after_whole(self.words, at + count) if whole is None else whole.end)

    def _nought(self, at: int) -> Reading | None:
        count = self.words.phrase(at, self.language.zero)
        end = at + count
        # The phrase may name what is counted: "жертв нет".
        is_named = any(map(self._is_counted, range(at, end)))
        if not count or not (is_named or end == len(self.words) or self._follows_none(end)):
            return None
        zero = Decimal(0)
        return self._reading(Qualifier.EXACT, at, end, low=zero, best=zero, high=zero)

    def _is_counted(self, at: int) -> bool:
        return self.words.plain(at) in self.language.losses

    def _follows_none(self, at: int) -> bool:
        return self._is_counted(at) or self.words.plain(at) in self.language.zero_before

    # --- words without a number

    def vague_at(self, at: int) -> Reading | None:
        """Read words that speak of a quantity and give no number."""
        before = (self.words.plain(at - 1), self.words.plain(at - 2))
        if any(self.language.has(word, WordRole.NEGATION) for word in before):
            return None  # "no known casualties" does not say that there are none either
        count = max(self.words.phrase(at, self.language.vague), self._vaguely_determined(at))
        if not count:
            return None
        found = self._reading(Qualifier.VAGUE, at, at + count)
        says_two = not self.language.pairs.isdisjoint(self.words.words_at(at, count))
        return replace(found, is_obscure=says_two and self._is_quantity(at + count - 1))

    def _vaguely_determined(self, at: int) -> int:
        """Count the words of "several dozen"; 0 before a number, which was passed over."""
        count = self.words.phrase(at, self.language.vague_determiners)
        while count and self._is_quantity(at + count):
            count += 1
        return 0 if self.words.counts(at + count) else count

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
