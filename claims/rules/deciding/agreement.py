"""How far independent reviewers agree: the share of pairs, and Krippendorff's alpha.

The ratings are taken as names, not as steps of a scale (nominal): not every one has a place on the
scale of truth, and to leave those out would leave out where reviewers differ most. So "supported"
and "mostly supported" count as a difference like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import krippendorff
import numpy as np

FEWEST = 10
"""With fewer rounds nothing is said: chance would speak, and single reviews could be told."""
_RESAMPLES = 1_000
_MOST_WORK = 2_000_000
"""Rounds that are drawn anew in all, so that many of them take no minutes."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far reviewers agree.

    Args:
        units: rounds with two reviews or more.
        pairs: pairs of reviews of the same round.
        raw: the share of pairs that gave the same rating; None with too few units.
        alpha: Krippendorff's alpha, 1 for agreement and 0 for what chance would give; None with
            too few units, or where everybody gave the same rating throughout.
        low: the lower end of its 95 per cent interval.
        high: the upper end.
    """

    units: int
    pairs: int
    raw: float | None = None
    alpha: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def raw_percent(self) -> int | None:
        """The share of pairs in whole per cent."""
        return None if self.raw is None else round(self.raw * 100)

    @property
    def is_enough(self) -> bool:
        """Whether there are enough rounds to say anything."""
        return self.units >= FEWEST


def agreement(ratings: Sequence[Sequence[str]], *, seed: int = 0) -> Agreement:
    """Say how far the reviewers of rounds agree.

    Args:
        ratings: of each round, the ratings that its reviews gave; fewer than two count for nothing.
        seed: of the draws for the interval, so that the same rounds give the same interval.
    """
    units = [unit for unit in ratings if len(unit) > 1]
    together = [one == other for unit in units for one, other in combinations(unit, 2)]
    if len(units) < FEWEST:
        return Agreement(len(units), len(together))
    raw = sum(together) / len(together)
    counts = _counts(units)
    whole = _alpha(counts)
    if whole is None:
        return Agreement(len(units), len(together), raw)
    low, high = _interval(counts, seed)
    return Agreement(len(units), len(together), raw, whole, low, high)


def _counts(units: Sequence[Sequence[str]]) -> Any:
    """How often each rating was given in each round: a row a round, a column a rating."""
    names = sorted({rating for unit in units for rating in unit})
    counted = [Counter(unit) for unit in units]
    return np.array([[row[name] for name in names] for row in counted])


def _alpha(counts: Any) -> float | None:
    """None where one rating was given throughout: there is nothing that could differ."""
    if np.count_nonzero(counts.sum(axis=0)) <= 1:
        return None
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def _interval(counts: Any, seed: int) -> tuple[float, float]:
    """Draw the rounds anew many times, and say between what 95 per cent of the alphas lie.

    A draw in which one rating was given throughout agrees wholly.
    """
    size = len(counts)
    chance = np.random.default_rng(seed)
    times = max(100, min(_RESAMPLES, _MOST_WORK // size))
    drawn = [_alpha(counts[chance.integers(0, size, size)]) for _ in range(times)]
    ends = np.percentile([1.0 if one is None else one for one in drawn], [2.5, 97.5])
    return float(ends[0]), float(ends[1])
