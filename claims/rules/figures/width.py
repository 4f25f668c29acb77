"""How wide a contradiction is: one measure for all of them, so that they can be put in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claims.rules.figures.compare_figures import Comparison, Gap, Relation
from tracker.base.values.sentence import gettext_noop as _

_NONE_COUNTS_AS = Decimal(1)
_FIVE_TIMES = Decimal(5)
_TWICE = Decimal(2)


def width_of(comparison: Comparison) -> Decimal | None:
    """How many times as many the one figure counts as the other, between the nearest numbers.

    Times can be held against each other whatever is counted, differences cannot: 40 people more
    and 40 vehicles more are not the same. A side that says there were none is taken as one, or
    every denial would be endlessly far away. Who says the larger number makes no difference.

    Returns:
        None where the figures do not contradict each other, or where so many times as many says
        nothing, as of kilometres.
    """
    gap = comparison.gap
    if gap is None or not gap.in_times:
        return None
    return gap.upper / max(gap.lower, _NONE_COUNTS_AS)


class HowFarApart(StrEnum):
    """How far the figures of two claims are apart, as somebody looks for it; the widest first.

    Bounds are those of the number of times that readers are told (`Gap.ratio_told`).
    """

    FIVE_TIMES = "5_times"
    TWICE = "2_times"
    LESS = "less_than_2_times"
    NONE = "one_says_none"
    AMOUNTS = "amounts"
    TOGETHER = "agree_or_overlap"
    REVISED = "revised"
    NOT_COMPARABLE = "not_comparable"
    NO_FIGURES = "no_figures"

    @property
    def label(self) -> str:
        """How far, in a few words."""
        return _LABELS[self]


_LABELS: dict[HowFarApart, str] = {
    HowFarApart.FIVE_TIMES: _("5 times as high or more"),
    HowFarApart.TWICE: _("Twice as high or more, but below 5 times"),
    HowFarApart.LESS: _("Contradictory, but less than twice as high"),
    HowFarApart.NONE: _("One side says there were none"),
    HowFarApart.AMOUNTS: _("Contradictory areas, sums, shares or other amounts"),
    HowFarApart.TOGETHER: _("Figures agree or overlap"),
    HowFarApart.REVISED: _("Figure revised by the same claimant"),
    HowFarApart.NOT_COMPARABLE: _("Figures that cannot be compared"),
    HowFarApart.NO_FIGURES: _("No figures to compare"),
}

SOUGHT_BY_SIZE = tuple(each for each in HowFarApart if each is not HowFarApart.NO_FIGURES)
"""What claims can be looked for by; pairs without figures are found by their grounds."""
IN_TIMES = frozenset(
    {HowFarApart.FIVE_TIMES, HowFarApart.TWICE, HowFarApart.LESS, HowFarApart.NONE}
)
"""Contradictions of which it is known how wide they are."""
_RELATIONS: dict[Relation, HowFarApart] = {
    Relation.REVISION: HowFarApart.REVISED,
    Relation.AGREE: HowFarApart.TOGETHER,
    Relation.OVERLAP: HowFarApart.TOGETHER,
    Relation.NOT_COMPARABLE: HowFarApart.NOT_COMPARABLE,
}
_TELLS_MOST = (
    HowFarApart.AMOUNTS,
    HowFarApart.REVISED,
    HowFarApart.TOGETHER,
    HowFarApart.NOT_COMPARABLE,
    HowFarApart.NO_FIGURES,
)


@dataclass(frozen=True, slots=True)
class PairWidth:
    """How far the figures of two claims are apart; `width` where that is known in times."""

    how_far: HowFarApart
    width: Decimal | None = None


def width_of_pair(compared: Iterable[Comparison]) -> PairWidth:
    """How far two claims are apart: as far as the two of their figures that are farthest.

    Args:
        compared: each figure of the one held against each of the other; nothing where one of
            them gives none.
    """
    found = [PairWidth(_how_far(one), width_of(one)) for one in compared]
    in_times = [
        (each.width, -_RANKS[each.how_far], each) for each in found if each.width is not None
    ]
    if in_times:
        return max(in_times, key=lambda each: each[:2])[2]
    others = [each.how_far for each in found]
    return PairWidth(min(others, key=_TELLS_MOST.index, default=HowFarApart.NO_FIGURES))


_RANKS = {each: rank for rank, each in enumerate(HowFarApart)}


def _how_far(comparison: Comparison) -> HowFarApart:
    gap = comparison.gap
    return _RELATIONS[comparison.relation] if gap is None else _of_gap(gap)


def _of_gap(gap: Gap) -> HowFarApart:
    if not gap.in_times:
        return HowFarApart.AMOUNTS
    told = gap.ratio_told
    if told is None:
        return HowFarApart.NONE
    if told >= _FIVE_TIMES:
        return HowFarApart.FIVE_TIMES
    return HowFarApart.TWICE if told >= _TWICE else HowFarApart.LESS
