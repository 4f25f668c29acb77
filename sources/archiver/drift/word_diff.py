"""Word-level difference of two texts: what was taken away, what was put in, and which of it counts.

Texts are cut into words, numbers and marks. Invisible characters and vowel marks make no
difference, nor does white space; case, spelling, marks and the script of digits do. Offsets count
characters of the texts as they were given.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sources.archiver.drift.alignment import Block, align
from tracker.base.language.folding import INVISIBLE, VOWEL_MARKS
from tracker.base.language.tokens import tokens
from tracker.base.language.words import STOPWORDS, is_number_word

COUNTED_IN = 20_000
"""Characters of a changed stretch in which numbers are looked for."""
STRAY_AT_MOST = 12
"""Words between two changes that may be taken for stray."""
_MARKS = f"{INVISIBLE}{VOWEL_MARKS}\u0300-\u036f"
_PIECE = re.compile(
    # Bounded, so that a word without end is cut into pieces instead of being one.
    rf"\d(?:[.,٫٬'\u2019{INVISIBLE}]?\d){{0,60}}"
    rf"|[^\W\d_](?:[^\W\d_{_MARKS}]|[{_MARKS}]|['\u2019](?=[^\W\d_])){{0,100}}"
    r"|[^\w\s]|_"
    r"|\w"  # numerals that are neither digits nor letters: ½, ², Ⅳ
)
_UNSEEN = re.compile(f"[{INVISIBLE}{VOWEL_MARKS}]+")


@dataclass(frozen=True, slots=True)
class Change:
    """A place where two texts differ, as piece numbers in either; one side may be empty."""

    a_from: int
    a_to: int
    b_from: int
    b_to: int


class Pieces:
    """A text cut into pieces: where each begins and ends, and a number for its folded form."""

    def __init__(self, text: str, numbers: dict[str, int]) -> None:
        """Cut a text; linear in its length.

        Args:
            text: what to cut.
            numbers: folded form -> number, shared by the texts that are compared; added to.
        """
        self.text = text
        self.starts = array("I")
        self.ends = array("I")
        self.keys = array("I")
        known: dict[str, int] = {}
        for match in _PIECE.finditer(text):
            raw = match.group()
            key = known.get(raw)
            if key is None:
                folded = _folded(raw)
                # A mark that nobody sees is no piece; 0 says so.
                key = numbers.setdefault(folded, len(numbers) + 1) if folded else 0
                known[raw] = key
            if key:
                self.starts.append(match.start())
                self.ends.append(match.end())
                self.keys.append(key)

    def __len__(self) -> int:
        """How many pieces there are."""
        return len(self.keys)

    def between(self, first: int, after: int) -> str:
        """The text of pieces `first` up to, not including, `after`."""
        return self.text[self.starts[first] : self.ends[after - 1]] if first < after else ""

    def gap(self, piece: int) -> str:
        """What parts a piece from the one before: nothing, a space or a line end."""
        start = self.ends[piece - 1] if piece else self.starts[piece]
        between = self.text[start : self.starts[piece]]
        if "\n" in between:
            return "\n"
        return " " if any(char.isspace() for char in between) else ""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The pieces that characters `start` up to `end` touch: first, and the one after."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def _folded(raw: str) -> str:
    if raw.isascii():
        return raw
    folded = _UNSEEN.sub("", unicodedata.normalize("NFKC", raw)).replace("\u2019", "'")
    return "" if len(folded) == 1 and unicodedata.category(folded) in ("Cf", "Cc", "Mn") else folded


class TextComparison:
    """Two texts laid over each other."""

    def __init__(self, earlier: str, later: str) -> None:
        """Cut and align two texts; see `alignment` for what that costs."""
        numbers: dict[str, int] = {}
        self.earlier = Pieces(earlier, numbers)
        self.later = Pieces(later, numbers)
        self.blocks = align(self.earlier.keys, self.later.keys)

    @property
    def is_same(self) -> bool:
        """Whether no word differs."""
        sizes = {len(self.earlier), len(self.later)}
        return sizes == {sum(block.size for block in self.blocks)}

    def changes(self) -> list[Change]:
        """Where the texts differ, in order; stray words between two changes belong to them."""
        return _gathered(self)

    def counterpart(self, start: int, end: int, *, backwards: bool = False) -> tuple[int, int]:
        """Where characters of the earlier text stand, or stood, in the later one.

        Args:
            start: first character, in the earlier text.
            end: the one after the last.
            backwards: from the later text to the earlier one instead.

        Returns:
            The same for the other text; empty (both the same) where nothing stands there.
        """
        here, there = (self.later, self.earlier) if backwards else (self.earlier, self.later)
        first, after = self.opposite(*here.place(start, end), backwards=backwards)
        if first >= after:
            place = there.ends[first - 1] if first else 0
            return place, place
        return there.starts[first], there.ends[after - 1]

    def opposite(self, first: int, after: int, *, backwards: bool = False) -> tuple[int, int]:
        """The pieces of the other text that stand where these do: first, and the one after."""
        blocks = self._backwards if backwards else self.blocks
        length = len(self.earlier) if backwards else len(self.later)
        return _opposite_first(blocks, first), _opposite_after(blocks, after, length)

    @cached_property
    def _backwards(self) -> list[Block]:
        return [Block(block.later, block.earlier, block.size) for block in self.blocks]


def _opposite_first(blocks: Sequence[Block], piece: int) -> int:
    """The first piece of the other text at or after the place of a piece."""
    number = bisect_right(blocks, piece, key=lambda block: block.earlier) - 1
    if number < 0:
        return 0
    block = blocks[number]
    return block.later + min(piece - block.earlier, block.size)


def _opposite_after(blocks: Sequence[Block], piece: int, length: int) -> int:
    """The piece of the other text after the place that ends before a piece."""
    number = bisect_left(blocks, piece, key=lambda block: block.earlier + block.size)
    if number == len(blocks):
        return length
    block = blocks[number]
    return block.later + max(piece - block.earlier, 0)


def _gathered(comparison: TextComparison) -> list[Change]:
    """Turn blocks inside out, then join changes that only stray words keep apart."""
    ends = Block(len(comparison.earlier), len(comparison.later), 0)
    changes: list[Change] = []
    a_at = b_at = 0
    for block in (*comparison.blocks, ends):
        if a_at < block.earlier or b_at < block.later:
            change = Change(a_at, block.earlier, b_at, block.later)
            while changes and _is_stray(comparison, changes[-1], change):
                last = changes.pop()
                change = Change(last.a_from, change.a_to, last.b_from, change.b_to)
            changes.append(change)
        a_at, b_at = block.earlier + block.size, block.later + block.size
    return changes


def _is_stray(comparison: TextComparison, one: Change, other: Change) -> bool:
    """Whether what stands between two changes is too little to show it as kept.

    Marks and small words always are; else fewer words than the smaller change has on its larger
    side (after Neil Fraser's semantic clean-up of differences).
    """
    if other.a_from - one.a_to > STRAY_AT_MOST:
        return False
    between = comparison.earlier.between(one.a_to, other.a_from)
    words = [word.casefold() for word in re.findall(r"\w+", between)]
    if not any(word not in STOPWORDS for word in words):
        return True
    weight = min(max(c.a_to - c.a_from, c.b_to - c.b_from) for c in (one, other))
    return len(words) < weight


def numbers_in(text: str) -> Counter[str]:
    """The numbers of a short text, digits of any script as Western ones, and its number words."""
    return Counter(
        token.plain
        for token in tokens(text[:COUNTED_IN])
        if token.kind in ("number", "sign") or is_number_word(token.plain)
    )
