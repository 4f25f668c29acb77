"""The ranges that reviewers found the evidence to support, beside the figures they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from claims.models import Claim, Figure, Verdict
from claims.presentation.figures.axis import Axis, Mark, Shape
from claims.presentation.figures.in_words import bounds_words
from claims.presentation.words import who
from claims.reads.verdicts import verdict_in_force


@dataclass(frozen=True, slots=True)
class DrawnRange:
    """What the verdict in force on a claim says of the number, as a row of its own.

    It is what reviewers found, not a margin of error; no row is made of several verdicts.
    """

    claim: Claim
    verdict: Verdict
    who: str
    words: str
    mark: Mark

    @property
    def label(self) -> str:
        """What kind of finding it is: that of a demonstration is nobody's."""
        if self.claim.incident.is_exercise:
            return _("Exercise verdict")
        if self.verdict.is_demonstration:
            return _("Demonstration verdict, nobody’s finding")
        return _("Reviewers found")

    @property
    def in_words(self) -> str:
        """The finding in one line."""
        text = _("%(label)s, on the claim of %(who)s: %(words)s.")
        return text % {"label": self.label, "who": self.who, "words": self.words}


@dataclass(frozen=True, slots=True)
class JudgedRange:
    """A range that the verdict in force on a claim gives for one of its figures."""

    claim: Claim
    verdict: Verdict
    low: Decimal | None
    high: Decimal | None

    @property
    def numbers(self) -> list[Decimal]:
        """Its ends; one of them may be open."""
        return [n for n in (self.low, self.high) if n is not None]


def ranges_found(given: Sequence[tuple[Claim, Figure]]) -> list[JudgedRange]:
    """The ranges that verdicts in force give for some figures, in the order of the claims.

    Args:
        given: figures with their claims, fetched as for cards (`claims.reads.claims.for_cards`).
    """
    figures = {figure.pk for _claim, figure in given}
    claims = {claim.pk: claim for claim, _figure in given}
    return [
        JudgedRange(claim, verdict, one.low, one.high)
        for claim in claims.values()
        if (verdict := verdict_in_force(claim)) is not None
        for one in verdict.ranges
        if one.figure_id in figures
    ]


def drawn_ranges(found: Sequence[JudgedRange], axis: Axis | None) -> tuple[DrawnRange, ...]:
    """Word and draw the ranges that reviewers found, in their order."""
    return tuple(
        DrawnRange(
            claim=one.claim,
            verdict=one.verdict,
            who=who(one.claim),
            words=bounds_words(one.low, one.high),
            mark=axis.bar(one.low, one.high) if axis else Mark(Shape.NOTHING),
        )
        for one in found
    )
