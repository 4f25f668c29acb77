"""What a person is to a claim or to a thing about one: the facts that the rows of acts ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import (
    Assignment,
    Authorship,
    Citation,
    Claim,
    Counterclaim,
    EvidenceProposal,
    ProposedCorrection,
    Reading,
    Round,
    Translation,
    Waiver,
)
from claims.rules.states import DECIDED, AssignmentStatus, ClaimStatus
from claims.rules.verdicts import CorrectionStatus, WaivedRule
from tracker.base.people.models import Visitor

Thing = (
    Claim
    | Citation
    | Counterclaim
    | Translation
    | Assignment
    | EvidenceProposal
    | ProposedCorrection
)

_TAKING_PART = (AssignmentStatus.OPEN, AssignmentStatus.SEALED)
_UNPUBLISHED = sorted(DECIDED | {ClaimStatus.IN_REVIEW})


@dataclass(frozen=True, slots=True)
class History:
    """Who had which part in a claim, as keys of people; read once for all people and acts.

    Args:
        authors: who wrote it or changed what it says.
        deciders: who sealed a review in the round that is to be decided on, or on which the
            published verdict rests (in one ended after it, too).
        settler: who settled the split of the present round.
        last_hands: who opened or cancelled the last round in which a review was sealed, or
            reviewed in it, while no other round is open: another round is not theirs to begin.
        informed: who reviewed in a round before the one that reviewers are asked for, or read
            its reviews.
        waived: who passes which rule in the round that is open, or would be next.
        asked: who was asked in the present round, before its verdict is published, and has not
            given it back.
        any_sealed: whether a review is sealed in the open round.
        pair_reviewers: who reviews, in an open round, a claim that this one is paired with.
    """

    authors: frozenset[int]
    deciders: frozenset[int]
    settler: int | None
    last_hands: frozenset[int]
    informed: frozenset[int]
    waived: frozenset[tuple[int, str]]
    asked: frozenset[int]
    any_sealed: bool
    pair_reviewers: frozenset[int]


def history_of(claim: Claim) -> History:
    """Read who had which part in a claim, in a fixed number of queries."""
    rounds = list(claim.rounds.order_by("number"))
    present = rounds[-1] if rounds else None
    asked_for = next_number(present)
    taking_part = list(
        Assignment.objects.filter(round__claim=claim, status__in=_TAKING_PART).values_list(
            "round__number", "reviewer_id", "status"
        )
    )
    sealed = [(n, person) for n, person, status in taking_part if status == AssignmentStatus.SEALED]
    open_ = present is not None and present.closed_at is None
    readers = Reading.objects.filter(round__claim=claim, round__number__lt=asked_for)
    waivers = Waiver.objects.filter(claim=claim, number=asked_for)
    decided_from = _decided_from(claim, present)
    return History(
        authors=frozenset(
            Authorship.objects.filter(claim=claim).values_list("person_id", flat=True)
        ),
        deciders=frozenset(person for number, person in sealed if number >= decided_from),
        settler=None if present is None else present.settled_by_id,
        last_hands=_last_hands(rounds, sealed),
        informed=frozenset(readers.values_list("reader_id", flat=True))
        | {person for number, person in sealed if number < asked_for},
        waived=frozenset(waivers.values_list("person_id", "rule")),
        asked=frozenset(
            person
            for number, person, _status in taking_part
            if present is not None and number == present.number and claim.status in _UNPUBLISHED
        ),
        any_sealed=open_ and any(number == asked_for for number, _person in sealed),
        pair_reviewers=frozenset(
            Assignment.objects.filter(
                Q(round__claim__counters__in=claim.countered_by.all())
                | Q(round__claim__countered_by__in=claim.counters.all()),
                status__in=_TAKING_PART,
                round__closed_at=None,
            ).values_list("reviewer_id", flat=True)
        ),
    )


def next_number(present: Round | None) -> int:
    """The number of the round that people are asked in now: the open one, else the next."""
    if present is None:
        return 1
    return present.number if present.closed_at is None else present.number + 1


def _decided_from(claim: Claim, present: Round | None) -> int:
    if claim.status == ClaimStatus.PUBLISHED:
        number = claim.verdicts.order_by("-version").values_list("round__number", flat=True).first()
        return number or 1
    return 1 if present is None else present.number


def _last_hands(rounds: list[Round], sealed: list[tuple[int, int]]) -> frozenset[int]:
    if not rounds or rounds[-1].closed_at is None:
        return frozenset()
    numbers = {number for number, _person in sealed}
    last = next((row for row in reversed(rounds) if row.number in numbers), None)
    if last is None:
        return frozenset()
    hands = {person for number, person in sealed if number == last.number} | {last.opened_by_id}
    if last.closing_reason and last.closed_by_id is not None:
        hands.add(last.closed_by_id)
    return frozenset(hands)


@dataclass(frozen=True)
class Involvement:
    """A person and a thing; each fact is looked up when a row asks for it.

    A claim's status is the one it was loaded with: the buttons ask with that, operations lock the
    row and ask again.

    Args:
        person: who would act.
        thing: what they would act on.
        known: the claim's history, where it has been read for others already.
    """

    person: Visitor
    thing: Thing
    known: History | None = None
    looked: dict[str, frozenset[int]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def status(self) -> ClaimStatus:
        """The status of the claim it is about."""
        return ClaimStatus(self._claim.status)

    @property
    def own(self) -> bool:
        """Whether the thing is theirs: they wrote, added or proposed it, or were asked for it."""
        match self.thing:
            case Claim(created_by_id=owner):
                return owner == self.person.pk
            case Assignment(reviewer_id=owner):
                return owner == self.person.pk
            case ProposedCorrection(proposed_by_id=owner) | EvidenceProposal(proposed_by_id=owner):
                return owner == self.person.pk
            case (
                Citation(added_by_id=owner)
                | Counterclaim(added_by_id=owner)
                | Translation(added_by_id=owner)
            ):
                return owner == self.person.pk

    @property
    def author(self) -> bool:
        """Whether they wrote the claim it is about, or changed what it says."""
        if self.known is not None:
            return self.person.pk in self.known.authors
        written = Authorship.objects.filter(person=self.person.pk)
        return self._among("author", written.values_list("claim", flat=True))

    @property
    def waiting(self) -> bool:
        """Whether the assignment waits for its review, the proposed correction for its answer."""
        match self.thing:
            case Assignment(status=status):
                return status == AssignmentStatus.OPEN
            case ProposedCorrection(status=status):
                return status == CorrectionStatus.PROPOSED and self.status is ClaimStatus.PUBLISHED
            case _:
                return False

    @property
    def reviewed(self) -> bool:
        """Whether they sealed a review in the round that is, or was, to be decided on."""
        return self.person.pk in self._history.deciders

    @property
    def settled(self) -> bool:
        """Whether they settled the split of the claim's present round."""
        return self.person.pk == self._history.settler

    @property
    def repeats(self) -> bool:
        """Whether another round would be theirs again: they had a part in the last one."""
        return self.person.pk in self._history.last_hands and not self._waived(WaivedRule.REPEATS)

    @property
    def knows_earlier(self) -> bool:
        """Whether they reviewed an earlier round of the claim or read what others found there."""
        informed = self.person.pk in self._history.informed
        return informed and not self._waived(WaivedRule.KNOWS_EARLIER)

    def _waived(self, rule: WaivedRule) -> bool:
        return (self.person.pk, rule.value) in self._history.waived

    @cached_property
    def _history(self) -> History:
        return self.known or history_of(self._claim)

    @property
    def asked(self) -> bool:
        """Whether they were asked in the present round and have not given it back."""
        if self.known is not None:
            return self.person.pk in self.known.asked
        newer = Round.objects.filter(
            claim=OuterRef("round__claim"), number__gt=OuterRef("round__number")
        )
        present = _taking_part(self.person).filter(
            ~Exists(newer), round__claim__status__in=_UNPUBLISHED
        )
        return self._among("asked", present.values_list("round__claim", flat=True))

    @property
    def any_sealed(self) -> bool:
        """Whether anybody has sealed a review in the open round."""
        if self.known is not None:
            return self.known.any_sealed
        sealed = Assignment.objects.filter(status=AssignmentStatus.SEALED, round__closed_at=None)
        return self._among("sealed", sealed.values_list("round__claim", flat=True))

    @property
    def reviews_its_pair(self) -> bool:
        """Whether they review, in an open round, a claim that this one is paired with."""
        if self.known is not None:
            return self.person.pk in self.known.pair_reviewers
        reviewed = _taking_part(self.person).filter(round__closed_at=None).values("round__claim")
        answering = Counterclaim.objects.filter(answers__in=reviewed).order_by()
        answered = Counterclaim.objects.filter(claim__in=reviewed).order_by()
        ends = answering.values_list("claim", flat=True).union(
            answered.values_list("answers", flat=True)
        )
        return self._among("pairs", ends)

    def beside(self, thing: Thing) -> Involvement:
        """The same person and another thing, for a list: what was looked up is known already."""
        return Involvement(self.person, thing, looked=self.looked)

    def _among(self, name: str, claims: Iterable[int]) -> bool:
        """Whether the claim is among those that a query gives, which is asked once for a list."""
        if name not in self.looked:
            self.looked[name] = frozenset(claims)
        return self._claim.pk in self.looked[name]

    @property
    def _claim(self) -> Claim:
        return self.thing if isinstance(self.thing, Claim) else self.thing.claim


def _taking_part(person: Visitor) -> QuerySet[Assignment]:
    """What somebody was asked to review and has not given back."""
    return Assignment.objects.filter(reviewer=person.pk, status__in=_TAKING_PART)
