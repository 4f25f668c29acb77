"""What a text is looked up by: stems of its words, numbers, skeletons of its names.

Stems are those of the Snowball algorithms (Porter 1980; snowballstem.org), by the script of the
word and, in Latin script, by the language of the text. Small words that carry no sense are left
out. A term is written with its kind before it, so that a name never meets a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from Stemmer import Stemmer

from tracker.base.language.folding import plain
from tracker.base.language.retrieval.skeletons import skeletons
from tracker.base.language.tokens import Token, cut
from tracker.base.language.words import STOPWORDS, is_month

MOST_TERMS = 2_000
"""Tokens of a text that are read; of a longer one the rest is not."""
_REMEMBERED = 100_000
_ALGORITHMS = {"en": "english", "fr": "french", "ar": "arabic", "ru": "russian"}
_BY_SCRIPT = ((re.compile(r"[\u0400-\u04ff]"), "ru"), (re.compile(r"[\u0600-\u06ff]"), "ar"))
_LATIN = ("en", "fr")
_SHORT = 4
"""Letters of a word that is often written together with the name after it: "Tin", "Abu"."""
_NAME_AT_LEAST = 4
"""Letters of a word in a script without capitals that may be a name."""


class TermKind(StrEnum):
    """What a term is of; its value stands before the term."""

    WORD = "w"
    NUMBER = "n"
    DATE = "d"
    NAME = "s"


class SearchTerm(NamedTuple):
    """One thing that a text is looked up by."""

    kind: TermKind
    text: str
    start: int
    """Where the word stands that it is of."""
    end: int

    @property
    def key(self) -> str:
        """How it is written in an index."""
        return f"{self.kind.value}:{self.text}"


def search_terms(text: str, language: str = "", *, asks: bool = False) -> list[SearchTerm]:
    """Cut a text into what it is looked up by; linear in its length, and bounded.

    Args:
        text: as somebody wrote it.
        language: the tag of its language; nothing where it is not known.
        asks: whether it is asked for: then each word counts in every way that it can be meant (in
            each language of its script, as a name also where it begins small).
    """
    found: list[SearchTerm] = []
    before: Token | None = None
    for token in islice(cut(text), MOST_TERMS):
        if token.kind == "number":
            value = re.sub(r"[^\w.]", "", token.plain.replace(",", ""))
            found.append(SearchTerm(TermKind.NUMBER, value.rstrip("."), token.start, token.end))
        elif token.kind == "word":
            found.extend(_of_word(token, language, asks=asks))
            found.extend(_of_name(before, token, asks=asks))
            before = token
    return found


def _of_word(token: Token, language: str, *, asks: bool) -> Iterator[SearchTerm]:
    part = _longest_part(token)
    if token.plain in STOPWORDS or plain(part) in STOPWORDS:
        return
    kind = (
        TermKind.DATE if is_month(token.plain, is_capital=token.text[0].isupper())
        else TermKind.WORD
    )  # fmt: skip
    for stem in dict.fromkeys(stems(part.lower(), language, asks=asks)):
        yield SearchTerm(kind, stem, token.start, token.end)


def _longest_part(token: Token) -> str:
    """A word without what an apostrophe ties to it: "armée" of "l'armée", "obama" of "Obama's"."""
    return max(token.text.split("'"), key=len)


def stems(word: str, language: str, *, asks: bool) -> tuple[str, ...]:
    """The stem of a word; of a word that is asked for, its stem in each language it may be of."""
    tag = next((tag for script, tag in _BY_SCRIPT if script.match(word)), "")
    if tag:
        return (_stem(word, tag),)
    known = language.partition("-")[0].lower()
    if asks:
        return tuple(_stem(word, each) for each in _LATIN)
    return (_stem(word, known if known in _LATIN else _LATIN[0]),)


def _of_name(before: Token | None, token: Token, *, asks: bool) -> Iterator[SearchTerm]:
    """Skeletons of what may be a name, alone or with the short word before it."""
    if not _may_be_name(token, asks=asks):
        return
    bones = set(skeletons(_longest_part(token)))
    if before is not None and len(before.text) <= _SHORT and _may_begin_name(before, asks=asks):
        bones |= skeletons(before.text + token.text)
    for each in sorted(bones):
        yield SearchTerm(TermKind.NAME, each, token.start, token.end)


def _may_be_name(token: Token, *, asks: bool) -> bool:
    if token.plain in STOPWORDS:
        return False
    first = token.text[0]
    if first.isupper():
        return True
    return len(token.text) >= _NAME_AT_LEAST and (asks or not first.islower())


def _may_begin_name(token: Token, *, asks: bool) -> bool:
    return token.text[0].isupper() or asks or not token.text[0].islower()


@lru_cache(maxsize=_REMEMBERED)
def _stem(word: str, tag: str) -> str:
    stem: str = _stemmer(tag).stemWord(word)
    return plain(stem)


@lru_cache(maxsize=len(_ALGORITHMS))
def _stemmer(tag: str) -> Stemmer:
    # Its own memory is off: it would be shared by threads, and ours is there.
    return Stemmer(_ALGORITHMS[tag], 0)
