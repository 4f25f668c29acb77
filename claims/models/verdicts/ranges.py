"""Ranges that the evidence supports: what reviews and verdicts give for figures of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.figure import Figure
from claims.rules.verdicts import SupportedRange
from tracker.base.constraints import ordered

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class RangeOfFigure(models.Model):
    """The range the evidence supports for one figure, in its unit.

    ``low`` or ``high`` alone leaves the other side open; without either nothing is said.
    """

    figure = models.ForeignKey(Figure, models.PROTECT, null=True, blank=True, related_name="+")
    low = models.DecimalField(_("low"), max_digits=14, decimal_places=3, null=True, blank=True)
    high = models.DecimalField(_("high"), max_digits=14, decimal_places=3, null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def supported(self) -> SupportedRange:
        """The range as the rules know it, its figure by its key."""
        return SupportedRange(self.figure_id, self.low, self.high)


class GivesRanges(RangeOfFigure):
    """A row that gives ranges for figures: the first in its own columns, the others beside it.

    Whoever reads its ``ranges`` of many rows fetches ``further_ranges`` with them.
    """

    if TYPE_CHECKING:
        further_ranges: RelatedManager[Any]

    class Meta:
        abstract = True

    @property
    def about(self) -> tuple[RangeOfFigure, ...]:
        """What it names a figure for, at most once each; the first may come without a range."""
        rows: tuple[RangeOfFigure, ...] = (self, *self.further_ranges.all())
        return tuple(row for row in rows if row.figure_id is not None)

    @property
    def ranges(self) -> tuple[RangeOfFigure, ...]:
        """The range for each figure that it gives one for, in their order."""
        return tuple(row for row in self.about if row.supported.says_something)


class FurtherRange(RangeOfFigure):
    """The range for another figure of the claim, in a row of its own."""

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def one_a_figure(of: str) -> list[models.BaseConstraint]:
    """What holds for a table of further ranges.

    Args:
        of: the relation to the row that gives them; the constraints are named after it.
    """
    return [
        models.UniqueConstraint(fields=[of, "figure"], name=f"{of}_range_once"),
        ordered("low", "high", name=f"{of}_range_low_high"),
        models.CheckConstraint(
            condition=Q(low__isnull=False) | Q(high__isnull=False),
            name=f"{of}_range_has_an_end",
        ),
    ]
