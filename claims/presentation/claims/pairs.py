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
from claims.rules.grounds import Ground


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
        axis = axis_for([one, other])
        compared.append(
            ComparedFigures(
                measure=one.measure.named,
                subjects=in_words.subjects_words(one),
                axis=axis,
                sides=(
                    _side(pair.answers, one, axis),
                    _side(pair.claim, other, axis),
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
    return [
        _("%(measure)s, %(subjects)s: %(before)s; %(now)s. %(comparison)s")
        % {
            "measure": one.measure.named,
            "subjects": in_words.subjects_words(one),
            "before": in_words.figure_words(one),
            "now": in_words.figure_words(other),
            "comparison": words.sentence(result.sentence),
        }
        for one, other, result in compare_claims(answers, claim, [Ground.DIFFERENT_FIGURE])
    ]


def _side(claim: Claim, figure: Figure, axis: Axis | None) -> PairSide:
    return PairSide(
        who=words.who(claim),
        words=in_words.figure_words(figure),
        altered_in=altered_in(figure),
        mark=axis.mark(figure) if axis else Mark(Shape.NOTHING),
        beside=(*in_words.scope_in_claim_words(figure, claim), *in_words.remarks(figure)),
    )
