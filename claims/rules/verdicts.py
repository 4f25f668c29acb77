"""What independent reviewers found, and what that amounts to."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _

REVIEWS_NEEDED = 2
"""Nobody decides alone: a verdict rests on at least this many sealed reviews."""


@dataclass(frozen=True, slots=True)
class SupportedRange:
    """The range that evidence supports for one figure of a claim.

    `low` and `high` are in that figure's unit, and None on one side leaves that side open.
    """

    figure: Hashable | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def says_something(self) -> bool:
        """Whether it has a figure and an end."""
        return self.figure is not None and not (self.low is None and self.high is None)

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        return self.low is not None and self.high is not None and self.low > self.high

    def holds(self, numbers: Iterable[Decimal]) -> bool:
        """Whether each of these numbers lies in it."""
        return all(
            (self.low is None or number >= self.low) and (self.high is None or number <= self.high)
            for number in numbers
        )


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """What one sealed review says: a rating and, if it gives any, ranges for figures.

    `rating` is its code: two ratings are the same if their codes are. `given` are its ranges, one
    a figure.
    """

    rating: str
    given: tuple[SupportedRange, ...] = ()

    @property
    def ranges(self) -> dict[Hashable, SupportedRange]:
        """The range it gives for each figure, the first one first; none says nothing."""
        return {one.figure: one for one in self.given if one.says_something}


class CorrectionKind(StrEnum):
    """What a correction mends: a mistake of some kind, or that something new came out."""

    LANGUAGE = "language"
    CLARITY = "clarity"
    DETAIL = "detail"
    UPDATE = "update"
    RETRACTION = "retraction"
    FINDING = "finding"

    @property
    def label(self) -> str:
        """The kind in a few words."""
        return _CORRECTION_KINDS[self]


_CORRECTION_KINDS: dict[CorrectionKind, str] = {
    CorrectionKind.LANGUAGE: _("Spelling or grammar"),
    CorrectionKind.CLARITY: _("Put more clearly; the sense is the same"),
    CorrectionKind.DETAIL: _("A name, date, place or source in the summary"),
    CorrectionKind.UPDATE: _("Something new that leaves rating and range as they are"),
    CorrectionKind.RETRACTION: _("Something in the summary that is taken back as wrong"),
    CorrectionKind.FINDING: _("Rating or established range"),
}

WORDING = tuple(kind for kind in CorrectionKind if kind is not CorrectionKind.FINDING)
"""Kinds that leave rating and range as they are: one editor corrects them."""


class CorrectionStatus(StrEnum):
    """What became of a correction that waits for a second editor."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        """The status in a few words."""
        return _PROPOSAL_STATUSES[self]


_PROPOSAL_STATUSES: dict[CorrectionStatus, str] = {
    CorrectionStatus.PROPOSED: _("waits for a second editor"),
    CorrectionStatus.AGREED: _("agreed to by a second editor"),
    CorrectionStatus.REFUSED: _("refused by a second editor"),
    CorrectionStatus.WITHDRAWN: _("taken back"),
    CorrectionStatus.SUPERSEDED: _("overtaken by another version of the verdict"),
}


class WaivedRule(StrEnum):
    """What an administrator may waive in writing, for one person in one round of one claim."""

    KNOWS_EARLIER = "knows_earlier"
    REPEATS = "repeats"

    @property
    def label(self) -> str:
        """What the person may do all the same."""
        return _WAIVED[self][0]

    @property
    def said(self) -> str:
        """The same, as readers are told."""
        return _WAIVED[self][1]


_WAIVED: dict[WaivedRule, tuple[str, str]] = {
    WaivedRule.KNOWS_EARLIER: (
        _("review again, although they reviewed an earlier round or read its reviews"),
        _("An administrator let somebody review who knew the reviews of an earlier round."),
    ),
    WaivedRule.REPEATS: (
        _("begin the next round, although they opened or ended the last one or reviewed in it"),
        _("An administrator let somebody begin this round who had a part in the one before."),
    ),
}


class RoundResult(StrEnum):
    """How a round of reviews ended."""

    AGREED = "agreed"
    SPLIT = "split"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The result in a few words."""
        return _ROUND_RESULTS[self]

    @property
    def opens_reviews(self) -> bool:
        """Whether the desk reads the reviews of such a round; a cancelled one is never opened."""
        return self is not RoundResult.CANCELLED


_ROUND_RESULTS: dict[RoundResult, str] = {
    RoundResult.AGREED: _("the reviewers agree"),
    RoundResult.SPLIT: _("the reviewers differ"),
    RoundResult.CANCELLED: _("ended without a result"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the reviews of one round amount to; rating and ranges only where they share them.

    `result` is None while there are too few of them. `ranges` are one a figure, in the order in
    which the first review gives them.
    """

    result: RoundResult | None
    rating: str | None = None
    ranges: tuple[SupportedRange, ...] = ()


def decide(reviews: Sequence[ReviewFinding], needed: int = REVIEWS_NEEDED) -> Decision:
    """Say what the sealed `reviews` of one round amount to.

    Fewer than `needed` amount to nothing. They are split if their ratings differ, or if the ranges
    two of them give for the same figure exclude each other, whichever figure that is. Otherwise
    they agree, and for each figure for which every one of them gives a range, that part of it is
    established which all of them share.

    Raise ValueError if `needed` is less than two, because then somebody would decide alone.
    """
    if needed < REVIEWS_NEEDED:
        raise ValueError("A verdict needs at least two reviews.")
    if len(reviews) < needed:
        return Decision(None)
    ratings = {review.rating for review in reviews}
    if len(ratings) > 1:
        return Decision(RoundResult.SPLIT)
    for position, one in enumerate(reviews):
        if any(_exclude(one, other) for other in reviews[position + 1 :]):
            return Decision(RoundResult.SPLIT)
    return Decision(RoundResult.AGREED, ratings.pop(), _shared_ranges(reviews))


def within_reviews(reviews: Sequence[ReviewFinding], wanted: SupportedRange) -> bool:
    """Whether a range is one that the reviewers gave for its figure, or lies between theirs.

    No range is always within. An end that a reviewer left open is open here too.

    Args:
        reviews: the sealed reviews of the round.
        wanted: the range.
    """
    if not wanted.says_something:
        return True
    ranges = [review.ranges.get(wanted.figure) for review in reviews]
    given = [one for one in ranges if one is not None]
    low, high = wanted.low, wanted.high
    if not given:
        return False
    lows = [one.low for one in given if one.low is not None]
    highs = [one.high for one in given if one.high is not None]
    above = len(lows) < len(given) or (low is not None and low >= min(lows))
    return above and (len(highs) < len(given) or (high is not None and high <= max(highs)))


def _exclude(one: ReviewFinding, other: ReviewFinding) -> bool:
    return any(shared.is_empty for shared in _shared_ranges((one, other)))


def _shared_ranges(reviews: Sequence[ReviewFinding]) -> tuple[SupportedRange, ...]:
    """Intersect the ranges for each figure for which every review gives one."""
    given = [review.ranges for review in reviews]
    return tuple(
        _intersect(figure, [ranges[figure] for ranges in given])
        for figure in given[0]
        if all(figure in ranges for ranges in given)
    )


def _intersect(figure: Hashable, ranges: Sequence[SupportedRange]) -> SupportedRange:
    lows = [one.low for one in ranges if one.low is not None]
    highs = [one.high for one in ranges if one.high is not None]
    return SupportedRange(figure, max(lows, default=None), min(highs, default=None))
