"""Name one difference between a quotation and a page; the gravest name that fits wins."""

import re
from collections.abc import Container, Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import Protocol

from sources.archiver.quoting.slips import is_slip
from sources.archiver.quoting.steps import Steps
from tracker.base.language.dictionary import MOST, language_spoken
from tracker.base.language.languages import LANGUAGES
from tracker.base.language.numerals import numeral
from tracker.base.language.tokens import Token
from tracker.base.language.words import (
    STOPWORDS,
    is_bound,
    is_cardinal,
    is_month,
    is_negation,
    is_number_word,
    is_opposite,
    is_small_name,
    is_unit,
    multiplies,
    turns,
)

_REFERENCE = re.compile(r"(?:\[[0-9a-z]{1,3}\])+|[¹²³⁰⁴-⁹]+")
"""Marks of notes that a page carries and a quotation leaves out: "[3]"."""
_BRACKETED = re.compile(r"\[[^\[\]]{1,200}\]")
"""Words in square brackets: whoever writes puts them into somebody else's words."""
_DIGITS = re.compile(r"[0-9]")
_LONG_UNIT = 3
"""Letters of a unit's name that is no single sign: those are letters of other things too."""
_LOOKED_UP = 200
"""Steps that looking a word up takes."""

Stretch = tuple[Sequence[Token], int, int]
"""A text and the part of it that differs: from one token on, up to another."""


class WordsElsewhere(Protocol):
    """How words are written elsewhere in a text."""

    lower: Container[str]
    """Folded words that stand there without a capital."""

    def is_name(self, token: Token) -> bool:
        """Whether a word stands in the place of a name."""
        ...


class Kinds:
    """Names differences between two stretches of text."""

    def __init__(
        self,
        quoted: Sequence[Token],
        found: Sequence[Token],
        vocabulary: WordsElsewhere,
        steps: Steps,
        tag: str = "",
    ) -> None:
        """Take two stretches.

        Args:
            quoted: the quotation, or what stands for it.
            found: what it is held against.
            vocabulary: how words are written elsewhere in the page.
            steps: what may be made.
            tag: the language that the quotation is said to be in, or nothing.
        """
        self._quoted, self._found = quoted, found
        self._vocabulary = vocabulary
        self._steps = steps
        self._tag = tag

    def name(self, ours: tuple[int, int], theirs: tuple[int, int]) -> str:
        """Name a difference.

        Args:
            ours: from which token of the quotation up to which it reaches.
            theirs: the same of the page's.
        """
        stretches = (self._quoted, *ours), (self._found, *theirs)
        kind = self._kind(self._quoted[slice(*ours)], self._found[slice(*theirs)])
        return self._in_place(kind, *stretches)

    @cached_property
    def spoken(self) -> str:
        """The language of the stretches, of those that have a table; or nothing."""
        both = (*self._found, *self._quoted)
        small = (one for one in both if one.kind == "word" and not self._vocabulary.is_name(one))
        words = [one.text for one in islice(small, MOST)]
        self._steps.take(_LOOKED_UP * len(words))
        return language_spoken(words, self._tag)

    def _kind(self, ours: Sequence[Token], theirs: Sequence[Token]) -> str:
        """Name one difference by its own words."""
        a = [token for token in ours if token.kind != "punctuation"]
        b = [token for token in theirs if token.kind != "punctuation"]
        plain_a, plain_b = [token.plain for token in a], [token.plain for token in b]
        if plain_a == plain_b:
            return self._same_words(a, b)
        if not a and _REFERENCE.fullmatch(_joined(theirs)):
            return "reference"
        return "grouping" if _same_values(a, b, self) else self._other_words(ours, theirs)

    def _other_words(self, ours: Sequence[Token], theirs: Sequence[Token]) -> str:
        """Name a difference in which words differ, or one side has none."""
        a = [token for token in ours if token.kind != "punctuation"]
        b = [token for token in theirs if token.kind != "punctuation"]
        plain_a, plain_b = [token.plain for token in a], [token.plain for token in b]
        if any(map(is_of_a_number, (*a, *b))):
            return "number"
        if any(is_negation(token.plain) for token in (*a, *b)) or _opposites(plain_a, plain_b):
            return "negation"
        if not a or not b:
            return self._one_sided(ours, theirs, a or b)
        return "spacing" if "".join(plain_a) == "".join(plain_b) else self._changed_words(a, b)

    def _one_sided(
        self, ours: Sequence[Token], theirs: Sequence[Token], words: Sequence[Token]
    ) -> str:
        """Name words that only one side has; those in brackets say that they were put in."""
        if _BRACKETED.fullmatch(_joined(ours or theirs)):
            return "sense" if any(map(_weighs, words)) else "gloss" if ours else "interposed"
        return self._changed_words(words, ())

    def _changed_words(self, a: Sequence[Token], b: Sequence[Token]) -> str:
        """Name words that stand instead of others."""
        both = (*a, *b)
        named = any(self._vocabulary.is_name(one) or is_small_name(one.plain) for one in both)
        if not named and len(a) == len(b) == 1 and self._is_slip(a[0], b[0]):
            return "slip"
        if named or any(map(_may_be_name, both)):
            return "name"
        if any(is_unit(one.plain) and len(one.plain) >= _LONG_UNIT for one in both):
            return "number"
        if any(turns(one.plain) for one in both):
            return "sense"
        return "words" if self.spoken else "unknown"

    def _is_slip(self, ours: Token, theirs: Token) -> bool:
        """Whether a letter slipped; not where the page has the quotation's word as well."""
        if is_bound(ours.plain) or is_bound(theirs.plain):
            return False
        return ours.plain not in self._vocabulary.lower and is_slip(ours, theirs, self.spoken)

    def _same_words(self, a: Sequence[Token], b: Sequence[Token]) -> str:
        """Name a difference that only the folding away of case, marks or digit script removes."""
        pairs = [(one, other) for one, other in zip(a, b, strict=True) if one.text != other.text]
        if not pairs:
            return "punctuation"
        if any(one.kind == "number" for one, _ in pairs):
            return "digits_script"
        if all(one.text.casefold() == other.text.casefold() for one, other in pairs):
            return "case"
        # In one language a mark is a habit of writing, in the next it makes another word.
        return "diacritics" if self.spoken else "unknown"

    def _in_place(self, kind: str, *stretches: Stretch) -> str:
        """Name a difference anew where what stands beside it makes it graver."""
        is_of_words = kind in ("words", "unknown", "sense")
        if kind == "punctuation" and any(_mark_counts(*one) for one in stretches):
            return "number"
        if (is_of_words or kind == "name") and any(_is_of_a_figure(*one) for one in stretches):
            return "number"
        if kind == "reference" and not all(_is_attached(*one) for one in stretches):
            return "number"
        if is_of_words and any(_beside_negation(*one) for one in stretches):
            return "negation"
        return kind


def without_glosses(quoted: Sequence[Token]) -> tuple[list[Token], list[str]]:
    """Take out of a quotation what whoever quotes put into brackets; not what turns it.

    Returns:
        The tokens that are left, and what was taken out.
    """
    kept: list[Token] = []
    said: list[str] = []
    opened = -1
    for token in quoted:
        kept.append(token)
        if token.text == "[":
            opened = len(kept) - 1
        elif token.text == "]" and opened >= 0:
            inside = kept[opened + 1 : -1]
            if any(one.kind == "word" for one in inside) and not any(map(_weighs, inside)):
                said.append(" ".join(one.text for one in kept[opened:]))
                del kept[opened:]
            opened = -1
    return kept, said


def _weighs(token: Token) -> bool:
    """Whether a word put in by whoever quotes would make another claim of it."""
    return is_of_a_number(token) or is_negation(token.plain) or turns(token.plain)


def _joined(tokens: Iterable[Token]) -> str:
    return "".join(token.text for token in tokens)


def _same_values(a: Sequence[Token], b: Sequence[Token], kinds: Kinds) -> bool:
    """Whether two numbers are surely one, grouped otherwise: "12,400" and "12400"."""
    if len(a) != 1 or len(b) != 1 or {a[0].kind, b[0].kind} != {"number"}:
        return False
    table = LANGUAGES.get(kinds.spoken)
    writing = table.writing if table else None
    one, other = (numeral(token.text, writing) for token in (a[0], b[0]))
    same_digits = _DIGITS.findall(a[0].plain) == _DIGITS.findall(b[0].plain)
    return one is not None and one == other and same_digits


def _is_of_a_figure(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether words make the number beside them another: its unit, its bound, its month."""
    return any(rule(text, start, stop) for rule in (_measures, _bounds, _dates))


def _measures(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether words begin with what the number before them counts: "80 bn", "8 p.m.", "3rd"."""
    before, first = _first_word(reversed(text[:start])), _first_word(text[start:stop])
    if before is None or first is None or not is_of_a_number(before):
        return False
    return before.end == first.start or multiplies(first.plain) or is_unit(first.plain)


def _bounds(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether words say how to take a number that stands after or before them: "over 80"."""
    if not any(is_bound(token.plain) for token in text[start:stop]):
        return False
    before, after = _first_word(reversed(text[:start])), text[stop : stop + 2]
    if before is not None and (before.kind == "number" or is_cardinal(before.plain)):
        return True  # "80 only", but not "un plus grand"
    return any(is_of_a_number(one) for one in after)


def _dates(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether words name the month of a day or a year that stands beside them: "12 May"."""
    beside = (_first_word(reversed(text[:start])), _first_word(text[stop:]))
    if not any(one is not None and one.kind == "number" for one in beside):
        return False
    return any(is_month(one.plain, is_capital=one.text[0].isupper()) for one in text[start:stop])


def _is_attached(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether marks stand at the word before them, as those of notes do: "killed[3]"."""
    return start == stop or (start > 0 and text[start - 1].end == text[start].start)


def _beside_negation(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether a negation stands directly before or after: what it denies is another thing."""
    beside = (_first_word(reversed(text[:start])), _first_word(text[stop:]))
    return any(one is not None and is_negation(one.plain) for one in beside)


def _first_word(text: Iterable[Token]) -> Token | None:
    return next((one for one in text if one.kind != "punctuation"), None)


def _mark_counts(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether marks belong to numbers: "10-12", "3:2", "-5"."""
    if stop >= len(text) or text[stop].kind != "number" or start == stop:
        return False
    if start > 0 and text[start - 1].kind == "number":
        return True
    return text[stop - 1].text == "-" and text[stop - 1].end == text[stop].start


def is_of_a_number(token: Token) -> bool:
    """Whether a token is a number, a sign of one or a word that counts."""
    return token.kind in ("number", "sign") or is_number_word(token.plain)


def _opposites(a: Sequence[str], b: Sequence[str]) -> bool:
    return any(is_opposite(one, other) for one in a for other in b)


def _may_be_name(token: Token) -> bool:
    """Whether a word stands in a script without capitals, where any word may be a name.

    One left out ("between A and B" cut to "A") is a changed name too.
    """
    return token.text.lower() == token.text.upper() and token.plain not in STOPWORDS
