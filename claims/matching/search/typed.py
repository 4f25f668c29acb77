"""Read what somebody typed into the search: words, phrases, words that must not be there, dates.

What is pasted is a text, not an order to the search: beyond ``PASTED`` words quotation marks and
hyphens are read as they stand in any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claims.matching.ranking.lexical import WEIGHTS, Question, day_key
from claims.matching.ranking.wording import wording_of
from tracker.base.language.folding import plain
from tracker.base.language.retrieval.stems import SearchTerm, TermKind, search_terms
from tracker.base.language.retrieval.written_days import WrittenDay, day_keys, written_days
from tracker.base.language.tokens import tokens

LONGEST_SEARCH = 2_000
"""Characters of a search; what is longer is refused at its field."""
PASTED = 20
"""Words of a search that is a text which somebody pasted."""
MOST_PLACES = 80
"""Words that are looked up; of a longer text the rest is not."""
_MOST_PHRASES = 5
_MOST_REFUSED = 10
_WEIGHT_OF_DAY = 2.0
_WEIGHT_OF_ALIKE = 0.7
_YEAR = re.compile(r"n:(?:19|20)\d\d")
_QUOTED = re.compile(r'(?:(?<=\s)|^)(-?)["“”„«»]([^"“”„«»\n]{1,300})["“”«»]')
_REFUSED = re.compile(r"(?:(?<=\s)|^)-(?=[^\W\d_])(\S{1,100})")
SHORT_BEFORE_NAME = 4
"""Letters of a word that may be written together with the name after it."""
_ASKING = frozenset(
    """how many much who whom whose when where what which why did does do was were is are there
    combien qui quand ou quel quelle quels quelles est quoi pourquoi y
    сколько кто когда где что какой какая какие почему كم من متي اين ماذا هل لماذا""".split()  # noqa: SIM905
)
"""Words that ask, folded: what is asked for stands beside them."""
_SHORTEST_MISSPELT = 4
_MOST_MISSPELT = 3


@dataclass(frozen=True, slots=True)
class AskedWord:
    """One word (or date) that is looked up: in each of several ways, and how it is written."""

    keys: tuple[str, ...]
    written: str
    alike: tuple[str, ...] = ()
    """Terms of other words that may be meant, where nothing has this one."""


@dataclass(frozen=True, slots=True)
class TypedSearch:
    """What is looked for. ``text`` is what is left of it for the ranking."""

    text: str
    words: tuple[AskedWord, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    """Words that have to stand so, folded."""
    refused: tuple[tuple[str, ...], ...] = ()
    """Words, or phrases, that must not be there, folded."""
    days: tuple[WrittenDay, ...] = ()

    @property
    def keys(self) -> list[str]:
        """Every term that is asked for, once."""
        every = (key for word in self.words for key in (*word.keys, *word.alike))
        return list(dict.fromkeys(every))

    @property
    def weights(self) -> dict[str, float]:
        """What each term counts, beside how rare it is."""
        counted: dict[str, float] = {}
        for word in self.words:
            for key in word.keys:
                counted.setdefault(key, weight_of(key))
            for key in word.alike:
                counted.setdefault(key, _WEIGHT_OF_ALIKE * weight_of(key))
        return counted

    @property
    def question(self) -> Question:
        """The same for the ranking that claims are matched with."""
        places = tuple((*word.keys, *word.alike) for word in self.words)
        written = {key: word.written for word in reversed(self.words) for key in word.keys}
        return Question(self.text, places, self.weights, frozenset(), written)

    def with_alike(self, alike: Mapping[str, Sequence[str]]) -> TypedSearch:
        """The same search, with words that nothing has read as others that they are slips of.

        Args:
            alike: what is written -> words that it may be a slip of.
        """
        read = {
            written: tuple(
                dict.fromkeys(t.key for word in words for t in search_terms(word, asks=True))
            )
            for written, words in alike.items()
        }
        words = (replace(word, alike=read.get(word.written, ())) for word in self.words)
        return replace(self, words=tuple(words))

    def misspelt(self, known: Mapping[str, object]) -> list[str]:
        """Words that may be slips of the pen: nothing that is indexed has them.

        Args:
            known: the terms that something has.
        """
        unknown = (
            word.written
            for word in self.words
            if len(word.written) >= _SHORTEST_MISSPELT
            and word.written.isalpha()
            and not any(key in known for key in word.keys)
        )
        return list(dict.fromkeys(unknown))[:_MOST_MISSPELT]


def weight_of(key: str) -> float:
    """What a term counts by its kind; a date as a whole counts as two words."""
    if key[0] == TermKind.DATE.value and key[2:3].isdigit():
        return _WEIGHT_OF_DAY if len(key) > len("d:2024-07") else 1.0
    return WEIGHTS[TermKind(key[0])]


def read_typed(typed: str, language: str = "") -> TypedSearch:
    """Read a search; linear in its length, and bounded.

    Args:
        typed: as somebody typed or pasted it; beyond ``LONGEST_SEARCH`` it is left.
        language: the tag of its language, where it is known.
    """
    text = wording_of(typed[:LONGEST_SEARCH].replace("\0", " ")).said
    phrases: list[tuple[str, ...]] = []
    refused: list[tuple[str, ...]] = []
    if len(text.split()) <= PASTED:
        for sign, words in _QUOTED.findall(text):
            if folded := folded_words(words):
                (refused if sign else phrases).append(folded)
        text = _QUOTED.sub(lambda found: " " if found[1] else f" {found[2]} ", text)
        refused += [folded for word in _REFUSED.findall(text) if (folded := folded_words(word))]
        text = _REFUSED.sub(" ", text)
    days = written_days(text)
    return TypedSearch(
        text.strip(),
        tuple(_words(text, language, days))[:MOST_PLACES],
        tuple(phrases[:_MOST_PHRASES]),
        tuple(refused[:_MOST_REFUSED]),
        tuple(days),
    )


def folded_words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, folded so that their spellings meet."""
    return tuple(token.plain for token in tokens(text) if token.kind in {"word", "number"})


def keys_of_word(word: str) -> list[str]:
    """The terms by which one word is looked up, its skeleton as a name apart."""
    terms = search_terms(word, asks=True)
    return [term.key for term in terms if term.kind is not TermKind.NAME]


def _words(text: str, language: str, days: Sequence[WrittenDay]) -> Iterator[AskedWord]:
    """The words of a search; what writes a date is asked for as that date."""
    by_place: dict[int, list[SearchTerm]] = {}
    for term in search_terms(text, language, asks=True):
        by_place.setdefault(term.start, []).append(term)
    for day in days:
        keys = day_keys(day.year, day.month, day.day)
        # By its year alone a day would find whatever happened in that year.
        narrow = keys[:3] if day.year and day.day else keys[:1]
        yield AskedWord(tuple(map(day_key, narrow)), text[day.start : day.end])
    before: AskedWord | None = None
    for start, terms in sorted(by_place.items()):
        if any(day.start <= start < day.end for day in days):
            continue
        word = text[start : terms[0].end]
        if plain(word) in _ASKING:
            continue
        keys_here = [term.key for term in terms]
        if _YEAR.fullmatch(keys_here[0]):
            keys_here.append(day_key(keys_here[0][2:]))
        if before is not None:
            alone = {term.key for term in search_terms(word, language, asks=True)}
            joined = (key for key in keys_here if key not in alone)
            # A name in two words is asked for by either: "Tin" of "Tin Zaouatine" is not missing.
            yield replace(before, keys=(*before.keys, *joined))
        before = AskedWord(tuple(dict.fromkeys(keys_here)), word)
    if before is not None:
        yield before


def has_phrase(text: str, phrase: Sequence[str]) -> bool:
    """Whether words stand in a text one after the other.

    Args:
        text: any.
        phrase: the words, folded.
    """
    # Not looked for in the raw text first: digits of another script, curly apostrophes and hyphens
    # that nobody sees are folded token by token only.
    said = folded_words(text)
    return any(
        said[at : at + len(phrase)] == tuple(phrase)
        for at in range(len(said) - len(phrase) + 1)
        if said[at] == phrase[0]
    )
