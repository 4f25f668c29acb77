"""Ranges that somebody finds the evidence supports: checked, and written down."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from claims.models import Claim, Figure, GivesRanges, RangeOfFigure
from claims.reads.reviews import RangeGiven
from tracker.base.values.number_range import NumberRange
from tracker.base.values.refusal import Refusal


def check_range(
    claim: Claim, figure: Figure | None, low: Decimal | int | None, high: Decimal | int | None
) -> tuple[Decimal | None, Decimal | None]:
    """Check a range that somebody establishes for a figure of `claim`.

    Refuses with `figure_missing`, `other_claim`, `out_of_order` and what an amount is refused for.
    """
    numbers = NumberRange.read(low=low, high=high)
    if figure is None and numbers.given:
        raise Refusal(
            _("Say which figure this range is about."), code="figure_missing", field="figure"
        )
    if figure is not None and figure.claim_id != claim.pk:
        raise Refusal(
            _("This figure belongs to another claim."), code="other_claim", field="figure"
        )
    return numbers.low, numbers.high


def checked_ranges(claim: Claim, given: Iterable[RangeGiven]) -> list[RangeGiven]:
    """Check ranges that somebody gives for figures of `claim`; always give back at least one.

    Those after the first that have no end are left out. Refuses with what `check_range` refuses,
    and with `range_twice`: two for one figure.
    """
    first, *others = (
        RangeGiven(one.figure, *check_range(claim, one.figure, one.low, one.high)) for one in given
    )
    others = [one for one in others if one.says_something]
    figures = [one.figure for one in (first, *others) if one.figure is not None]
    if len(set(figures)) < len(figures):
        raise Refusal(_("Give one range for each figure."), code="range_twice", field="figure")
    return [first, *others]


def write_further(row: GivesRanges, ranges: Iterable[RangeGiven | RangeOfFigure]) -> None:
    """Write down the ranges that `row`, saved already, gives for other figures than its first."""
    kept = row.further_ranges
    written = [kept.model(figure=one.figure, low=one.low, high=one.high) for one in ranges]
    kept.add(*written, bulk=False)  # with `bulk` rows that are there already would be moved
