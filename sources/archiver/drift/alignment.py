"""Lay two long texts, cut into words, over each other: which stretches are the same.

Words that stand once in both texts, taken in runs, anchor the rest (patience diff, Bram Cohen);
what lies between two anchors is compared by Myers' greedy algorithm ("An O(ND) Difference
Algorithm and Its Variations", 1986) with a bound on its steps. Whatever cannot be settled within
the bounds counts as replaced, so the time grows with the length of the texts, not with its square,
also for texts that were made to be slow.
"""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

WIDTHS = (8, 3, 1)
"""Words in a run that anchors: long runs first, as one rare word says little about where."""
ANCHORED_AT_MOST = 400_000
"""Words of a stretch that is still searched for anchors; each costs some 100 bytes for a while."""
CLOSE_AT_MOST = 600
"""Words of two stretches together that are compared word by word at once."""
STEPS_AT_MOST = 1_000_000
"""Steps of the word-by-word comparison, all stretches of two texts together."""
EDITS_AT_MOST = 400
"""Words taken away and put in within one stretch; beyond, the stretches have little in common."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that is the same: where it begins in either text, and its length in words."""

    earlier: int
    later: int
    size: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of both texts that is not settled yet, and the widths still to be tried on it."""

    a_from: int
    a_to: int
    b_from: int
    b_to: int
    widths: tuple[int, ...] = WIDTHS


class _Steps:
    def __init__(self) -> None:
        self.left = STEPS_AT_MOST


def align(earlier: Sequence[int], later: Sequence[int]) -> list[Block]:
    """Find stretches that are the same, in order and without overlap.

    Args:
        earlier: the words of the earlier text, equal words as equal numbers.
        later: the same of the later one, in the same numbers.
    """
    steps = _Steps()
    found: list[Block] = []
    waiting = [_Stretch(0, len(earlier), 0, len(later))]
    while waiting:
        stretch = _trimmed(earlier, later, waiting.pop(), found)
        if stretch is None:
            continue
        sizes = (stretch.a_to - stretch.a_from, stretch.b_to - stretch.b_from)
        if sum(sizes) <= CLOSE_AT_MOST or not stretch.widths:
            found += _closely(earlier, later, stretch, steps)
        elif max(sizes) <= ANCHORED_AT_MOST:
            waiting += _split(earlier, later, stretch, found)
    return _joined(sorted(found, key=lambda block: block.earlier))


def _trimmed(
    a: Sequence[int], b: Sequence[int], stretch: _Stretch, found: list[Block]
) -> _Stretch | None:
    """Set aside what is the same at both ends; None if nothing is left to compare."""
    a_from, a_to, b_from, b_to = stretch.a_from, stretch.a_to, stretch.b_from, stretch.b_to
    most = min(a_to - a_from, b_to - b_from)
    head = 0
    while head < most and a[a_from + head] == b[b_from + head]:
        head += 1
    tail = 0
    while tail < most - head and a[a_to - 1 - tail] == b[b_to - 1 - tail]:
        tail += 1
    if head:
        found.append(Block(a_from, b_from, head))
    if tail:
        found.append(Block(a_to - tail, b_to - tail, tail))
    if head + tail == most:
        return None
    return _Stretch(a_from + head, a_to - tail, b_from + head, b_to - tail, stretch.widths)


def _split(
    a: Sequence[int], b: Sequence[int], stretch: _Stretch, found: list[Block]
) -> Iterator[_Stretch]:
    """Anchor what can be anchored and give back what lies between, with smaller widths."""
    width, rest = stretch.widths[0], stretch.widths[1:]
    a_at, b_at = stretch.a_from, stretch.b_from
    for a_anchor, b_anchor in _anchors(a, b, stretch, width):
        if a_anchor < a_at or b_anchor < b_at:
            continue  # within the run of the anchor before
        size = width
        while (
            a_anchor + size < stretch.a_to
            and b_anchor + size < stretch.b_to
            and a[a_anchor + size] == b[b_anchor + size]
        ):
            size += 1
        found.append(Block(a_anchor, b_anchor, size))
        yield _Stretch(a_at, a_anchor, b_at, b_anchor, rest)
        a_at, b_at = a_anchor + size, b_anchor + size
    yield _Stretch(a_at, stretch.a_to, b_at, stretch.b_to, rest)


def _anchors(
    a: Sequence[int], b: Sequence[int], stretch: _Stretch, width: int
) -> list[tuple[int, int]]:
    """Places of runs that stand once in both stretches, in the order of both."""
    ours = _once(a, stretch.a_from, stretch.a_to, width)
    theirs = _once(b, stretch.b_from, stretch.b_to, width, among=ours)
    pairs = [
        (place, theirs[run])
        for run, place in ours.items()
        if place >= 0 and theirs.get(run, -1) >= 0
    ]
    return _rising([(one, other) for one, other in pairs if _is_same(a, one, b, other, width)])


def _is_same(a: Sequence[int], one: int, b: Sequence[int], other: int, width: int) -> bool:
    return a[one : one + width] == b[other : other + width]


def _once(
    words: Sequence[int], start: int, stop: int, width: int, among: Container[int] | None = None
) -> dict[int, int]:
    """Where runs of words stand, by their hash and in their order; -1 for those that come again.

    Args:
        words: a text.
        start: where to begin.
        stop: where to stop.
        width: words in a run.
        among: the only hashes of interest, or None for all.
    """
    places: dict[int, int] = {}
    for place in range(start, stop - width + 1):
        run = hash(tuple(words[place : place + width]))
        if among is None or run in among:
            places[run] = -1 if run in places else place
    return places


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection that rises in the second number too; the first rises already."""
    ends: list[int] = []  # the smallest second number that ends a rise of each length
    at: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(second)
            at.append(number)
        else:
            ends[length], at[length] = second, number
    chosen: list[tuple[int, int]] = []
    number = at[-1] if at else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _closely(a: Sequence[int], b: Sequence[int], stretch: _Stretch, steps: _Steps) -> list[Block]:
    """Compare two stretches word by word; nothing if that would take too many steps."""
    ours = a[stretch.a_from : stretch.a_to]
    theirs = b[stretch.b_from : stretch.b_to]
    trail = _trail(ours, theirs, steps)
    blocks: list[Block] = []
    x, y = len(ours), len(theirs)
    for edits in range(len(trail) - 1, 0, -1):
        reached = trail[edits - 1]
        diagonal = x - y
        down = diagonal == -edits or (
            diagonal != edits and reached.get(diagonal - 1, -1) < reached.get(diagonal + 1, -1)
        )
        before = diagonal + 1 if down else diagonal - 1
        x_before = reached[before]
        x_start = x_before if down else x_before + 1
        if x > x_start:
            start = x_start - diagonal
            blocks.append(Block(stretch.a_from + x_start, stretch.b_from + start, x - x_start))
        x, y = x_before, x_before - before
    if trail and x > 0:
        blocks.append(Block(stretch.a_from, stretch.b_from, x))
    return blocks


def _trail(a: Sequence[int], b: Sequence[int], steps: _Steps) -> list[dict[int, int]]:
    """How far each diagonal reaches with 0, 1, 2 ... edits, until the end of both is reached.

    Returns:
        For each number of edits a diagonal -> place in `a`; empty if a bound was met first.
    """
    trail: list[dict[int, int]] = []
    reached: dict[int, int] = {1: 0}
    for edits in range(min(len(a) + len(b), EDITS_AT_MOST) + 1):
        now: dict[int, int] = {}
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (
                diagonal != edits and reached.get(diagonal - 1, -1) < reached.get(diagonal + 1, -1)
            )
            x = reached[diagonal + 1] if down else reached[diagonal - 1] + 1
            x = _slide(a, b, x, diagonal, steps)
            now[diagonal] = x
            if x >= len(a) and x - diagonal >= len(b):
                trail.append(now)
                return trail
        if steps.left <= 0:
            return []
        trail.append(now)
        reached = now
    return []


def _slide(a: Sequence[int], b: Sequence[int], x: int, diagonal: int, steps: _Steps) -> int:
    start = x
    while x < len(a) and 0 <= x - diagonal < len(b) and a[x] == b[x - diagonal]:
        x += 1
    steps.left -= 1 + x - start
    return x


def _joined(blocks: list[Block]) -> list[Block]:
    """Blocks that follow each other in both texts as one."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.earlier + last.size == block.earlier
            and last.later + last.size == block.later
        ):
            joined[-1] = Block(last.earlier, last.later, last.size + block.size)
        else:
            joined.append(block)
    return joined
