"""What a later look at a page shows against an earlier whole copy of it."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sources.archiver.drift.passages import Run, passage
from sources.archiver.drift.word_diff import TextComparison
from sources.archiver.outcomes import Outcome
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

log = logging.getLogger(__name__)

GONE_STATUSES = frozenset({404, 410})
WALL_STATUSES = frozenset({401, 402})
"""Sign in, pay: RFC 9110, 15.5.2 and 15.5.3."""
WALL_SHARE = 0.5
"""A page that asks for a subscription is a wall if this share of its text or less is left."""
WALL_WORDS = re.compile(
    r"subscribe to (?:continue|read)|subscribers? only|already a subscriber"
    r"|réservé (?:à nos|aux) abonné|abonnez-vous pour|déjà abonné"
    r"|للمشتركين فقط|اشترك (?:للمتابعة|لقراءة)"
    r"|только для подписчиков|оформите подписку",
    re.IGNORECASE,
)
ELIDED = re.compile(r"…|\.{3}")
CONTEXT_WORDS = 12
"""Words of the same paragraph, before and after, that are a quotation's surroundings."""
CONTEXT_CHARACTERS = 300


class DriftKind(StrEnum):
    """What a later look found."""

    PAGE_GONE = "page_gone"
    PAGE_BLOCKED = "page_blocked"
    PAGE_WALLED = "page_walled"
    PAGE_FAILED = "page_failed"
    QUOTATION_ALTERED = "quotation_altered"
    QUOTATION_GONE = "quotation_gone"
    QUOTATION_MOVED = "quotation_moved"
    PAGE_MOVED = "page_moved"
    CHANGED_ELSEWHERE = "changed_elsewhere"
    UNCHANGED = "unchanged"


class QuotationChange(StrEnum):
    """What became of one quotation between two looks."""

    SAME = "same"
    ALTERED = "altered"
    GONE = "gone"
    MOVED = "moved"
    APPEARED = "appeared"
    ABSENT = "absent"
    """It stood in neither."""
    UNREAD = "unread"
    """One of the texts could not be read, so nothing can be said."""


@dataclass(frozen=True, slots=True)
class Look:
    """One finished look at a page."""

    outcome: str
    http_status: int | None
    final_url: str
    text: str
    is_read: bool
    """Whether the text could be read; an empty one that was read is true."""
    payload_sha256: str = ""


@dataclass(frozen=True, slots=True)
class SeenQuotation:
    """What the check of a quotation found in one look; offsets count characters of its text."""

    kind: str
    start: int | None = None
    end: int | None = None
    matched: str = ""
    differences: Sequence[Mapping[str, Any]] = ()

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

    def as_json(self) -> dict[str, Any]:
        """For the table: of a quotation that did not change, no more than that."""
        told: dict[str, Any] = {"quotation": self.key, "change": self.change.value}
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
class Drift:
    """What a later look showed."""

    kind: DriftKind
    number_altered: bool = False
    quotations: tuple[QuotationDrift, ...] = field(default=())


def drifted(url: str, earlier: Look, later: Look, watched: Sequence[WatchedQuotation]) -> Drift:
    """Hold a later look against an earlier whole copy.

    Args:
        url: the page's own address.
        earlier: a whole copy.
        later: any finished look after it.
        watched: the page's quotations.
    """
    if later.outcome != Outcome.CAPTURED.value:
        return Drift(_broken(later))
    moved = is_elsewhere(url, earlier.final_url, later.final_url)
    if _says_the_same(earlier, later):
        # Most looks: nothing is laid over anything.
        kind = DriftKind.PAGE_MOVED if moved else DriftKind.UNCHANGED
        return Drift(kind, quotations=tuple(_in_same_text(each) for each in watched))
    comparison = _laid_over(earlier, later)
    quotations = tuple(_quotation(each, comparison) for each in watched)
    kind = _kind(
        quotations,
        moved=moved,
        walled=_is_walled(earlier.text, later.text),
        same=_is_same(earlier, later, comparison),
    )
    altered = any(each.number_altered for each in quotations)
    return Drift(kind, altered and kind is DriftKind.QUOTATION_ALTERED, quotations)


def _says_the_same(earlier: Look, later: Look) -> bool:
    both_read = earlier.is_read and later.is_read
    return both_read and earlier.text == later.text != "" and not later.text.isspace()


def _in_same_text(watched: WatchedQuotation) -> QuotationDrift:
    """What became of a quotation in a text that is the same, letter for letter."""
    before, now = watched.before, watched.now
    unread = CheckKind.UNREADABLE.value
    if before is None or now is None or unread in (before.kind, now.kind):
        return QuotationDrift(watched.key, QuotationChange.UNREAD)
    found = QuotationChange.ABSENT if now.place is None else QuotationChange.SAME
    return QuotationDrift(watched.key, found)


def _laid_over(earlier: Look, later: Look) -> TextComparison | None:
    """The texts laid over each other; None where one of them could not be read."""
    if not (earlier.is_read and later.is_read):
        return None
    return TextComparison(earlier.text, later.text)


def _broken(later: Look) -> DriftKind:
    """Name a look that brought no whole copy."""
    if later.http_status in GONE_STATUSES:
        return DriftKind.PAGE_GONE
    if later.outcome == Outcome.CHALLENGE_SUSPECTED.value or (
        later.outcome == Outcome.BLOCKED.value and later.http_status in WALL_STATUSES
    ):
        return DriftKind.PAGE_WALLED
    if later.outcome == Outcome.BLOCKED.value:
        return DriftKind.PAGE_BLOCKED
    return DriftKind.PAGE_FAILED


def _kind(
    quotations: Sequence[QuotationDrift], *, moved: bool, walled: bool, same: bool
) -> DriftKind:
    """Name a look at a whole page by the weightiest thing it shows."""
    changes = {each.change for each in quotations}
    if QuotationChange.ALTERED in changes:
        return DriftKind.QUOTATION_ALTERED
    if QuotationChange.GONE in changes:
        if walled:
            return DriftKind.PAGE_WALLED
        # Nothing of what was quoted came along: it is another page that answers now.
        came_along = changes & {QuotationChange.SAME, QuotationChange.MOVED}
        return DriftKind.PAGE_MOVED if moved and not came_along else DriftKind.QUOTATION_GONE
    if QuotationChange.MOVED in changes:
        return DriftKind.QUOTATION_MOVED
    if moved:
        return DriftKind.PAGE_MOVED
    return DriftKind.UNCHANGED if same else DriftKind.CHANGED_ELSEWHERE


def is_elsewhere(url: str, earlier: str, later: str) -> bool:
    """Whether another host or path answers now than before.

    A change of scheme, a "www." or a slash at the end is none, nor is a parameter that the page's
    own address does not have (session marks come and go).

    Args:
        url: the page's own address.
        earlier: the address that answered then.
        later: the address that answers now.
    """
    try:
        own, then, now = (urlsplit(each) for each in (url, earlier or url, later or url))
        hosts = [(each.hostname or "").removeprefix("www.") for each in (then, now)]
    except ValueError:
        return earlier != later
    if hosts[0] != hosts[1] or then.path.rstrip("/") != now.path.rstrip("/"):
        return True
    before, after = parse_qs(then.query), parse_qs(now.query)
    return any(before.get(name) != after.get(name) for name in parse_qs(own.query))


def _is_walled(earlier: str, later: str) -> bool:
    """Whether most of the text gave way to a request to subscribe."""
    return (
        len(later) <= len(earlier) * WALL_SHARE
        and WALL_WORDS.search(later) is not None
        and WALL_WORDS.search(earlier) is None
    )


def _is_same(earlier: Look, later: Look, comparison: TextComparison | None) -> bool:
    if earlier.payload_sha256 and earlier.payload_sha256 == later.payload_sha256:
        return True
    # Two files without any text are told apart by their bytes alone.
    return comparison is not None and comparison.is_same and bool(comparison.later.text.strip())


# ---- one quotation ---------------------------------------------------------------------------


def _quotation(watched: WatchedQuotation, comparison: TextComparison | None) -> QuotationDrift:
    before, now = watched.before, watched.now
    unread = CheckKind.UNREADABLE.value
    if comparison is None or before is None or now is None or unread in (before.kind, now.kind):
        return QuotationDrift(watched.key, QuotationChange.UNREAD)
    try:
        change, differences = _change(watched, before, now, comparison)
    except TooMuchError:
        return QuotationDrift(watched.key, QuotationChange.UNREAD)
    if change in (QuotationChange.SAME, QuotationChange.ABSENT):
        return QuotationDrift(watched.key, change)
    place = None if change is QuotationChange.GONE else now.place
    in_place = _in_place(before, comparison) if change is QuotationChange.ALTERED else None
    if in_place is not None and not _overlaps(in_place, now.place):
        place = in_place
    words = comparison.later.text[slice(*place)] if place else ""
    return QuotationDrift(
        watched.key,
        change,
        before=before.matched,
        now=words,
        number_altered=change is QuotationChange.ALTERED
        and any(one.kind == "number" for one in differences),
        differences=differences,
        runs=tuple(passage(comparison, before.place, place)),
    )


def _change(
    watched: WatchedQuotation, before: SeenQuotation, now: SeenQuotation, comparison: TextComparison
) -> tuple[QuotationChange, tuple[Difference, ...]]:
    if before.place is None:
        return (QuotationChange.APPEARED if now.place else QuotationChange.ABSENT), ()
    in_place = _altered_in_place(watched, before, now, comparison)
    if in_place:
        return QuotationChange.ALTERED, in_place
    if now.place is None or _stood_there_before(before, now.place, comparison):
        return QuotationChange.GONE, ()
    differences = _differences(watched, before, now)
    if differences:
        return QuotationChange.ALTERED, differences
    moved = _is_moved(before.place, now.place, comparison)
    return (QuotationChange.MOVED if moved else QuotationChange.SAME), ()


def _differences(
    watched: WatchedQuotation, before: SeenQuotation, now: SeenQuotation
) -> tuple[Difference, ...]:
    """What differs between the words found then and now; nothing where no word does."""
    if ELIDED.search(watched.exact):
        # What an elision leaves out is no part of the quotation, so only the checks speak.
        known = {(one["kind"], one["found"]) for one in before.differences}
        found = [
            Difference(one["kind"], one["quoted"], one["found"], 0, 0)
            for one in now.differences
            if (one["kind"], one["found"]) not in known
        ]
        gone = [one for one in before.differences if one not in now.differences]
        if not found and any(one["kind"] not in HARMLESS for one in gone):
            found = [Difference(one["kind"], one["found"], one["quoted"], 0, 0) for one in gone]
    else:
        found = _compared(before.matched, now.matched)[0]
    return tuple(found) if any(one.kind not in HARMLESS for one in found) else ()


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


def _in_place(before: SeenQuotation, comparison: TextComparison) -> tuple[int, int] | None:
    """What stands now where the quotation stood, if that is about as long."""
    if before.place is None:
        return None
    start, end = comparison.counterpart(*before.place)
    longest = 2 * len(before.matched) + 40
    return (start, end) if start < end <= start + longest else None


def _altered_in_place(
    watched: WatchedQuotation, before: SeenQuotation, now: SeenQuotation, comparison: TextComparison
) -> tuple[Difference, ...]:
    """Differences of the place where it stood, though the same words are found elsewhere.

    A number that is changed in the text and left in the headline is still a changed number.
    """
    place = _in_place(before, comparison)
    if place is None or _overlaps(place, now.place) or ELIDED.search(watched.exact):
        return ()
    differences, share = _compared(before.matched, comparison.later.text[slice(*place)])
    altering = any(one.kind in ALTERING for one in differences)
    return tuple(differences) if altering and share >= ALTERED_AT_LEAST else ()


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
