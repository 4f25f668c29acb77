"""The words of a text's sentences, and which of them stand within quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from tracker.base.language.tokens import Token, cut

LONGEST_SENTENCE = 4_000
"""Characters of a sentence that are read; what follows is taken for part of it unread."""
MOST_WORDS = 600
"""Words and marks of a sentence that are read."""
LONGEST_QUOTATION = 8
"""Sentences after which marks that nobody closed are taken for closed."""
_OPENING, _CLOSING = frozenset("“«„"), frozenset("”»")
_SINGLE = frozenset("'’‘`´")


@dataclass(frozen=True, slots=True)
class QuotedWord:
    """A word or number of a sentence, and whether it stands within quotation marks."""

    plain: str
    quoted: bool
    capital: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence, its words, and what becomes of quotation marks in it.

    `spans` are the stretches within marks, without the marks themselves.
    """

    text: str
    words: tuple[QuotedWord, ...]
    begins_inside: bool
    ends_inside: bool
    opened: int
    closed: int
    spans: tuple[tuple[int, int], ...]

    @property
    def share(self) -> float:
        """How much of its words stands within quotation marks, from 0 to 1."""
        return sum(word.quoted for word in self.words) / max(1, len(self.words))


def quoted_sentences(sentences: Sequence[str]) -> list[QuotedSentence]:
    """Follow quotation marks through the sentences of one text, in their order.

    A quotation may go on for several sentences; one that nobody closes ends after a few.
    """
    found: list[QuotedSentence] = []
    inside, age = False, 0
    for text in sentences:
        one = _read(text, inside=inside)
        found.append(one)
        age = age + 1 if one.begins_inside and not (one.opened or one.closed) else 0
        inside = one.ends_inside and age < LONGEST_QUOTATION
    return found


def _read(text: str, *, inside: bool) -> QuotedSentence:
    marked = _Marked(text, inside=inside)
    for token in islice(cut(text[:LONGEST_SENTENCE]), MOST_WORDS):
        marked.add(token)
    return marked.done()


class _Marked:
    """A sentence that is being read, word by word."""

    def __init__(self, text: str, *, inside: bool) -> None:
        self._text = text
        self._began = self._inside = inside
        self._opened = self._closed = 0
        self._words: list[QuotedWord] = []
        self._spans: list[tuple[int, int]] = []
        self._since = 0
        self._low = False
        self._single = -1  # where a mark ended that is one only if it stands twice: ''so''

    def add(self, token: Token) -> None:
        raw = self._text[token.start : token.end]
        if token.kind in ("word", "number"):
            capital = raw[:1].isupper()
            word = QuotedWord(token.plain, self._inside, capital, token.start, token.end)
            self._words.append(word)
        elif raw in _SINGLE:
            if self._single == token.start:
                self._turn(raw, token.start - 1, token.end)
                self._single = -1
            else:
                self._single = token.end
        elif token.text == '"':
            self._turn(raw, token.start, token.end)

    def _turn(self, raw: str, start: int, end: int) -> None:
        if self._opens(raw, start, end):
            self._opened += 1
            self._since = end if not self._inside else self._since
            self._inside = True
            return
        if not self._inside and not self._opened and not self._closed:
            # It closes what was open before, though nobody saw it: "… ended," he said.
            self._words = [_within(word) for word in self._words]
            self._inside = True
        if self._inside:
            self._spans.append((self._since, start))
        self._closed += 1
        self._inside = False

    def _opens(self, raw: str, start: int, end: int) -> bool:
        if raw == "“" and self._low:
            return False  # „so“
        self._low = raw == "„"
        if raw in _OPENING or raw in _CLOSING:
            return raw in _OPENING
        before, after = self._text[start - 1 : start], self._text[end : end + 1]
        if not before or before.isspace() or before in "([-—":
            return not self._inside if after.isspace() or not after else True
        return not self._inside if after.isalnum() else False

    def done(self) -> QuotedSentence:
        if self._inside:
            self._spans.append((self._since, len(self._text)))
        return QuotedSentence(
            self._text,
            tuple(self._words),
            self._began,
            self._inside,
            self._opened,
            self._closed,
            tuple((start, end) for start, end in self._spans if end > start),
        )


def _within(word: QuotedWord) -> QuotedWord:
    return QuotedWord(word.plain, quoted=True, capital=word.capital, start=word.start, end=word.end)
