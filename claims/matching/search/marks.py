"""Mark in a text what a search found it by, where it stands, in whatever spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claims.matching.ranking.lexical import day_key
from claims.matching.search.typed import SHORT_BEFORE_NAME, TypedSearch, folded_words
from tracker.base.language.folding import INVISIBLE, VOWEL_MARKS
from tracker.base.language.retrieval.stems import TermKind, search_terms
from tracker.base.language.retrieval.written_days import day_keys, written_days

LONGEST_SHOWN = 320
"""Characters of a passage that is shown of a long text."""
LONGEST_READ = 100_000
"""Characters of a text in which marks are looked for."""
_LETTER = f"(?:[^\\W_]|[{INVISIBLE}{VOWEL_MARKS}\u0300-\u036f])"
_WORD = re.compile(rf"\d(?:[\d.,٫٬]*\d)?(?!\w)|[^\W_]{_LETTER}*(?:['’]{_LETTER}+)*")
_AROUND = 80
"""Characters before the first mark that are shown."""


class MarkedPiece(NamedTuple):
    """A stretch of a text; marked where a search found it."""

    text: str
    is_marked: bool


class Marker:
    """Marks what one search asks for; remembers each word that it has met."""

    def __init__(self, typed: TypedSearch) -> None:
        self._keys = frozenset(typed.keys)
        self._has_names = any(key[0] == TermKind.NAME.value for key in self._keys)
        self._days = bool(typed.days) or any(key[2:3].isdigit() for key in self._keys)
        self._phrases = frozenset(word for phrase in typed.phrases for word in phrase)
        self._known: dict[str, bool] = {}

    def marked(self, text: str, language: str = "") -> list[MarkedPiece]:
        """A whole text in pieces.

        Args:
            text: any; beyond ``LONGEST_READ`` nothing is marked.
            language: the tag of its language, where it is known.
        """
        return list(_pieces(text, self._spans(text, language)))

    def passage(self, text: str, language: str = "") -> list[MarkedPiece]:
        """The passage of a text that has most of what was looked for, in pieces.

        Args:
            text: any; only its first ``LONGEST_READ`` characters are looked through.
            language: the tag of its language, where it is known.
        """
        text = text[:LONGEST_READ]
        spans = self._spans(text, language)
        if len(text) <= LONGEST_SHOWN:
            return list(_pieces(text, spans))
        start = _fullest(text, spans)
        begin = _word_start(text, max(0, start - _AROUND))
        end = min(len(text), begin + LONGEST_SHOWN)
        if end < len(text):
            end = max(text.rfind(" ", begin, end), begin + LONGEST_SHOWN // 2)
        inside = [(a - begin, b - begin) for a, b in spans if a >= begin and b <= end]
        pieces = list(_pieces(text[begin:end], inside))
        before = [MarkedPiece("… ", is_marked=False)] if begin else []
        after = [MarkedPiece(" …", is_marked=False)] if end < len(text) else []
        return [*before, *pieces, *after]

    def _spans(self, text: str, language: str) -> list[tuple[int, int]]:
        read = text[:LONGEST_READ]
        found, before = [], None
        for each in _WORD.finditer(read):
            word = each[0]
            if before is not None and self._is_joined(before[0], word, language):
                found.append((before.start(), each.end()))
            elif self._is_meant(word, language):
                found.append(each.span())
            before = each if len(word) <= SHORT_BEFORE_NAME else None
        if self._days:
            found += [
                (day.start, day.end)
                for day in written_days(read)
                if any(day_key(key) in self._keys for key in day_keys(*day[:3])[:2])
            ]
        return _joined(found)

    def _is_joined(self, first: str, second: str, language: str) -> bool:
        """Whether two words are a name that is asked for in one: "Tin Zaouatine"."""
        return self._has_names and self._is_meant(f"{first} {second}", language, joined=first)

    def _is_meant(self, word: str, language: str, *, joined: str = "") -> bool:
        known = self._known.get(word)
        if known is None:
            keys = {term.key for term in search_terms(word, language)}
            if joined:
                each = (
                    *search_terms(joined, language),
                    *search_terms(word[len(joined) :], language),
                )
                self._known[word] = not self._keys.isdisjoint(keys - {term.key for term in each})
                return self._known[word]
            known = not self._keys.isdisjoint(keys) or not self._phrases.isdisjoint(
                folded_words(word)
            )
            self._known[word] = known
        return known


def has_marks(pieces: Iterable[MarkedPiece]) -> bool:
    """Whether anything is marked."""
    return any(piece.is_marked for piece in pieces)


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[MarkedPiece]:
    at = 0
    for start, end in spans:
        if at < start:
            yield MarkedPiece(text[at:start], is_marked=False)
        yield MarkedPiece(text[start:end], is_marked=True)
        at = end
    if at < len(text):
        yield MarkedPiece(text[at:], is_marked=False)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def _fullest(text: str, spans: list[tuple[int, int]]) -> int:
    """Where the stretch begins that has the most different words marked."""
    best, best_start, first = 0, 0, 0
    here: dict[str, int] = {}
    for start, end in spans:
        word = text[start:end].casefold()
        here[word] = here.get(word, 0) + 1
        while end - spans[first][0] > LONGEST_SHOWN - _AROUND and first < len(spans) - 1:
            gone = text[spans[first][0] : spans[first][1]].casefold()
            here[gone] -= 1
            if not here[gone]:
                del here[gone]
            first += 1
        if len(here) > best:
            best, best_start = len(here), spans[first][0]
    return best_start


def _word_start(text: str, at: int) -> int:
    """The beginning of the next word, within a few letters."""
    space = text.find(" ", at, at + _AROUND) if at else -1
    return at if space < 0 else space + 1
