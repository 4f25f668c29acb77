"""The figures that both sides of a pair give for the same thing, drawn and compared."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.models import Claim, Counterclaim, Figure
from claims.presentation import words
from claims.presentation.figures import in_words
from claims.presentation.figures.axis import Axis, Mark, Shape, axis_for
from claims.presentation.figures.groups import compare_claims
from claims.reads.evidence.since import altered_in
from claims.rules.figures import Comparison
from claims.rules.grounds import Ground
from tracker.base.writing.lists import comma_list


@dataclass(frozen=True, slots=True)
class PairSide:
    """One figure of a comparison."""

    who: str
    words: str
    mark: Mark
    beside: tuple[str, ...]
    altered_in: int | None


@dataclass(frozen=True, slots=True)
class ComparedFigures:
    """Two figures of the same thing, drawn and put into words."""

    measure: str
    subjects: str
    axis: Axis | None
    sides: tuple[PairSide, PairSide]
    sentence: str


def compare_pair(pair: Counterclaim) -> list[ComparedFigures]:
    """Draw and compare the figures that both sides of a pair give for the same thing."""
    compared = []
    for one, other, result in compare_claims(pair.answers, pair.claim, [Ground(pair.ground)]):
        axis, both = axis_for([one, other]), in_words.counted_by(one, other)
        compared.append(
            ComparedFigures(
                measure=both.measure,
                subjects=both.subjects,
                axis=axis,
                sides=(
                    _side(pair.answers, one, axis, both.own[0]),
                    _side(pair.claim, other, axis, both.own[1]),
                ),
                sentence=words.sentence(result.sentence),
            )
        )
    return compared


def compared_words(claim: Claim, answers: Claim) -> list[str]:
    """What the figures of two claims say to each other, a sentence for each two of one thing.

    Args:
        claim: one that may answer the other, with its figures and their subjects fetched.
        answers: the other, fetched likewise.
    """
    compared = compare_claims(answers, claim, [Ground.DIFFERENT_FIGURE])
    return [_compared_words(*each) for each in compared]


def _compared_words(one: Figure, other: Figure, result: Comparison) -> str:
    both = in_words.counted_by(one, other)
    return _("%(counted)s: %(before)s; %(now)s. %(comparison)s") % {
        "counted": comma_list(filter(None, (both.measure, both.subjects))),
        "before": in_words.of_its_own(in_words.figure_words(one), both.own[0]),
        "now": in_words.of_its_own(in_words.figure_words(other), both.own[1]),
        "comparison": words.sentence(result.sentence),
    }


def _side(claim: Claim, figure: Figure, axis: Axis | None, own: str) -> PairSide:
    return PairSide(
        who=words.who(claim),
        words=in_words.figure_words(figure),
        altered_in=altered_in(figure),
        mark=axis.mark(figure) if axis else Mark(Shape.NOTHING),
        beside=(
            *filter(None, [own]),
            *in_words.scope_in_claim_words(figure, claim),
            *in_words.remarks(figure),
        ),
    )
