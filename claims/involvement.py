"""What a person is to a claim or to a thing about one: the facts that the rows of acts ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import (
    Assignment,
    Authorship,
    Citation,
    Claim,
    Counterclaim,
    EvidenceProposal,
    FigureSubject,
    Interest,
    InterestEffect,
    ProposedCorrection,
    Reading,
    Round,
    Translation,
    Waiver,
)
from claims.rules.states import DECIDED, TAKING_PART, AssignmentStatus, ClaimStatus
from claims.rules.verdicts import CorrectionStatus, WaivedRule
from tracker.base.looked_up import LookedUp
from tracker.base.merging import as_kept
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

_UNPUBLISHED = sorted(DECIDED | {ClaimStatus.IN_REVIEW})


class History:
    """Who had which part in a claim, as keys of people: each fact is read once, when it is asked.

    One history serves all people and acts, so a page that asks for everybody reads no more than
    one that asks for one.

    Args:
        claim: the claim.
        rounds: its rounds with their assignments, where a page has fetched them for itself.
        authors: who wrote it, where a page has.
    """

    def __init__(
        self,
        claim: Claim,
        rounds: Iterable[Round] | None = None,
        authors: Iterable[int] | None = None,
    ) -> None:
        self._claim = claim
        if authors is not None:
            self.authors = frozenset(authors)
        if rounds is not None:
            self._rounds = sorted(rounds, key=attrgetter("number"))
            self._taking_part = [
                (row.number, asked.reviewer_id, asked.status)
                for row in self._rounds
                for asked in row.assignments.all()
                if asked.status in TAKING_PART
            ]

    @cached_property
    def authors(self) -> frozenset[int]:
        """Who wrote it or changed what it says."""
        written = Authorship.objects.filter(claim=self._claim)
        return frozenset(written.values_list("person_id", flat=True))

    @cached_property
    def bound(self) -> frozenset[int]:
        """Who wrote it or has an interest that keeps them from reviewing it, in one query."""
        known = vars(self)
        if "authors" in known or "barred" in known:
            return self.authors | self.barred
        written = Authorship.objects.filter(claim=self._claim).order_by()
        barring = interests_in(self._claim).filter(effect=InterestEffect.BARS).order_by()
        return frozenset(
            written.values_list("person_id", flat=True).union(
                barring.values_list("person_id", flat=True)
            )
        )

    @cached_property
    def deciders(self) -> frozenset[int]:
        """Who sealed a review in the round that is to be decided on.

        Of a published claim: in the round on which its verdict rests, or in one ended after it.
        The split to which that round adds a review is decided on with it.
        """
        if self._claim.status == ClaimStatus.PUBLISHED:
            rounds = self._claim.verdicts.order_by("-version").values_list("round__number")
            decided_from = (rounds.first() or (1,))[0]
        else:
            decided_from = 1 if self._present is None else self._present.number
        if any(row.number == decided_from and row.adds_to_id for row in self._rounds):
            decided_from -= 1
        return frozenset(person for number, person in self._sealed if number >= decided_from)

    @property
    def settler(self) -> int | None:
        """Who settled the split of the present round."""
        return None if self._present is None else self._present.settled_by_id

    @cached_property
    def last_hands(self) -> frozenset[int]:
        """Who opened or cancelled the last round with a sealed review, or reviewed in it.

        While no other round is open: another is not theirs to begin.
        """
        if self._present is None or self._present.closed_at is None:
            return frozenset()
        numbers = {number for number, _person in self._sealed}
        last = next((row for row in reversed(self._rounds) if row.number in numbers), None)
        if last is None:
            return frozenset()
        hands = {person for number, person in self._sealed if number == last.number}
        hands.add(last.opened_by_id)
        if last.closing_reason and last.closed_by_id is not None:
            hands.add(last.closed_by_id)
        return frozenset(hands)

    @cached_property
    def informed(self) -> frozenset[int]:
        """Who reviewed in a round before the one people are asked for, or read its reviews."""
        if not self._rounds:
            return frozenset()
        readers = Reading.objects.filter(
            round__claim=self._claim, round__number__lt=self._asked_for
        ).values_list("reader_id", flat=True)
        return frozenset(readers) | {
            person for number, person in self._sealed if number < self._asked_for
        }

    @cached_property
    def waived(self) -> frozenset[tuple[int, str]]:
        """Who passes which rule in the round that is open, or would be next."""
        waivers = Waiver.objects.filter(claim=self._claim, number=self._asked_for)
        return frozenset(waivers.values_list("person_id", "rule"))

    @cached_property
    def barred(self) -> frozenset[int]:
        """Who declared an interest that keeps them from reviewing it."""
        barring = interests_in(self._claim).filter(effect=InterestEffect.BARS)
        return frozenset(barring.order_by().values_list("person_id", flat=True))

    @cached_property
    def asked(self) -> frozenset[int]:
        """Who was asked in the present round, before its verdict, and has not given it back."""
        if self._claim.status not in _UNPUBLISHED:
            return frozenset()
        return self._in_present

    @property
    def waited_for(self) -> frozenset[int]:
        """Whose review is waited for."""
        return frozenset(
            person
            for _number, person, status in self._taking_part
            if status == AssignmentStatus.OPEN
        )

    @property
    def already_asked(self) -> frozenset[int]:
        """Who was asked in the round that is open, however that ended."""
        if self._present is None or self._present.closed_at is not None:
            return frozenset()
        return frozenset(row.reviewer_id for row in self._present.assignments.all())

    @property
    def in_open_round(self) -> frozenset[int]:
        """Who takes part in the round that is open."""
        if self._present is None or self._present.closed_at is not None:
            return frozenset()
        return self._in_present

    @property
    def _in_present(self) -> frozenset[int]:
        if self._present is None:
            return frozenset()
        number = self._present.number
        return frozenset(person for asked, person, _status in self._taking_part if asked == number)

    @property
    def any_sealed(self) -> bool:
        """Whether a review is sealed in the open round, or in the split that it adds to."""
        if self._present is None or self._present.closed_at is not None:
            return False
        return self._present.adds_to_id is not None or any(
            number == self._asked_for for number, _person in self._sealed
        )

    @cached_property
    def pair_reviewers(self) -> frozenset[int]:
        """Who reviews, in an open round, a claim that this one is paired with."""
        asked = Assignment.objects.filter(
            round__claim__in=_paired_with([self._claim.pk]),
            status__in=TAKING_PART,
            round__closed_at=None,
        )
        return frozenset(asked.values_list("reviewer_id", flat=True))

    @cached_property
    def _rounds(self) -> list[Round]:
        return list(self._claim.rounds.order_by("number"))

    @property
    def _present(self) -> Round | None:
        return self._rounds[-1] if self._rounds else None

    @property
    def _asked_for(self) -> int:
        return next_number(self._present)

    @cached_property
    def _taking_part(self) -> list[tuple[int, int, str]]:
        if not self._rounds:
            return []
        rows = Assignment.objects.filter(round__claim=self._claim, status__in=TAKING_PART)
        return list(rows.values_list("round__number", "reviewer_id", "status"))

    @property
    def _sealed(self) -> list[tuple[int, int]]:
        return [
            (number, person)
            for number, person, status in self._taking_part
            if status == AssignmentStatus.SEALED
        ]


def interests_in(claim: Claim) -> QuerySet[Interest]:
    """Interests that stand, in the incident of a claim, in who makes it or in whom it counts."""
    counted = FigureSubject.objects.filter(figure__claim=claim).values("party")
    rows = Interest.objects.alias(in_party=as_kept("party"), in_incident=as_kept("incident"))
    return rows.filter(
        Q(in_incident=claim.incident_id) | Q(in_party=claim.claimant_id) | Q(in_party__in=counted)
    )


def concerning(interest: Interest) -> QuerySet[Claim]:
    """Claims in whose incident it is, or whose claimant or counted party it is in."""
    own = Interest.objects.filter(pk=interest.pk).order_by()
    if interest.party_id is None:
        return Claim.objects.filter(incident__in=own.values(kept=as_kept("incident")))
    party = own.values(kept=as_kept("party"))
    counted = FigureSubject.objects.filter(figure__claim=OuterRef("pk"), party__in=party)
    return Claim.objects.filter(Q(claimant__in=party) | Exists(counted))


def rounds_begun() -> QuerySet[Round]:
    """Open rounds of which a review is sealed already, be it one of the split that they add to."""
    sealed = Assignment.objects.filter(status=AssignmentStatus.SEALED).order_by()
    rounds = Round.objects.filter(closed_at=None).order_by()
    return rounds.filter(Q(adds_to__isnull=False) | LookedUp(sealed.filter(round=OuterRef("pk"))))


def next_number(present: Round | None) -> int:
    """The number of the round that people are asked in now: the open one, else the next."""
    if present is None:
        return 1
    return present.number if present.closed_at is None else present.number + 1


_Claims = Callable[[Visitor], Iterable[int]]
"""The keys of claims that somebody has one and the same part in."""


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
    looked: dict[_Claims, frozenset[int]] = field(default_factory=dict, repr=False, compare=False)

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
        return self._among(_written_by)

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

    @property
    def barred(self) -> bool:
        """Whether they declared an interest that keeps them from reviewing the claim."""
        return self.person.pk in self._history.barred

    def _waived(self, rule: WaivedRule) -> bool:
        return (self.person.pk, rule.value) in self._history.waived

    @cached_property
    def _history(self) -> History:
        return self.known or History(self._claim)

    @property
    def asked(self) -> bool:
        """Whether they were asked in the present round and have not given it back."""
        if self.known is not None:
            return self.person.pk in self.known.asked
        return self._among(_asked_of)

    @property
    def any_sealed(self) -> bool:
        """Whether a review is sealed that counts in the open round."""
        if self.known is not None:
            return self.known.any_sealed
        return self._among(_sealed_by_anybody)

    @property
    def reviews_its_pair(self) -> bool:
        """Whether they review, in an open round, a claim that this one is paired with."""
        if self.known is not None:
            return self.person.pk in self.known.pair_reviewers
        return self._among(_paired_with_reviewed_by)

    def beside(self, thing: Thing) -> Involvement:
        """The same person and another thing, for a list: what was looked up is known already."""
        other = Involvement(self.person, thing, looked=self.looked)
        if self.known is None or other._claim.pk != self._claim.pk:
            return other
        return Involvement(self.person, thing, self.known, self.looked)

    def _among(self, claims: _Claims) -> bool:
        """Whether the claim is among those of a query, which is made and asked once for a list."""
        if claims not in self.looked:
            self.looked[claims] = frozenset(claims(self.person))
        return self._claim.pk in self.looked[claims]

    @property
    def _claim(self) -> Claim:
        return self.thing if isinstance(self.thing, Claim) else self.thing.claim


def _taking_part(person: Visitor) -> QuerySet[Assignment]:
    """What somebody was asked to review and has not given back."""
    return Assignment.objects.filter(reviewer=person.pk, status__in=TAKING_PART)


def _written_by(person: Visitor) -> Iterable[int]:
    return Authorship.objects.filter(person=person.pk).values_list("claim", flat=True)


def _asked_of(person: Visitor) -> Iterable[int]:
    newer = Round.objects.filter(
        claim=OuterRef("round__claim"), number__gt=OuterRef("round__number")
    )
    present = _taking_part(person).filter(~Exists(newer), round__claim__status__in=_UNPUBLISHED)
    return present.values_list("round__claim", flat=True)


def _sealed_by_anybody(_person: Visitor) -> Iterable[int]:
    return rounds_begun().values_list("claim", flat=True)


def _paired_with_reviewed_by(person: Visitor) -> Iterable[int]:
    return _paired_with(
        _taking_part(person).filter(round__closed_at=None).values_list("round__claim", flat=True)
    )


def _paired_with(claims: Iterable[int]) -> QuerySet[Counterclaim, int]:
    """The other ends of the pairs in which one of these claims stands, by their keys."""
    answering = Counterclaim.objects.filter(answers__in=claims).order_by()
    answered = Counterclaim.objects.filter(claim__in=claims).order_by()
    return answering.values_list("claim", flat=True).union(
        answered.values_list("answers", flat=True)
    )
