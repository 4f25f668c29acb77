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


def judged_figures(given: Sequence[tuple[Claim, Figure]]) -> list[tuple[Claim, Verdict]]:
    """The claims whose verdict in force gives a range for one of these figures, with it.

    Args:
        given: figures with their claims, fetched as for cards (`claims.reads.claims.for_cards`).
    """
    figures = {figure.pk for _claim, figure in given}
    claims = {claim.pk: claim for claim, _figure in given}
    judged = ((claim, verdict_in_force(claim)) for claim in claims.values())
    return [
        (claim, verdict)
        for claim, verdict in judged
        if verdict is not None and verdict.figure_id in figures and found_numbers(verdict)
    ]


def found_numbers(verdict: Verdict) -> list[Decimal]:
    """The ends of the range that a verdict gives; one of them may be open."""
    return [n for n in (verdict.low, verdict.high) if n is not None]


def supported_ranges(
    judged: Sequence[tuple[Claim, Verdict]], axis: Axis | None
) -> tuple[DrawnRange, ...]:
    """Word and draw the ranges that reviewers found, in the order of their claims."""
    return tuple(
        DrawnRange(
            claim=claim,
            verdict=verdict,
            who=who(claim),
            words=bounds_words(verdict.low, verdict.high),
            mark=axis.bar(verdict.low, verdict.high) if axis else Mark(Shape.NOTHING),
        )
        for claim, verdict in judged
    )
