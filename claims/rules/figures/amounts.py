"""Read one amount from tokens: digits, number words, and both with a multiplier."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.rules.figures.lexicon import Lexicon
from claims.rules.figures.tokens import Token

_HUNDRED = 100
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, whether its very form is approximate ("a dozen"), and the token after it.

    `scale` is the multiplier it ends with: three million is 3 in millions.
    """

    value: Decimal
    approximate: bool
    end: int
    scale: int = 1


def read_amount(
    words: Sequence[Token], at: int, lexicon: Lexicon, *, bounded: bool = False
) -> Amount | None:
    """Read the amount that begins at `at`, or None.

    `bounded` says that a qualifier stands before it: Russian "сотни" alone is vague, after "more
    than" it is one hundred.
    """
    if at >= len(words):
        return None
    if bounded and words[at].norm in lexicon.after_bound:
        return Amount(Decimal(lexicon.after_bound[words[at].norm]), True, at + 1)
    for phrase, value in lexicon.idioms.items():
        if phrase == tuple(word.norm for word in words[at : at + len(phrase)]):
            return Amount(Decimal(value), True, at + len(phrase))
    if words[at].norm in lexicon.articles:
        return _after_article(words, at + 1, lexicon)
    number: Amount | None
    if words[at].value is not None:
        number = _multiplied(words, at, lexicon)
    else:
        number = _Composer(lexicon).read(words, at)
    return _times_collective(words, at, number, lexicon)


def _after_article(words: Sequence[Token], at: int, lexicon: Lexicon) -> Amount | None:
    """Read "a hundred", "a dozen"."""
    if at >= len(words):
        return None
    word = words[at].norm
    value = lexicon.multipliers.get(word) or lexicon.collectives.get(word)
    return None if value is None else Amount(Decimal(value), True, at + 1)


def _multiplied(words: Sequence[Token], at: int, lexicon: Lexicon) -> Amount:
    """Read digits and the multipliers after them: "1.5 million"."""
    value = words[at].value or Decimal(0)
    end, scale = at + 1, 1
    while end < len(words):
        times = lexicon.multipliers.get(words[end].norm, 0)
        if times < _THOUSAND:
            break
        value, scale, end = value * times, scale * times, end + 1
    return Amount(value, False, end, scale)


def _times_collective(
    words: Sequence[Token], at: int, number: Amount | None, lexicon: Lexicon
) -> Amount | None:
    """Read "two dozen", "une vingtaine", and a collective that needs nothing before it."""
    end = number.end if number is not None else at
    times = lexicon.collectives.get(words[end].norm) if end < len(words) else None
    if times is None:
        return number
    if number is not None:
        return Amount(number.value * times, True, end + 1, times)
    is_vague_alone = (words[end].norm,) in lexicon.vague or lexicon.articles
    return None if is_vague_alone else Amount(Decimal(times), True, end + 1)


class _Composer:
    """Build a number from words, as long as the next word can still belong to it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.total = 0
        self.current = 0
        self.smallest = 0

    def read(self, words: Sequence[Token], at: int) -> Amount | None:
        """Read as many words as compose; None if not even the first is a number."""
        end = at
        while True:
            step = self._joiner(words, end) if end > at else 0
            if end + step >= len(words) or not self._take(words, end, step):
                break
            end += step + 1
        if end == at:
            return None
        value = self.total + self.current
        scale = self.lexicon.multipliers.get(words[end - 1].norm, 1)
        return Amount(Decimal(value), False, end, scale if value % scale == 0 else 1)

    def _joiner(self, words: Sequence[Token], at: int) -> int:
        """Count the joiner between two words of a number: one or none."""
        if at >= len(words):
            return 0
        word = words[at]
        return int(word.norm in self.lexicon.joiners or word.norm == "-")

    def _take(self, words: Sequence[Token], end: int, step: int) -> bool:
        """Take the word after the joiner into the number, if it composes."""
        word = words[end + step].norm
        joiner = words[end].norm if step else ""
        if word in self.lexicon.multipliers:
            return self._multiply(word, joiner)
        value = self.lexicon.numbers.get(word)
        return value is not None and self._add(value, joiner)

    def _multiply(self, word: str, joiner: str) -> bool:
        times = self.lexicon.multipliers[word]
        nothing_before = not self.current
        if nothing_before and (word in self.lexicon.bare_vague or (self.total and not joiner)):
            return False
        if times == _HUNDRED:
            return self._hundred(nothing_before=nothing_before)
        if joiner and not nothing_before:
            return False
        if self.smallest and times >= self.smallest:
            return False
        self.total += (self.current or 1) * times
        self.current, self.smallest = 0, times
        return True

    def _hundred(self, *, nothing_before: bool) -> bool:
        if not nothing_before and self.current >= 10:  # noqa: PLR2004 - "twelve hundred" is no news
            return False
        self.current = (self.current or 1) * _HUNDRED
        return True

    def _begin(self, value: int) -> bool:
        """Start with `value`; a word for two thousand (Arabic) is thousands already."""
        if value < _THOUSAND:
            self.current = value
        else:
            self.total, self.smallest = self.total + value, _THOUSAND
        return True

    def _add(self, value: int, joiner: str) -> bool:
        """Add `value` if it can follow what has been read, after this joiner."""
        if not self.current:
            if self.total and (value == 0 or joiner == "-"):
                return False
            return self._begin(value)
        if not 0 < value < _HUNDRED:
            return False
        rest = self.current % _HUNDRED
        below = value if rest == 0 else self.lexicon.below_hundred(rest, value, joiner)
        if below is None:
            return False
        self.current += below - rest
        return True
