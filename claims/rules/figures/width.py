"""How wide a contradiction is: one measure for all of them, so that they can be put in order."""

from decimal import Decimal

from claims.rules.figures.compare_figures import Comparison

_NONE_COUNTS_AS = Decimal(1)


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
