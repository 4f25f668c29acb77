"""What a later look at a page shows against an earlier whole copy of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from urllib.parse import parse_qs, urlsplit

from sources.archiver.drift.quotations import (
    QuotationChange,
    QuotationDrift,
    WatchedQuotation,
    across_texts,
    drift_of,
    in_same_text,
)
from sources.archiver.drift.spoken import is_other_language
from sources.archiver.drift.word_diff import TextComparison
from sources.archiver.outcomes import Outcome
from sources.archiver.reading.walls.judge import asks_to_subscribe

GONE_STATUSES = frozenset({404, 410})
WALL_STATUSES = frozenset({401, 402})
"""Sign in, pay: RFC 9110, 15.5.2 and 15.5.3."""
WALL_SHARE = 0.5
"""A page that asks for a subscription is a wall if this share of its text or less is left."""
SHOWN_SHARE = 0.2
"""A browser that showed less than this share of what it once did has not been sent the rest."""


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


_NUMBERED = (DriftKind.QUOTATION_ALTERED, DriftKind.CHANGED_ELSEWHERE)
"""Kinds under which another number is told: in a passage, or in a correction elsewhere."""


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
    shown: str | None = None
    """The words that a browser showed; None where none did."""


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
    if later.outcome != Outcome.CAPTURED.value and later.shown is None:
        return Drift(_broken(later))
    moved = is_elsewhere(url, earlier.final_url, later.final_url)
    if _says_the_same(earlier, later) and not any(map(_is_shown, watched)):
        # Most looks: nothing is laid over anything.
        kind = DriftKind.PAGE_MOVED if moved else DriftKind.UNCHANGED
        return Drift(kind, quotations=tuple(in_same_text(each) for each in watched))
    texts = _Texts(earlier, later)
    quotations = tuple(map(texts.drift, watched))
    if _none_came_along(quotations) and texts.are_in_other_languages:
        return Drift(DriftKind.PAGE_FAILED, quotations=tuple(map(_in_other_language, quotations)))
    kind = _kind(
        quotations,
        moved=moved,
        walled=_is_walled(earlier.text, later.text),
        same=_is_same(earlier, later, texts.sent),
    )
    altered = any(each.number_altered for each in quotations)
    return Drift(kind, altered and kind in _NUMBERED, quotations)


class _Texts:
    """What both looks were sent, and what a browser showed of them, laid over each other."""

    def __init__(self, earlier: Look, later: Look) -> None:
        self._earlier, self._later = earlier, later

    @cached_property
    def sent(self) -> TextComparison | None:
        """What was sent; None where one of the texts could not be read."""
        return _laid_over(self._earlier, self._later)

    @cached_property
    def shown(self) -> TextComparison | None:
        """What was shown; None where nothing was, or hardly any of it."""
        before, now = self._earlier.shown, self._later.shown
        if not before or not now or len(now) < len(before) * SHOWN_SHARE:
            return None
        return TextComparison(before, now)

    def drift(self, each: WatchedQuotation) -> QuotationDrift:
        """What became of one quotation, in the texts in which it stood and stands."""
        sides = [side is not None and side.is_shown for side in (each.before, each.now)]
        if not any(sides):
            return drift_of(each, self.sent)
        if all(sides):
            return replace(drift_of(each, self.shown), is_shown=True)
        return across_texts(each)

    @property
    def are_in_other_languages(self) -> bool:
        """Whether what was sent, or what was shown, came in another language."""
        pairs = [(self._earlier.text, self._later.text)]
        if self._earlier.shown and self._later.shown:
            pairs.append((self._earlier.shown, self._later.shown))
        return any(is_other_language(*pair) for pair in pairs)


def _is_shown(each: WatchedQuotation) -> bool:
    return any(side is not None and side.is_shown for side in (each.before, each.now))


def _none_came_along(quotations: Sequence[QuotationDrift]) -> bool:
    """Whether all words that were there are gone."""
    changes = {each.change for each in quotations}
    never = {QuotationChange.GONE, QuotationChange.ABSENT, QuotationChange.UNREAD}
    return QuotationChange.GONE in changes and changes <= never


def _in_other_language(drift: QuotationDrift) -> QuotationDrift:
    return QuotationDrift(drift.key, QuotationChange.OTHER_LANGUAGE)


def _says_the_same(earlier: Look, later: Look) -> bool:
    both_read = earlier.is_read and later.is_read
    return both_read and earlier.text == later.text != "" and not later.text.isspace()


def _laid_over(earlier: Look, later: Look) -> TextComparison | None:
    """The texts laid over each other; None where one of them could not be read."""
    if not (earlier.is_read and later.is_read):
        return None
    return TextComparison(earlier.text, later.text)


_BY_OUTCOME = {
    Outcome.GONE: DriftKind.PAGE_GONE,
    Outcome.PARKED: DriftKind.PAGE_GONE,
    Outcome.ELSEWHERE: DriftKind.PAGE_MOVED,
    Outcome.CHALLENGE_SUSPECTED: DriftKind.PAGE_WALLED,
    Outcome.SIGN_IN: DriftKind.PAGE_WALLED,
    Outcome.PAYWALL: DriftKind.PAGE_WALLED,
    Outcome.BLOCKED: DriftKind.PAGE_BLOCKED,
    Outcome.NOT_HERE: DriftKind.PAGE_BLOCKED,
}


def _broken(later: Look) -> DriftKind:
    """Name a look that brought no whole copy."""
    if later.http_status in GONE_STATUSES:
        return DriftKind.PAGE_GONE
    if later.outcome == Outcome.BLOCKED.value and later.http_status in WALL_STATUSES:
        return DriftKind.PAGE_WALLED
    return _BY_OUTCOME.get(Outcome(later.outcome), DriftKind.PAGE_FAILED)


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
        came_along = changes - {
            QuotationChange.GONE,
            QuotationChange.ABSENT,
            QuotationChange.UNREAD,
        }
        return DriftKind.PAGE_MOVED if moved and not came_along else DriftKind.QUOTATION_GONE
    if changes & {QuotationChange.MOVED, QuotationChange.INTERRUPTED}:
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
        and asks_to_subscribe(later)
        and not asks_to_subscribe(earlier)
    )


def _is_same(earlier: Look, later: Look, comparison: TextComparison | None) -> bool:
    if earlier.payload_sha256 and earlier.payload_sha256 == later.payload_sha256:
        return True
    if comparison is None and earlier.shown:
        return earlier.shown == later.shown
    # Two files without any text are told apart by their bytes alone.
    return comparison is not None and comparison.is_same and bool(comparison.later.text.strip())
