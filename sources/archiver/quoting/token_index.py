"""A long text cut into tokens and kept small: some 20 bytes a token, so millions fit a worker.

Tokens are made again from the text where they are asked for. Words are searched for in one string
that joins them all by a sign that occurs in none, so that the search runs in C.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, compress, count, islice
from typing import overload

from sources.archiver.quoting.differences import TextVocabulary
from sources.archiver.quoting.steps import Steps
from tracker.base.language.tokens import KINDS, Token, pieces_of_text, token_of

PART = 512
"""Tokens that are made together."""
_NUMBERED = {kind: number for number, kind in enumerate(KINDS)}
_MADE = 10
"""Steps that making a token again takes."""
_LOOKED_THROUGH = 1000
"""Characters that are searched in one step, for a word."""
_NAMING_PLACES = 2000
"""Places of a word that are looked at to tell whether it is a name."""


def anchor(token: Token) -> str:
    """What places are found by: a word without case and marks, any number for any other."""
    return _anchor(token.kind, token.plain)


def _anchor(kind: str, folded: str) -> str:
    return "0" if kind == "number" else folded


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
        cut = pieces_of_text(text)
        while part := tuple(islice(cut, PART)):
            kinds, said, folded, starts, ends, opens = zip(*part, strict=True)
            is_word = [kind != "punctuation" for kind in kinds]
            self.words.extend(compress(count(len(self.starts)), is_word))
            self.starts.extend(starts)
            self.ends.extend(ends)
            self.kinds.extend(map(_NUMBERED.__getitem__, kinds))
            self.opens.extend(opens)
            written.add(compress(said, is_word))
            plain.add(compress(map(_anchor, kinds, folded), is_word))
        self.written, self.plain = written.done(), plain.done()
        self._found: dict[str, tuple[array[int], int]] = {}
        """Places of words, and how many were looked for."""

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

    def places_of(self, words: Collection[str], most: int) -> "dict[str, array[int]]":
        """Where folded words stand, by number: all places of each, or the first `most` and one.

        The text is gone through once, however many words are asked for.
        """
        # Counted as if nothing were remembered: what is found of a quotation does not depend on
        # which were looked for before.
        self.steps.take(len(self.words) // 2)
        missing = {one: array("I") for one in words if not self._knows(one, most)}
        for number, word in enumerate(self.plain) if missing else ():
            places = missing.get(word)
            if places is not None and len(places) <= most:
                places.append(number)
        self._found |= {one: (places, most) for one, places in missing.items()}
        return {one: self._found[one][0][: most + 1] for one in words}

    def places(self, plain: str, most: int) -> "array[int]":
        """The same of one word."""
        if not self._knows(plain, most):
            self._found[plain] = array("I", islice(self.plain.find(plain), most + 1)), most
        places = self._found[plain][0][: most + 1]
        self.steps.take(len(places) + len(self.plain.text) // _LOOKED_THROUGH)
        return places

    def _knows(self, plain: str, most: int) -> bool:
        """Whether as many places of a word were looked for, or it has no more than were."""
        places, looked_for = self._found.get(plain, ((), -1))
        return looked_for >= most or len(places) <= looked_for

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

    def __iter__(self) -> Iterator[str]:
        """Every word in order; cut from the string part by part, so that few are held."""
        for first in range(0, len(self.offsets), PART):
            last = first + PART
            end = self.offsets[last] if last < len(self.offsets) else len(self.text) - 1
            yield from self.text[self.offsets[first] + 1 : end].split("\0")

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
        self._offsets = array("I")
        self._place = 0

    def add(self, words: Iterable[str]) -> None:
        if held := list(words):
            *offsets, self._place = accumulate((len(one) + 1 for one in held), initial=self._place)
            self._offsets.extend(offsets)
            self._parts.append("\0" + "\0".join(held))

    def done(self) -> Joined:
        return Joined("".join(self._parts) + "\0", self._offsets)
