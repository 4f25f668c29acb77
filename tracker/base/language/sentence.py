"""A text cut into the words of one language, so that numbers and phrases are read from it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from tracker.base.language.table import Language, Phrase, WordRole
from tracker.base.language.tokens import APOSTROPHES, Token, cut
from tracker.base.language.words import multiplies

LONGEST_PHRASE = 6


class _Places(dict[int, str]):
    """What stands at each place of a text; nothing outside it."""

    def __missing__(self, at: int) -> str:
        return ""


class TokenSentence:
    """The words of a text: what is written together parted, what only ends a short form dropped."""

    def __init__(self, text: str, language: Language) -> None:
        """Cut a text.

        Args:
            text: any text; the places of words count its characters.
            language: the table it is read by.
        """
        self.text = text
        self.language = language
        words = cut(text)
        if any(sign in text for sign in _apart(language.writing.grouping)):
            words = _grouped(text, words, language)
        self.words = _without_marks(words, text, language)
        self._plain = tuple([word.plain for word in self.words])
        self.plain: Callable[[int], str] = _Places(enumerate(self._plain)).__getitem__
        """The folded word at a place; nothing outside the text."""
        kinds = _Places(enumerate([word.kind for word in self.words]))
        self.kind: Callable[[int], str] = kinds.__getitem__
        """What the word at a place is: word, number, sign, punctuation; nothing outside."""

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.words)

    def raw(self, at: int) -> str:
        """The word at a place as it stands in the text; nothing outside."""
        return self.text[self.words[at].start : self.words[at].end] if self.kind(at) else ""

    def touches(self, at: int) -> bool:
        """Whether nothing stands between the word at a place and the one before it."""
        return 0 < at < len(self.words) and self.words[at - 1].end == self.words[at].start

    def phrase(self, at: int, listed: Mapping[Phrase, Any] | Collection[Phrase]) -> int:
        """Count the words of the longest of these phrases that stands at a place; 0 if none."""
        known = _known_edges.get(id(listed))
        edges = known if known is not None and known[0] is listed else _edges(listed)
        if self.plain(at) not in edges[1]:
            return 0
        words = self._plain[at : at + LONGEST_PHRASE]
        return next((n for n in range(len(words), 0, -1) if words[:n] in listed), 0)

    def phrase_before(self, at: int, listed: Collection[Phrase]) -> int:
        """Count the words of the longest of these phrases that ends before a place; 0 if none."""
        known = _known_edges.get(id(listed))
        edges = known if known is not None and known[0] is listed else _edges(listed)
        if self.plain(at - 1) not in edges[2]:
            return 0
        words = self._plain
        return next(
            (n for n in range(min(LONGEST_PHRASE, at), 0, -1) if words[at - n : at] in listed), 0
        )

    def words_at(self, at: int, count: int) -> Phrase:
        """That many folded words from a place on."""
        if 0 <= at <= len(self._plain) - count:
            return self._plain[at : at + count]
        return tuple(self.plain(place) for place in range(at, at + count))

    def counts(self, at: int) -> bool:
        """Whether the word at a place is a number or may be a part of one."""
        word = self.plain(at)
        counting = self.language.counting
        if self.kind(at) == "number" or word in counting or multiplies(word):
            return True
        return self.is_definite_number(at)

    def is_definite_number(self, at: int) -> bool:
        """Whether the word is a number with what was not parted from it: "العشرون"."""
        language = self.language
        if not language.proclitics:
            return False
        word = self.plain(at)
        is_number = any(form in language.counting for form in language.bare(word))
        return is_number and not language.has(word, WordRole.NAME)


_MOST_LISTS = 500
_Edges = tuple[object, frozenset[str], frozenset[str]]
_known_edges: dict[int, _Edges] = {}


def _edges(listed: Mapping[Phrase, Any] | Collection[Phrase]) -> _Edges:
    """A list of phrases with their first and their last words: most words are none of a list.

    A list is known by its identity, and kept with these so that no other can have that.
    """
    if len(_known_edges) >= _MOST_LISTS:
        _known_edges.clear()
    phrases = [phrase for phrase in listed if phrase]
    edges = (listed, frozenset(one[0] for one in phrases), frozenset(one[-1] for one in phrases))
    _known_edges[id(listed)] = edges
    return edges


_JOINED = frozenset(f" \u00a0.,٫٬{APOSTROPHES}")
"""Signs between digits that are one token with them already."""


@cache
def _apart(grouping: str) -> str:
    """Those of a language's signs of groups that a token of digits does not hold: "،"."""
    return "".join(sign for sign in grouping if sign not in _JOINED)


def _grouped(text: str, words: Iterator[Token], language: Language) -> Iterator[Token]:
    """Join digits that a sign of this language groups though it is no sign of numbers: ١،٢٠٠."""
    held: list[Token] = []
    for word in words:
        is_group = (
            len(held) == 2  # noqa: PLR2004 - a number and its sign
            and word.kind == "number"
            and word.end - word.start == 3  # noqa: PLR2004
        )
        if is_group and held[1].end == word.start:
            held = [held[0]._replace(text=text[held[0].start : word.end], end=word.end)]
            continue
        is_sign = len(held) == 1 and word.text in language.writing.grouping
        if is_sign and word.kind == "punctuation" and held[0].end == word.start:
            held.append(word)
            continue
        yield from held
        held = []
        if word.kind == "number":
            held = [word]
        else:
            yield word
    yield from held


def _without_marks(words: Iterator[Token], text: str, language: Language) -> list[Token]:
    kept: list[Token] = []
    is_parted = language.is_elided or language.lookalikes or language.proclitics
    for word in words:
        kind = word.kind
        if kind == "word" or kind == "number":  # noqa: PLR1714 - most are: twice as fast
            if is_parted:
                kept.extend(_parted(word, language))
            else:
                kept.append(word)
        elif text[word.start : word.end] in APOSTROPHES:
            continue
        else:
            ends_short = kept and word.text == "." and kept[-1].plain in language.shortened
            if not ends_short or kept[-1].end != word.start:
                kept.extend(_parted(word, language))
    return kept


def _parted(word: Token, language: Language) -> Iterable[Token]:
    """Part what is written together: "d'une", "وعشرون"."""
    if language.is_elided and "'" in word.plain:
        return _at_apostrophes(word)
    if language.lookalikes.get(word.plain, "") not in word.text:
        return (word._replace(plain=""),)  # Folded it would be a number, as it stands it is none.
    if word.kind != "word" or not language.proclitics or word.plain in language.known:
        return (word,)
    return _without_clitics(word, language)


def _at_apostrophes(word: Token) -> Iterator[Token]:
    start = word.start
    for part in word.plain.split("'"):
        # The last part ends where the word does: marks that nobody sees may stand in it.
        end = start + len(part)
        if part:
            yield word._replace(plain=part, start=start, end=min(end, word.end))
        start = end + 1


def _without_clitics(word: Token, language: Language) -> Iterator[Token]:
    if language.conjunction and word.plain.startswith(language.conjunction):
        rest = word.plain[1:]
        known = _known_in(rest, language)
        if known is not None:
            middle = word.start + 1
            yield word._replace(plain=language.conjunction, end=middle)
            yield word._replace(plain=known, start=middle)
            return
    yield word._replace(plain=_known_in(word.plain, language) or word.plain)


def _known_in(word: str, language: Language) -> str | None:
    if word in language.known:
        return word
    for form in language.bare(word):
        article = language.article_of_ordinals
        definite = bool(article) and word.removesuffix(form).endswith(article)
        if form in language.known and not (definite and language.has(form, WordRole.CARDINAL)):
            return form
    return None
