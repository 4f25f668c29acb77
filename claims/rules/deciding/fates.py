"""How claims fared: what a verdict amounts to, and shares with their interval.

Everybody is held to the same scale, and what a rating amounts to follows from what it says of
itself (`claims.rules.ratings.RatingValue`), never from its name.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

from claims.rules.ratings import MOST_FALSE, Asserts, RatingValue
from tracker.base.values.sentence import gettext_noop as _

LEAST_TRUE = 4
"""From here on the scale the evidence bears a claim out."""
FEWEST_FOR_SHARES = 10
"""Of fewer claims no share is told."""
_NORMAL_95 = NormalDist().inv_cdf(0.975)


class Fate(StrEnum):
    """What the verdict in force amounts to, in the order in which it is told."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    REFUTED = "refuted"
    TOO_HIGH = "too_high"
    TOO_LOW = "too_low"
    UNDECIDED = "undecided"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The fate in a few words."""
        return _FATES[self]


_FATES: dict[Fate, str] = {
    Fate.SUPPORTED: _("Borne out by the evidence"),
    Fate.PARTLY: _("Borne out in part"),
    Fate.REFUTED: _("Contradicted by the evidence"),
    Fate.TOO_HIGH: _("Figure higher than the evidence supports"),
    Fate.TOO_LOW: _("Figure lower than the evidence supports"),
    Fate.UNDECIDED: _("Left undecided"),
    Fate.OTHER: _("Another finding"),
}


def fate_of(rating: RatingValue) -> Fate:
    """What a rating amounts to.

    Args:
        rating: with the place on the scale that the verdict gave it.
    """
    if rating.leaves_open:
        return Fate.UNDECIDED
    if rating.asserts is not Asserts.NOTHING:
        return Fate.TOO_HIGH if rating.asserts is Asserts.LESS else Fate.TOO_LOW
    if rating.number is None:
        return Fate.OTHER
    if rating.number >= LEAST_TRUE:
        return Fate.SUPPORTED
    return Fate.REFUTED if rating.number <= MOST_FALSE else Fate.PARTLY


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the ends of the 95 per cent interval; all between 0 and 1."""

    count: int
    total: int
    low: float
    high: float

    @property
    def part(self) -> float:
        """The share itself."""
        return self.count / self.total


def share_of(count: int, total: int) -> Share | None:
    """A share with its 95 per cent score interval; None of fewer than `FEWEST_FOR_SHARES`.

    The interval is Wilson's, without a correction for continuity: E. B. Wilson, "Probable
    inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22 (1927), 209-212. It stays within 0 and 1, also of none and of all.

    Args:
        count: how many.
        total: of how many.

    Raises:
        ValueError: more than there are, or less than none.
    """
    if not 0 <= count <= total:
        raise ValueError("A share is of what there is.")
    if total < FEWEST_FOR_SHARES:
        return None
    part, weight = count / total, _NORMAL_95**2 / total
    middle = (part + weight / 2) / (1 + weight)
    spread = _NORMAL_95 * sqrt(part * (1 - part) / total + weight / (4 * total)) / (1 + weight)
    # Of none and of all, one end is exact; what is left of it is of the arithmetic.
    low = 0.0 if count == 0 else middle - spread
    high = 1.0 if count == total else middle + spread
    return Share(count, total, low, high)
