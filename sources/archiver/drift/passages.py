"""Differences of two texts as runs for showing: the passage around a place, or the whole text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sources.archiver.drift.word_diff import Change, Pieces, TextComparison, numbers_in

CONTEXT = 25
"""Pieces of text shown before and after a place."""
AROUND = 8
"""Pieces shown before and after each change of a whole text."""
LONGEST_RUN = 1_500
"""Characters of one run that are shown."""
MOST_CHANGES = 200
"""Changes of a whole text that are shown."""
MOST_TEXT = 60_000
"""Characters of a whole difference that are shown."""
STRETCHED = 4
"""How many times longer the passage may have become and still be shown whole."""


class RunKind(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    LEFT_OUT = "left_out"
    """Words that are not shown."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text for showing."""

    kind: RunKind
    text: str
    gap: str = ""
    """What stands before it: nothing, a space or a line end."""
    number: bool = False
    """Whether a number differs between what was taken away and what was put in here."""

    def as_json(self) -> list[str | bool]:
        """For a table: kind, text, gap, number."""
        return [self.kind.value, self.text, self.gap, self.number]


@dataclass(frozen=True, slots=True)
class Whole:
    """The difference of two whole texts."""

    runs: tuple[Run, ...]
    changes: int
    shown: int
    numbers: int
    """Changes in which a number differs, of those that are shown."""


def passage(
    comparison: TextComparison, before: tuple[int, int] | None, now: tuple[int, int] | None
) -> list[Run]:
    """The passage around a place in both texts, with its differences.

    Args:
        comparison: two texts.
        before: first character and the one after the last in the earlier text, or None.
        now: the same in the later text, or None if nothing stands there now.
    """
    if before is None and now is None:
        return []
    earlier, later = comparison.earlier, comparison.later
    ours = _widened(earlier, before) if before else (0, 0)
    if before is None:
        theirs = _widened(later, now) if now else (0, 0)
    else:
        theirs = _over_against(comparison, ours, now)
    small = TextComparison(earlier.between(*ours), later.between(*theirs))
    runs = list(_runs(small, small.changes(), around=CONTEXT * 4))
    cut = [Run(RunKind.LEFT_OUT, "")]
    starts = cut if ours[0] > 0 or theirs[0] > 0 else []
    ends = cut if ours[1] < len(earlier) or theirs[1] < len(later) else []
    return [*starts, *runs, *ends]


def _widened(pieces: Pieces, place: tuple[int, int]) -> tuple[int, int]:
    first, after = pieces.place(*place)
    return max(first - CONTEXT, 0), min(after + CONTEXT, len(pieces))


def _over_against(
    comparison: TextComparison, ours: tuple[int, int], now: tuple[int, int] | None
) -> tuple[int, int]:
    """What stands in the later text in place of a stretch, if it holds the words looked for."""
    theirs = comparison.opposite(*ours)
    wide = max((ours[1] - ours[0]) * STRETCHED, CONTEXT)
    if now is not None:
        first, after = comparison.later.place(*now)
        if first < theirs[0] or after > theirs[1] or theirs[1] - theirs[0] > wide:
            return _widened(comparison.later, now)
    return theirs[0], min(theirs[1], theirs[0] + wide)


def whole(comparison: TextComparison) -> Whole:
    """The difference of two whole texts, as much of it as a page can hold."""
    changes = comparison.changes()
    runs: list[Run] = []
    room = MOST_TEXT
    for run in _runs(comparison, changes[:MOST_CHANGES], around=AROUND):
        room -= len(run.text)
        if room < 0:
            break
        runs.append(run)
    first = [run for number, run in enumerate(runs) if _begins_change(runs, number)]
    if len(first) < len(changes):
        runs.append(Run(RunKind.LEFT_OUT, ""))
    numbers = sum(1 for run in first if run.number)
    return Whole(tuple(runs), len(changes), len(first), numbers)


def _begins_change(runs: Sequence[Run], number: int) -> bool:
    """Whether a run is the first of a change: what was taken away and what was put in are one."""
    kind = runs[number].kind
    after = runs[number - 1].kind if number else RunKind.SAME
    return kind is RunKind.REMOVED or (kind is RunKind.ADDED and after is not RunKind.REMOVED)


def _runs(comparison: TextComparison, changes: Sequence[Change], *, around: int) -> Iterator[Run]:
    at = 0
    for change in changes:
        yield from _same(comparison.earlier, at, change.a_from, around, first=at == 0, last=False)
        yield from _changed(comparison, change)
        at = change.a_to
    rest = len(comparison.earlier)
    if changes or rest <= around * 2:
        yield from _same(comparison.earlier, at, rest, around, first=at == 0, last=True)


def _same(
    pieces: Pieces, at: int, to: int, around: int, *, first: bool, last: bool
) -> Iterator[Run]:
    """Words that are the same; the middle is left out where there are many."""
    head, tail = 0 if first else around, 0 if last else around
    if to - at <= head + tail + 2 or (first and last):
        yield from _run(RunKind.SAME, pieces, at, to)
        return
    yield from _run(RunKind.SAME, pieces, at, at + head)
    yield Run(RunKind.LEFT_OUT, "", " ")
    yield from _run(RunKind.SAME, pieces, to - tail, to)


def _changed(comparison: TextComparison, change: Change) -> Iterator[Run]:
    removed = comparison.earlier.between(change.a_from, change.a_to)
    added = comparison.later.between(change.b_from, change.b_to)
    number = numbers_in(removed) != numbers_in(added)
    yield from _run(RunKind.REMOVED, comparison.earlier, change.a_from, change.a_to, number=number)
    yield from _run(RunKind.ADDED, comparison.later, change.b_from, change.b_to, number=number)


def _run(kind: RunKind, pieces: Pieces, at: int, to: int, *, number: bool = False) -> Iterator[Run]:
    if at >= to:
        return
    text = pieces.between(at, to)
    yield Run(kind, text[:LONGEST_RUN], pieces.gap(at), number)
    if len(text) > LONGEST_RUN:
        yield Run(RunKind.LEFT_OUT, "")
