"""A long text cut into tokens and kept small: some 20 bytes a token, so millions fit a worker.

Tokens are made again from the text where they are asked for. Words are searched for in one string
that joins them all by a sign that occurs in none, so that the search runs in C.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from sources.archiver.quoting.differences import TextVocabulary
from sources.archiver.quoting.steps import Steps
from tracker.base.language.tokens import KINDS, Token, cut, token_of

PART = 8192
PUNCTUATION = KINDS.index("punctuation")
_MADE = 10
"""Steps that making a token again takes."""
_LOOKED_THROUGH = 1000
"""Characters that are searched in one step, for a word."""
_NAMING_PLACES = 2000
"""Places of a word that are looked at to tell whether it is a name."""


def anchor(token: Token) -> str:
    """What places are found by: a word without case and marks, any number for any other."""
    return "0" if token.kind == "number" else token.plain


class CutText:
    """The tokens of a text, and where each word stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps = Steps()
        """What may still be made with these tokens; renewed for each quotation."""
        self.starts, self.ends = array("I"), array("I")
        self.kinds, self.opens = bytearray(), bytearray()
        self.words = array("I")
        """Numbers of the tokens that are no punctuation; "word number" counts in this list."""
        written, plain = _Joined(), _Joined()
        for token in cut(text):
            kind = KINDS.index(token.kind)
            if kind != PUNCTUATION:
                self.words.append(len(self.starts))
                written.add(token.text)
                plain.add(anchor(token))
            self.starts.append(token.start)
            self.ends.append(token.end)
            self.kinds.append(kind)
            self.opens.append(token.opens)
        self.written, self.plain = written.done(), plain.done()
        self._found: dict[str, array[int]] = {}

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, number: int) -> Token: ...
    @overload
    def __getitem__(self, number: slice) -> list[Token]: ...
    def __getitem__(self, number: int | slice) -> Token | list[Token]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        self.steps.take(_MADE)
        start, end = self.starts[number], self.ends[number]
        kind, opens = KINDS[self.kinds[number]], bool(self.opens[number])
        token = token_of(kind, self.text[start:end], start, end, opens=opens)
        assert token is not None
        return token

    def places(self, plain: str, most: int) -> "array[int]":
        """Word numbers at which a folded word stands: all of them, or the first `most` and one."""
        known = self._found.get(plain)
        if known is None or (len(known) <= most and self._cut_short(known)):
            known = array("I")
            for number in self.plain.find(plain):
                known.append(number)
                if len(known) > most:
                    break
            self._found[plain] = known
        # Counted as if nothing were remembered: what is found of a quotation does not depend on
        # which were looked for before.
        self.steps.take(len(known) + len(self.plain.text) // _LOOKED_THROUGH)
        return known

    def _cut_short(self, known: "array[int]") -> bool:
        return len(known) > 0 and known[-1] < len(self.words) - 1

    @cached_property
    def vocabulary(self) -> TextVocabulary:
        """How words are written elsewhere in the text."""
        return TextVocabulary.looked_up(
            inside=_Written(self, lambda token: token.text[0].isupper() and not token.opens),
            lower=_Written(self, lambda token: not token.text[0].isupper()),
        )


class _Written:
    """Folded words that stand somewhere in a text in a certain way; looked up when asked for."""

    def __init__(self, text: CutText, fits: Callable[[Token], bool]) -> None:
        self._text = text
        self._fits = fits
        self._known: dict[str, tuple[bool, int]] = {}

    def __contains__(self, plain: object) -> bool:
        assert isinstance(plain, str)
        if plain not in self._known:
            places = self._text.places(plain, _NAMING_PLACES)[:_NAMING_PLACES]
            tokens = (self._text[self._text.words[number]] for number in places)
            before = self._text.steps.left
            known = any(one.kind == "word" and self._fits(one) for one in tokens)
            self._known[plain] = known, before - self._text.steps.left
            return known
        known, cost = self._known[plain]
        self._text.places(plain, _NAMING_PLACES)  # costs what it cost the first time
        self._text.steps.take(cost)
        return known


@dataclass(frozen=True, slots=True)
class Joined:
    """Words joined by NUL, and where each begins."""

    text: str
    offsets: "array[int]"

    def find(self, words: str, first: int = 0) -> Iterator[int]:
        """Word numbers, from one on, at which words (joined by NUL) stand."""
        wanted = f"\0{words}\0"
        offset = self.offsets[first] if first < len(self.offsets) else len(self.text)
        while (offset := self.text.find(wanted, offset)) >= 0:
            yield bisect_left(self.offsets, offset)
            offset += 1


class _Joined:
    """Joins words part by part, so that they are never all held one by one."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._words: list[str] = []
        self._offsets = array("I")
        self._place = 0

    def add(self, word: str) -> None:
        self._offsets.append(self._place)
        self._place += len(word) + 1
        self._words.append(word)
        if len(self._words) == PART:
            self._flush()

    def _flush(self) -> None:
        if self._words:
            self._parts.append("\0" + "\0".join(self._words))
            self._words = []

    def done(self) -> Joined:
        self._flush()
        return Joined("".join(self._parts) + "\0", self._offsets)
