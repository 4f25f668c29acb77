"""What became of one quotation between two looks at its page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import Any

from sources.archiver.drift.corrections import correction_of
from sources.archiver.drift.passages import Run, passage
from sources.archiver.drift.word_diff import TextComparison
from sources.archiver.quoting.differences import (
    ALTERED_AT_LEAST,
    ALTERING,
    HARMLESS,
    TextVocabulary,
    compare,
)
from sources.archiver.quoting.steps import TooMuchError
from sources.archiver.values import CheckKind, Difference
from tracker.base.language.tokens import Token, tokens

ELIDED = re.compile(r"…|\.{3}")
CONTEXT_WORDS = 12
"""Words of the same paragraph, before and after, that are a quotation's surroundings."""
CONTEXT_CHARACTERS = 300
NUMBER_WORDS = 3
"""Words of a number with its bound: "at least 80"."""
MOST_PLACES = 20
"""Places of the earlier text at which the same words stood and which are looked at."""


class QuotationChange(StrEnum):
    """What became of one quotation between two looks."""

    SAME = "same"
    ALTERED = "altered"
    GONE = "gone"
    INTERRUPTED = "interrupted"
    """Something was put between its parts."""
    MOVED = "moved"
    CORRECTED = "corrected"
    """A correction elsewhere on the page gives another number."""
    APPEARED = "appeared"
    ABSENT = "absent"
    """It stood in neither."""
    UNREAD = "unread"
    """One of the texts could not be read, so nothing can be said."""
    OTHER_LANGUAGE = "other_language"
    """The page came in another language, so nothing can be said."""


@dataclass(frozen=True, slots=True)
class SeenQuotation:
    """What the check of a quotation found in one look; offsets count characters of its text."""

    kind: str
    start: int | None = None
    end: int | None = None
    matched: str = ""
    differences: Sequence[Mapping[str, Any]] = ()
    is_shown: bool = False
    """Whether its text is that which a browser showed, and not the one that was sent."""

    @property
    def place(self) -> tuple[int, int] | None:
        """Where it stands, or None."""
        return None if self.start is None or self.end is None else (self.start, self.end)


@dataclass(frozen=True, slots=True)
class WatchedQuotation:
    """A quotation and what both looks showed of it; None where it was not checked."""

    key: int
    exact: str
    before: SeenQuotation | None
    now: SeenQuotation | None


@dataclass(frozen=True, slots=True)
class QuotationDrift:
    """What became of one quotation."""

    key: int
    change: QuotationChange
    before: str = ""
    now: str = ""
    number_altered: bool = False
    differences: tuple[Difference, ...] = ()
    runs: tuple[Run, ...] = ()
    is_shown: bool = False
    """Whether it is told of the words that a browser showed."""

    def as_json(self) -> dict[str, Any]:
        """For the table: of a quotation that did not change, no more than that."""
        told: dict[str, Any] = {"quotation": self.key, "change": self.change.value}
        if self.is_shown:
            told["read_in"] = "shown"
        if self.change is QuotationChange.SAME:
            return told
        return told | {
            "number_altered": self.number_altered,
            "before": self.before,
            "now": self.now,
            "differences": [
                {"kind": one.kind, "before": one.quoted, "now": one.found}
                for one in self.differences
            ],
            "passage": [run.as_json() for run in self.runs],
        }


@dataclass(frozen=True, slots=True)
class _Found:
    """What became of the words, and where they are looked at in either text."""

    change: QuotationChange
    before: tuple[int, int] | None = None
    now: tuple[int, int] | None = None
    differences: tuple[Difference, ...] = ()


def in_same_text(watched: WatchedQuotation) -> QuotationDrift:
    """What became of a quotation in a text that is the same, letter for letter."""
    if _is_unread(watched):
        return QuotationDrift(watched.key, QuotationChange.UNREAD)
    assert watched.now is not None
    found = QuotationChange.ABSENT if watched.now.place is None else QuotationChange.SAME
    return QuotationDrift(watched.key, found)


def drift_of(watched: WatchedQuotation, comparison: TextComparison | None) -> QuotationDrift:
    """What became of a quotation in a text that changed.

    Args:
        watched: the quotation, as both looks showed it.
        comparison: the texts; None where one of them could not be read.
    """
    before, now = watched.before, watched.now
    if comparison is None or before is None or now is None or _is_unread(watched):
        return QuotationDrift(watched.key, QuotationChange.UNREAD)
    try:
        found = _found(watched, before, now, comparison)
    except TooMuchError:
        return QuotationDrift(watched.key, QuotationChange.UNREAD)
    if found.change in (QuotationChange.SAME, QuotationChange.ABSENT):
        return QuotationDrift(watched.key, found.change)
    altered = found.change in (QuotationChange.ALTERED, QuotationChange.CORRECTED)
    return QuotationDrift(
        watched.key,
        found.change,
        before=comparison.earlier.text[slice(*found.before)] if found.before else "",
        now=comparison.later.text[slice(*found.now)] if found.now else "",
        number_altered=altered and any(map(_changes_a_number, found.differences)),
        differences=found.differences,
        runs=tuple(passage(comparison, found.before, found.now)),
    )


def across_texts(watched: WatchedQuotation) -> QuotationDrift:
    """What became of a quotation that stands in what was sent in one look, and was shown in one.

    Such texts differ in most places, so only the quotation's own words speak.
    """
    before, now = watched.before, watched.now
    unread = QuotationDrift(watched.key, QuotationChange.UNREAD, is_shown=True)
    if before is None or now is None or before.place is None or now.place is None:
        return unread
    try:
        differences = _differences(watched, before, now) or _turned(before, now)
    except TooMuchError:
        return unread
    if not differences:
        return QuotationDrift(watched.key, QuotationChange.SAME, is_shown=True)
    return QuotationDrift(
        watched.key,
        QuotationChange.ALTERED,
        before=before.matched,
        now=now.matched,
        number_altered=any(map(_changes_a_number, differences)),
        differences=differences,
        is_shown=True,
    )


def _changes_a_number(difference: Difference) -> bool:
    """Whether a number is another one now; words cut out with a number among them change none."""
    is_cut = not difference.found and len(difference.quoted.split()) > NUMBER_WORDS
    return difference.kind == "number" and not is_cut


def _is_unread(watched: WatchedQuotation) -> bool:
    unread = CheckKind.UNREADABLE.value
    return any(seen is None or seen.kind == unread for seen in (watched.before, watched.now))


def _found(
    watched: WatchedQuotation, before: SeenQuotation, now: SeenQuotation, comparison: TextComparison
) -> _Found:
    was = before.place
    if was is None:
        appeared = QuotationChange.APPEARED if now.place else QuotationChange.ABSENT
        return _Found(appeared, None, now.place)
    return (
        _altered_in_place(watched, before, now, comparison)
        or _gone(before, now, comparison)
        or _altered(watched, before, _clipped(before, now, comparison))
        or _corrected(before, now, comparison)
        or _moved(before, now, comparison)
        or _Found(QuotationChange.SAME)
    )


def _gone(before: SeenQuotation, now: SeenQuotation, comparison: TextComparison) -> _Found | None:
    if now.place is None or _stood_there_before(before, now.place, comparison):
        return _Found(QuotationChange.GONE, before.place)
    return None


def _altered(watched: WatchedQuotation, before: SeenQuotation, now: SeenQuotation) -> _Found | None:
    """Other words in its place, or other words beside it that turn it."""
    differences = _differences(watched, before, now) or _turned(before, now)
    if not differences:
        return None
    return _Found(QuotationChange.ALTERED, before.place, now.place, differences)


def _clipped(
    before: SeenQuotation, now: SeenQuotation, comparison: TextComparison
) -> SeenQuotation:
    """What was found now, without words beyond those that stand where it stood.

    A search for a quotation that was cut short takes words of the next sentence for its end.
    """
    over = None if before.place is None else _in_place(before.place, comparison)
    if over is None or now.place is None or now.kind == CheckKind.VERBATIM.value:
        return now
    if over == now.place or not (now.place[0] <= over[0] and over[1] <= now.place[1]):
        return now
    return replace(now, start=over[0], end=over[1], matched=comparison.later.text[slice(*over)])


def _corrected(
    before: SeenQuotation, now: SeenQuotation, comparison: TextComparison
) -> _Found | None:
    if now.place is None:
        return None
    difference = correction_of(now.matched, now.place, comparison)
    if difference is None:
        return None
    return _Found(QuotationChange.CORRECTED, before.place, now.place, (difference,))


def _moved(before: SeenQuotation, now: SeenQuotation, comparison: TextComparison) -> _Found | None:
    if before.place is None or now.place is None:
        return None
    if _is_interrupted(now) and not _is_interrupted(before):
        put_in = tuple(_as_differences(_news(before, now)))
        return _Found(QuotationChange.INTERRUPTED, before.place, now.place, put_in)
    if _is_moved(before.place, now.place, comparison):
        return _Found(QuotationChange.MOVED, before.place, now.place)
    return None


def _is_interrupted(seen: SeenQuotation) -> bool:
    return seen.kind == CheckKind.INTERRUPTED.value


def _differences(
    watched: WatchedQuotation, before: SeenQuotation, now: SeenQuotation
) -> tuple[Difference, ...]:
    """What differs between the words found then and now; nothing where no word does."""
    if ELIDED.search(watched.exact) or _is_interrupted(before) or _is_interrupted(now):
        # What is left out of a quotation or stands between its parts is no part of it, so only
        # the checks speak.
        found = _as_differences(_news(before, now))
        gone = _news(now, before)
        if not found and any(one["kind"] not in HARMLESS for one in gone):
            found = _as_differences(gone, backwards=True)
    else:
        found = _compared(before.matched, now.matched)[0]
    return tuple(found) if any(one.kind not in HARMLESS for one in found) else ()


def _turned(before: SeenQuotation, now: SeenQuotation) -> tuple[Difference, ...]:
    """What is newly said beside the same words and turns them, or no longer is."""
    found = _as_differences([one for one in _news(before, now) if _is_beside(one, now)])
    gone = [one for one in _news(now, before) if _is_beside(one, before)]
    return tuple(found or _as_differences(gone, backwards=True))


def _news(one: SeenQuotation, other: SeenQuotation) -> list[Mapping[str, Any]]:
    """Differences that the other check names and the one does not."""
    known = {(each["kind"], each["found"]) for each in one.differences}
    return [each for each in other.differences if (each["kind"], each["found"]) not in known]


def _as_differences(
    found: Sequence[Mapping[str, Any]], *, backwards: bool = False
) -> list[Difference]:
    sides = ("found", "quoted") if backwards else ("quoted", "found")
    return [Difference(one["kind"], one[sides[0]], one[sides[1]], 0, 0) for one in found]


def _is_beside(difference: Mapping[str, Any], seen: SeenQuotation) -> bool:
    """Whether a difference reaches beyond the quotation's own words."""
    if seen.place is None or difference["kind"] not in ALTERING:
        return False
    start, end = seen.place
    return bool(difference["start"] < start or difference["end"] > end)


def _compared(before: str, now: str) -> tuple[list[Difference], float]:
    ours, theirs = _trimmed(before), _trimmed(now)
    if not ours or not theirs:
        return [], 0.0
    return compare(ours, theirs, TextVocabulary([*ours, *theirs]))


def _trimmed(text: str) -> list[Token]:
    """The tokens of a text from its first word to its last."""
    found = tokens(text)
    words = [number for number, one in enumerate(found) if one.kind != "punctuation"]
    return found[words[0] : words[-1] + 1] if words else []


def _altered_in_place(
    watched: WatchedQuotation, before: SeenQuotation, now: SeenQuotation, comparison: TextComparison
) -> _Found | None:
    """Differences of a place where the words stood, though the same words are found elsewhere.

    A number that is changed in the text and left in the headline is still a changed number.
    """
    if ELIDED.search(watched.exact) or _is_interrupted(before) or _is_interrupted(now):
        return None
    for place in _places(before, comparison):
        over = _in_place(place, comparison)
        if over is None or _overlaps(over, now.place):
            continue
        ours, theirs = comparison.earlier.text[slice(*place)], comparison.later.text[slice(*over)]
        differences, share = _compared(ours, theirs)
        altering = any(one.kind in ALTERING for one in differences)
        if altering and share >= ALTERED_AT_LEAST:
            return _Found(QuotationChange.ALTERED, place, over, tuple(differences))
    return None


def _places(before: SeenQuotation, comparison: TextComparison) -> Iterator[tuple[int, int]]:
    """Where the words stood in the earlier text: the place that was found, then others."""
    if before.place is None:
        return
    yield before.place
    others = re.finditer(re.escape(before.matched), comparison.earlier.text)
    for match in islice(others, MOST_PLACES) if before.matched else ():
        if match.span() != before.place:
            yield match.span()


def _in_place(place: tuple[int, int], comparison: TextComparison) -> tuple[int, int] | None:
    """What stands now where some words stood, if that is about as long."""
    start, end = comparison.counterpart(*place)
    longest = 2 * (place[1] - place[0]) + 40
    return (start, end) if start < end <= start + longest else None


def _stood_there_before(
    before: SeenQuotation, now: tuple[int, int], comparison: TextComparison
) -> bool:
    """Whether what is found now is another sentence, which the earlier text had as well."""
    if before.place is None:
        return False
    then = comparison.counterpart(*now, backwards=True)
    if then[0] >= then[1] or _overlaps(then, before.place):
        return False
    differs = bool(_compared(before.matched, comparison.later.text[slice(*now)])[0])
    same = not _compared(comparison.earlier.text[slice(*then)], comparison.later.text[slice(*now)])[
        0
    ]
    return differs and same


def _is_moved(before: tuple[int, int], now: tuple[int, int], comparison: TextComparison) -> bool:
    """Whether the same words stand at another place, or in other surroundings."""
    if not _overlaps(comparison.counterpart(*before), now):
        return True
    return surroundings(comparison.earlier.text, before) != surroundings(comparison.later.text, now)


def surroundings(text: str, place: tuple[int, int]) -> tuple[list[str], list[str]]:
    """The folded words before and after a place, within its paragraph."""
    start, end = place
    head = text[max(start - CONTEXT_CHARACTERS, 0) : start].rsplit("\n", 1)[-1]
    tail = text[end : end + CONTEXT_CHARACTERS].split("\n", 1)[0]
    return _words(head)[-CONTEXT_WORDS:], _words(tail)[:CONTEXT_WORDS]


def _words(text: str) -> list[str]:
    return [one.plain for one in tokens(text) if one.kind != "punctuation"]


def _overlaps(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]
