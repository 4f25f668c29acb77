"""Read a figure from the words it was given in, and invent nothing.

Numbers may be written in digits of any script or in words, in English, French, Arabic and
Russian. Where the words give no number, none is read: the words are kept as they are.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.rules.figures.amounts import Amount, read_amount
from claims.rules.figures.arabic import ARABIC
from claims.rules.figures.english import ENGLISH
from claims.rules.figures.french import FRENCH
from claims.rules.figures.lexicon import Lexicon, Phrase
from claims.rules.figures.measures import Qualifier
from claims.rules.figures.russian import RUSSIAN
from claims.rules.figures.tokens import tokens

LEXICONS: dict[str, Lexicon] = {"en": ENGLISH, "fr": FRENCH, "ar": ARABIC, "ru": RUSSIAN}
"""Languages whose words are read; digits are read in every language."""


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

    `language` is a language tag; only its first part counts, and a language without a lexicon is
    read as digits with English words. If there are several figures the first that gives a number
    is read. Without a number the qualifier is `vague` for words that speak of a quantity
    ("dozens", "heavy casualties") and `none` for all others.
    """
    lexicon = LEXICONS.get(language.partition("-")[0].lower(), ENGLISH)
    reader = _Reader(text, lexicon)
    at = 0
    while at < len(reader.words):
        found = reader.figure_at(at)
        if found is not None:
            return found
        at = reader.after_share(at)
    for at in range(len(reader.words)):
        found = reader.vague_at(at)
        if found is not None:
            return found
    wording = text.strip()
    start = text.find(wording)
    return Reading(Qualifier.NONE, wording, start=start, end=start + len(wording))


class _Reader:
    """One text, cut into words."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.words = tokens(text, lexicon)

    # --- numbers

    def figure_at(self, at: int) -> Reading | None:
        """Read a figure that begins at word `at`, unless it is a share ("20 per cent")."""
        found = self.number_at(at)
        if found is None:
            return None
        end = next((i for i, w in enumerate(self.words) if w.start >= found.end), len(self.words))
        return found if self._share(end) is None else None

    def after_share(self, at: int) -> int:
        """The word to go on from: after the share that begins at `at`, else the next one."""
        amount = read_amount(self.words, at, self.lexicon)
        return at + 1 if amount is None else self._share(amount.end) or at + 1

    def _share(self, at: int) -> int | None:
        """Where the words end that make the number before them a share; None if there are none."""
        begin = at + 1 if self._norm(at) == "-" else at
        phrase = self._longest(begin, self.lexicon.shares)
        return None if phrase is None else begin + len(phrase)

    def number_at(self, at: int) -> Reading | None:
        """Read a figure with a number that begins at word `at`; also "none" as nought."""
        if at and self.words[at - 1].norm in self.lexicon.negations:
            return None
        qualifiers, begin = self._qualifiers(at)
        opened = self._opened_range(begin)
        if opened is not None:
            low, high, end = opened
            return self._range(at, end, low, high, qualifiers)
        amount = read_amount(self.words, begin, self.lexicon, bounded=bool(qualifiers))
        if amount is None:
            return self._nought(at)
        if amount.approximate:
            qualifiers = [*qualifiers, Qualifier.ABOUT]
        return self._joined_range(at, amount, qualifiers) or self._single(at, amount, qualifiers)

    def _qualifiers(self, at: int) -> tuple[list[Qualifier], int]:
        """Collect the qualifiers from `at` on, and say where they end."""
        found: list[Qualifier] = []
        while True:
            phrase = self._longest(at, self.lexicon.all_before)
            if phrase is not None:
                found.append(self.lexicon.all_before[phrase])
            elif found:
                phrase = self._longest(at, self.lexicon.fillers)
            if phrase is None:
                return found, at
            at += len(phrase)

    def _opened_range(self, at: int) -> tuple[Decimal, Decimal, int] | None:
        """Read "between 12 and 15"."""
        phrase = self._longest(at, self.lexicon.openers)
        if phrase is None:
            return None
        first = read_amount(self.words, at + len(phrase), self.lexicon)
        return self._second_end(first, self.lexicon.openers[phrase])

    def _second_end(
        self, first: Amount | None, joiners: Collection[str]
    ) -> tuple[Decimal, Decimal, int] | None:
        if first is None or self._norm(first.end) not in joiners:
            return None
        second = read_amount(self.words, first.end + 1, self.lexicon)
        if second is None:
            return None
        low = first.value
        if first.scale == 1 and low < second.value / second.scale:
            low *= second.scale  # "2 to 3 million": the first is in millions too
        return (low, second.value, second.end) if low < second.value else None

    def _joined_range(
        self, at: int, first: Amount, qualifiers: Sequence[Qualifier]
    ) -> Reading | None:
        """Read "12-15", "six or seven", and "75 to more than 90", which has no upper end."""
        ends = self._second_end(first, self.lexicon.range_joiners)
        if ends is not None:
            low, high, end = ends
            return self._range(at, end, low, high, qualifiers)
        if self._norm(first.end) not in self.lexicon.range_joiners:
            return None
        inner, begin = self._qualifiers(first.end + 1)
        second = read_amount(self.words, begin, self.lexicon)
        if second is None or _bound(inner) not in {Qualifier.MORE_THAN, Qualifier.AT_LEAST}:
            return None
        return self._reading(Qualifier.AT_LEAST, at, second.end, low=first.value)

    def _range(
        self, at: int, end: int, low: Decimal, high: Decimal, qualifiers: Sequence[Qualifier]
    ) -> Reading:
        match bound := _bound(qualifiers):
            case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
                return self._reading(bound, at, end, low=low)
            case Qualifier.AT_MOST | Qualifier.LESS_THAN:
                return self._reading(bound, at, end, high=high)
            case _:
                return self._reading(Qualifier.RANGE, at, end, low=low, high=high)

    def _single(self, at: int, amount: Amount, qualifiers: Sequence[Qualifier]) -> Reading:
        end = amount.end
        phrase = self._longest(end, self.lexicon.all_after)
        if phrase is not None and self._closes(end + len(phrase)):
            qualifiers = [*qualifiers, self.lexicon.all_after[phrase]]
            end += len(phrase)
        n = amount.value
        match bound := _bound(qualifiers):
            case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
                return self._reading(bound, at, end, low=n)
            case Qualifier.AT_MOST | Qualifier.LESS_THAN:
                return self._reading(bound, at, end, high=n)
            case Qualifier.ABOUT:
                return self._reading(bound, at, end, best=n)
            case _:
                return self._reading(Qualifier.EXACT, at, end, low=n, best=n, high=n)

    def _closes(self, at: int) -> bool:
        """Whether no number follows at once: "12, at least 3 of them" is 12, not at least 12."""
        return read_amount(self.words, at, self.lexicon) is None

    def _nought(self, at: int) -> Reading | None:
        phrase = self._longest(at, self.lexicon.zero)
        if phrase is None:
            return None
        end = at + len(phrase)
        if end < len(self.words) and self._norm(end) not in self.lexicon.zero_before:
            return None
        zero = Decimal(0)
        return self._reading(Qualifier.EXACT, at, end, low=zero, best=zero, high=zero)

    # --- words without a number

    def vague_at(self, at: int) -> Reading | None:
        """Read words that speak of a quantity and give no number."""
        phrase = self._longest(at, self.lexicon.vague)
        if phrase is not None:
            return self._reading(Qualifier.VAGUE, at, at + len(phrase))
        phrase = self._longest(at, self.lexicon.vague_determiners)
        if phrase is None:
            return None
        end = at + len(phrase)
        while self._is_quantity(end):
            end += 1
        return self._reading(Qualifier.VAGUE, at, end)

    def _is_quantity(self, at: int) -> bool:
        word = self._norm(at)
        return (
            word in self.lexicon.collectives
            or word in self.lexicon.multipliers
            or (word,) in self.lexicon.vague
        )

    # --- words

    def _norm(self, at: int) -> str | None:
        return self.words[at].norm if 0 <= at < len(self.words) else None

    def _longest(
        self, at: int, listed: Mapping[Phrase, object] | Collection[Phrase]
    ) -> Phrase | None:
        """Find the longest of the phrases that stands at word `at`."""
        first = self._norm(at)
        fitting = [
            p
            for p in listed
            if p[0] == first and p == tuple(w.norm for w in self.words[at : at + len(p)])
        ]
        return max(fitting, key=len, default=None)

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
        start, stop = self.words[at].start, self.words[end - 1].end
        return Reading(qualifier, self.text[start:stop], low, best, high, start, stop)


def _bound(qualifiers: Sequence[Qualifier]) -> Qualifier | None:
    """Pick what counts when several stand together: "more than about 20" is a bound."""
    bounds = [q for q in qualifiers if q not in {Qualifier.ABOUT, Qualifier.EXACT}]
    if bounds:
        return bounds[0]
    return Qualifier.ABOUT if Qualifier.ABOUT in qualifiers else None
