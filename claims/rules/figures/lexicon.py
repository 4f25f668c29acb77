"""What a language says numbers with: the shape of a lexicon, and how words are folded for it."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from claims.rules.figures.measures import Qualifier

Phrase = tuple[str, ...]
"""Folded words in order."""

_TATWEEL = "\u0640"
_ALEF_MAKSURA, _YEH = "\u0649", "\u064a"


def fold(word: str) -> str:
    """Fold case, accents, Arabic vowel signs and letter variants, so that spellings meet."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) and c != _TATWEEL)
    return bare.replace(_ALEF_MAKSURA, _YEH)


def phrases(text: str) -> tuple[Phrase, ...]:
    """Read "at least, no fewer than" as folded phrases."""
    return tuple(tuple(fold(word) for word in part.split()) for part in text.split(",") if part)


def words(text: str) -> frozenset[str]:
    """Read "тысячи тысяч" as folded words."""
    return frozenset(fold(word) for word in text.split())


def qualifying(table: Mapping[Qualifier, str]) -> dict[Phrase, Qualifier]:
    """Turn "qualifier: phrases" around."""
    return {phrase: qualifier for qualifier, text in table.items() for phrase in phrases(text)}


def valued(table: Mapping[int, str]) -> dict[str, int]:
    """Turn "value: words" around."""
    return {fold(word): value for value, text in table.items() for word in text.split()}


SYMBOLS_BEFORE = qualifying(
    {
        Qualifier.AT_LEAST: "≥",
        Qualifier.MORE_THAN: ">",
        Qualifier.AT_MOST: "≤",
        Qualifier.LESS_THAN: "<",
        Qualifier.ABOUT: "~, ≈, ±",
    }
)
SYMBOLS_AFTER = qualifying({Qualifier.AT_LEAST: "+"})


def tens_then_unit(rest: int, value: int, joiner: str) -> int | None:
    """Compose "twenty" and "one", with a hyphen or nothing between them."""
    is_tens = rest >= 20 and rest % 10 == 0  # noqa: PLR2004 - the numbers are the rule
    if is_tens and value < 10 and joiner in {"", "-"}:  # noqa: PLR2004
        return rest + value
    return None


@dataclass(frozen=True)
class Lexicon:
    """The words of one language; all of them folded."""

    numbers: Mapping[str, int]
    """Words that say a number below a thousand."""
    multipliers: Mapping[str, int]
    """Hundred, thousand, million: they multiply what stands before them."""
    bare_vague: frozenset[str] = frozenset()
    """Multipliers that say no number when nothing stands before them ("thousands")."""
    idioms: Mapping[Phrase, int] = field(default_factory=dict)
    """Approximate numbers of several words: "half a dozen"."""
    collectives: Mapping[str, int] = field(default_factory=dict)
    """ "A dozen", "une vingtaine": round numbers that nobody means exactly."""
    after_bound: Mapping[str, int] = field(default_factory=dict)
    """Forms that are one round number after "more than" or "about", and vague alone."""
    articles: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    """ "And" inside a number."""
    before: Mapping[Phrase, Qualifier] = field(default_factory=dict)
    after: Mapping[Phrase, Qualifier] = field(default_factory=dict)
    fillers: tuple[Phrase, ...] = ()
    """Words between a qualifier and its number that change neither ("another")."""
    openers: Mapping[Phrase, frozenset[str]] = field(default_factory=dict)
    """What opens a range, and what may stand between its two ends."""
    range_joiners: frozenset[str] = frozenset()
    """What stands between the two ends of a range that nothing opens."""
    vague_determiners: tuple[Phrase, ...] = ()
    vague: tuple[Phrase, ...] = ()
    zero: tuple[Phrase, ...] = ()
    zero_before: frozenset[str] = frozenset()
    """ "No" before these, or alone, is nought; "no figures" and "no survivors" are not."""
    shares: tuple[Phrase, ...] = ()
    """Right after a number they make it a share and no count: "per cent", "thirds"."""
    negations: frozenset[str] = frozenset()
    """Right before a number they deny it, and nothing is read."""
    below_hundred: Callable[[int, int, str], int | None] = tens_then_unit
    """What a number below a hundred becomes when a word (and a joiner) follows it, or None."""
    grouping: str = ","
    decimal: str = "."
    proclitics: tuple[str, ...] = ()
    """Particles written together with the next word."""
    apart: str = ""
    """The proclitic that is a word of its own (Arabic "and")."""

    @cached_property
    def all_before(self) -> dict[Phrase, Qualifier]:
        """Qualifiers before a number, with the symbols of every language."""
        return {**SYMBOLS_BEFORE, **self.before}

    @cached_property
    def all_after(self) -> dict[Phrase, Qualifier]:
        """Qualifiers after a number, with the symbols of every language."""
        return {**SYMBOLS_AFTER, **self.after}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word of the lexicon, to know what a proclitic may be cut from."""
        tables: list[Iterable[str]] = [self.numbers, self.multipliers, self.collectives]
        for group in (self.before, self.after, self.openers):
            tables.extend(group)
        for listed in (self.vague, self.vague_determiners, self.zero):
            tables.extend(listed)
        return frozenset(word for table in tables for word in table)
