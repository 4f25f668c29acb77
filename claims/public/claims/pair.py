"""The page of one pair: a claim and one that answers it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from claims.models import Citation, Counterclaim, Figure
from claims.presentation import words
from claims.presentation.axis import Axis, Mark, Shape, axis_for
from claims.presentation.figure_groups import compare_claims
from claims.reads import claims
from claims.reads.changes import altered_numbers
from tracker.base.web.pages import public_page


@dataclass(frozen=True, slots=True)
class Side:
    """One figure of a comparison."""

    who: str
    words: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Compared:
    """Two figures of the same thing, drawn and put into words."""

    measure: str
    subjects: str
    axis: Axis | None
    sides: tuple[Side, Side]
    sentence: str


@public_page
def pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Show a pair; it does not exist for readers while one of its claims does not."""
    try:
        found = claims.pairs_shown().get(pk=pair_id)
    except Counterclaim.DoesNotExist as missing:
        raise Http404 from missing
    return render(
        request,
        "public/claims/pair.html",
        {
            "section": "incidents",
            "pair": found,
            "altered_numbers": altered_numbers(
                Citation.objects.filter(claim__in=[found.claim_id, found.answers_id])
            ),
            "incident": found.answers.incident,
            "is_exercise": found.answers.incident.is_exercise or found.claim.incident.is_exercise,
            "compared": compare_pair(found),
        },
    )


def compare_pair(pair: Counterclaim) -> list[Compared]:
    """Draw and compare the figures that both sides of a pair give for the same thing."""
    compared = []
    for one, other, result in compare_claims(pair.answers, pair.claim):
        axis = axis_for([one, other])
        compared.append(
            Compared(
                measure=words.measure_label(one.measure),
                subjects=words.subjects_words(one),
                axis=axis,
                sides=(
                    _side(words.who(pair.answers), one, axis),
                    _side(words.who(pair.claim), other, axis),
                ),
                sentence=words.sentence(result.sentence),
            )
        )
    return compared


def _side(who: str, figure: Figure, axis: Axis | None) -> Side:
    mark = axis.mark(figure) if axis else Mark(Shape.NOTHING)
    return Side(who, words.figure_words(figure), mark)
