"""Which figures of a claim a verdict judges, and which of them it speaks against.

A verdict that establishes ranges judges the figures it gives them for; of the others of its claim
it says nothing. One without a range judges the claim with all that is in it.
"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from claims.rules.ratings import Asserts, speaks_against
from claims.rules.verdicts import SupportedRange


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a verdict says of figures.

    Args:
        number: the place of its rating on the scale of truth, if it has one.
        asserts: what its rating says of the figure that was claimed.
        about: the figures that it names, at most once each; one may come without a range.
    """

    number: int | None
    asserts: Asserts
    about: Collection[SupportedRange]

    @property
    def judges(self) -> frozenset[Hashable] | None:
        """The figures that it judges; None where it judges the claim with all its figures.

        A rating that only says of a figure that it is too large or too small says so of the one
        that is named with it, with or without a range.
        """
        ranges = frozenset(one.figure for one in self.about if one.says_something)
        if ranges or speaks_against(self.number):
            return ranges or None
        return frozenset(one.figure for one in self.about) or None

    def is_of(self, figures: Iterable[Hashable]) -> bool:
        """Whether it judges one of these figures."""
        judges = self.judges
        return judges is None or not judges.isdisjoint(figures)

    def is_against(self, figure: Hashable, numbers: Iterable[Decimal]) -> bool:
        """Whether it says of a figure that it does not hold, or is too large or too small.

        Of several figures that it gives ranges for, those that lie in theirs hold.

        Args:
            figure: as `about` names figures.
            numbers: what the figure gives.
        """
        if not (speaks_against(self.number, self.asserts) and self.is_of([figure])):
            return False
        ranges = {one.figure: one for one in self.about if one.says_something}
        return len(ranges) < 2 or not ranges[figure].holds(numbers)  # noqa: PLR2004 - several
