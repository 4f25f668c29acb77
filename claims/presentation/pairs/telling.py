"""Which figures of a pair tell best how far apart it is."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from claims.models import Counterclaim, Figure
from claims.presentation.figures import in_words
from claims.presentation.figures.groups import compare_claims
from claims.rules.figures import Comparison, Qualifier, Relation
from claims.rules.grounds import Ground

ToldFigures = tuple[Figure, Figure, Comparison]
"""A figure of what is answered, one of the answer, and how they stand to each other."""
_TELLING = (
    Relation.CONTRADICT,
    Relation.REVISION,
    Relation.OVERLAP,
    Relation.NOT_COMPARABLE,
    Relation.AGREE,
)


def telling_of(pair: Counterclaim) -> ToldFigures | None:
    """The two figures that show best how far apart a pair is; None where none can be said."""
    compared = compare_claims(pair.answers, pair.claim, [Ground(pair.ground)])
    said = [
        (one, other, result)
        for one, other, result in compared
        if given_in_words(one) and given_in_words(other)
    ]
    return min(said, key=_rank, default=None)


def is_on_figures(pair: Counterclaim) -> bool:
    """Whether both sides give a figure, however vague, for one and the same thing."""
    compared = compare_claims(pair.answers, pair.claim, [Ground(pair.ground)])
    return any(Qualifier.NONE not in {one.qualifier, other.qualifier} for one, other, _ in compared)


def _rank(telling: ToldFigures) -> tuple[int, Decimal]:
    gap = telling[2].gap
    return _TELLING.index(telling[2].relation), -(gap.difference if gap else Decimal(0))


def given_in_words(figure: Figure) -> str:
    """The number as a line has it; words that were said, quoted; "" where nothing is given."""
    if figure.low is None and figure.best is None and figure.high is None:
        return _("“%(words)s”") % {"words": figure.wording} if figure.words_are_said else ""
    return in_words.figure_words(figure)
