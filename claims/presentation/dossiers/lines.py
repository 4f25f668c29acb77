"""Pairs as lines: who answers whom, on what ground, with the figures of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from claims.models import Claim, Counterclaim, Figure
from claims.presentation import words
from claims.presentation.figures import in_words
from claims.presentation.figures.groups import FiguresGiven, compare_given, figures_given
from claims.presentation.pairs.itself import contradicts_itself, is_of_one_voice
from claims.rules.figures import Comparison, Relation
from claims.rules.grounds import Ground
from tracker.base.values.partial_date import PartialDate
from tracker.base.writing.lists import comma_list


@dataclass(frozen=True, slots=True)
class BothFigures:
    """What two claims say of one thing, the answered one first."""

    counted: str
    answered: str
    answering: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PairLine:
    """A claim that answers another, on one ground or several.

    Args:
        pairs: one for each ground.
        widest: in what they contradict each other most, if they do.
        figures: all that can be compared, that one too.
    """

    claim: Claim
    answers: Claim
    pairs: tuple[Counterclaim, ...]
    widest: BothFigures | None
    figures: tuple[BothFigures, ...]

    @property
    def is_earlier(self) -> bool:
        """Whether it is known to have been said before the claim that it is set against."""
        one, other = (
            PartialDate.of(claim.made_on, claim.made_on_precision)
            for claim in (self.claim, self.answers)
        )
        return one.is_before(other)

    @property
    def is_of_one_voice(self) -> bool:
        """Whether one claimant makes both claims."""
        return is_of_one_voice(self.pairs[0])

    @property
    def contradicts_itself(self) -> bool:
        """Whether a claimant contradicts what it said itself."""
        return any(map(contradicts_itself, self.pairs))

    @property
    def notes(self) -> tuple[str, ...]:
        """What was written for readers beside the pairs."""
        return tuple(pair.public_note for pair in self.pairs if pair.public_note)


def pair_lines(pairs: Iterable[Counterclaim]) -> list[PairLine]:
    """Gather pairs by their two claims, in the order of the claims that are answered."""
    own: dict[tuple[int, int], list[Counterclaim]] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.answers_id, pair.claim_id, pair.pk)):
        own.setdefault((pair.answers_id, pair.claim_id), []).append(pair)
    paired = {one.pk: one for (first, *_) in own.values() for one in (first.answers, first.claim)}
    given = {key: figures_given(claim) for key, claim in paired.items()}
    return [
        _line(group, given[answers_id], given[claim_id])
        for (answers_id, claim_id), group in own.items()
    ]


def _line(pairs: list[Counterclaim], answered: FiguresGiven, answering: FiguresGiven) -> PairLine:
    first = pairs[0]
    grounds = [Ground(pair.ground) for pair in pairs]
    compared = [
        (result, _both(one, other, result))
        for one, other, result in compare_given(answered, answering, grounds)
    ]
    contradict = [each for each in compared if each[0].relation is Relation.CONTRADICT]
    widest = max(contradict, key=lambda each: _apart(each[0]), default=None)
    return PairLine(
        claim=first.claim,
        answers=first.answers,
        pairs=tuple(pairs),
        widest=widest[1] if widest else None,
        figures=tuple(both for _result, both in compared),
    )


def _apart(result: Comparison) -> Decimal:
    return result.gap.difference if result.gap is not None else Decimal(0)


def _both(one: Figure, other: Figure, result: Comparison) -> BothFigures:
    both = in_words.counted_by(one, other)
    shared = [each for each in (both.measure, both.subjects) if each]
    scopes = in_words.scope_words(one), in_words.scope_words(other)
    if scopes[0] == scopes[1]:
        shared, scopes = [*shared, *scopes[0]], ([], [])
    own = [
        comma_list([*filter(None, [whose]), *scope])
        for whose, scope in zip(both.own, scopes, strict=True)
    ]
    return BothFigures(
        counted=comma_list(shared),
        answered=in_words.of_its_own(in_words.told(one), own[0]),
        answering=in_words.of_its_own(in_words.told(other), own[1]),
        sentence=words.sentence(result.sentence),
    )
