"""How one claimant's figure changed from statement to statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from claims.models import Claim, Counterclaim, Figure
from claims.presentation import dates
from claims.presentation.figures.in_words import is_same_number, says_alike, told
from claims.presentation.figures.order import Revised, as_it_went, follows, revised_claims
from claims.presentation.words import who
from claims.reads.claims import voice_of


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One claim's figure, with the mark that stands beside it; "" for none."""

    claim: Claim
    figure: Figure
    mark: str = ""


@dataclass(frozen=True, slots=True)
class RevisionStep:
    """One figure on the way.

    Args:
        claim: where it is given first.
        words: the figure.
        mark: what stands beside it, such as what its verdict is called.
        when: the date of the statement, as exactly as it is known.
        is_later: whether it is known to come after the step before it.
        replaces: the claims whose figure, which is another one, it is known to have replaced.
    """

    claim: Claim
    words: str
    mark: str
    when: str
    is_later: bool
    replaces: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Revisions:
    """The steps of one claimant, the oldest first."""

    who: str
    steps: tuple[RevisionStep, ...]


def revisions_of(
    stated: Sequence[StatedFigure], pairs: Sequence[Counterclaim]
) -> tuple[Revisions, ...]:
    """The claimants who gave more than one figure of the same thing, each with the steps.

    Sources without a name are left out, for two of them may be two people, and so are statements
    without a date, whose place is not known.

    Args:
        stated: the figures of one measure, subject and scope.
        pairs: which claim answers which; a revision by the same claimant is one of the grounds.
    """
    revised = revised_claims(pairs)
    own: dict[object, list[StatedFigure]] = {}
    for each in stated:
        voice = voice_of(each.claim)
        if voice is not None and each.claim.made_on is not None:
            own.setdefault(voice, []).append(each)
    found = (Revisions(who(said[0].claim), tuple(_steps(said, revised))) for said in own.values())
    return tuple(each for each in found if len(each.steps) > 1)


def _steps(said: Sequence[StatedFigure], revised: Revised) -> Iterator[RevisionStep]:
    """The figures in order; one that is said again at once is no further step.

    Nor is "about 10" beside "10", where it is not known which of them came later.
    """
    ordered = as_it_went(said, revised)
    runs = [list(same) for _words, same in groupby(ordered, lambda one: says_alike(one.figure))]
    firsts = [run[0] for run in runs]
    later = [False, *(follows(other, one, revised) for one, other in pairwise(firsts))]
    again = [False, *(is_same_number(one.figure, other.figure) for one, other in pairwise(firsts))]
    before: list[StatedFigure] = []
    for run, is_later, is_again in zip(runs, later, again, strict=True):
        each = run[0]
        if is_again and not is_later:
            before += run
            continue
        replaces = tuple(one.claim for one in before if is_later and follows(each, one, revised))
        before = run
        claim = each.claim
        when = dates.partial_date(claim.made_on, claim.made_on_precision)
        yield RevisionStep(claim, told(each.figure), each.mark, when, is_later, replaces)
