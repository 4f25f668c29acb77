"""What a person is to a claim or to a thing about one: the facts that the rows of acts ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from claims.models import (
    Assignment,
    Citation,
    Claim,
    Counterclaim,
    EvidenceProposal,
    Round,
    Translation,
)
from claims.rules.states import DECIDED, AssignmentStatus, ClaimStatus
from tracker.base.people.models import Visitor

Thing = Claim | Citation | Counterclaim | Translation | Assignment | EvidenceProposal

_UNPUBLISHED = sorted(DECIDED | {ClaimStatus.IN_REVIEW})


@dataclass(frozen=True, slots=True)
class Involvement:
    """A person and a thing; each fact is looked up when a row asks for it.

    A claim's status is the one it was loaded with: the buttons ask with that, operations lock the
    row and ask again.
    """

    person: Visitor
    thing: Thing
    known: dict[str, frozenset[int]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def status(self) -> ClaimStatus:
        """The status of the claim it is about."""
        return ClaimStatus(self._claim.status)

    @property
    def own(self) -> bool:
        """Whether the thing is theirs: they wrote it, added it, or were asked for the review."""
        match self.thing:
            case Claim(created_by_id=owner):
                return owner == self.person.pk
            case Assignment(reviewer_id=owner):
                return owner == self.person.pk
            case EvidenceProposal(proposed_by_id=owner):
                return owner == self.person.pk
            case (
                Citation(added_by_id=owner)
                | Counterclaim(added_by_id=owner)
                | Translation(added_by_id=owner)
            ):
                return owner == self.person.pk

    @property
    def author(self) -> bool:
        """Whether they wrote the claim it is about."""
        return self._claim.created_by_id == self.person.pk

    @property
    def waiting(self) -> bool:
        """Whether the thing is an assignment that still waits for its review."""
        assignment = self.thing
        return isinstance(assignment, Assignment) and assignment.status == AssignmentStatus.OPEN

    @property
    def reviewed(self) -> bool:
        """Whether they sealed a review of the claim in its present round."""
        present = self._claim.rounds.first()
        sealed = Assignment.objects.filter(round=present, status=AssignmentStatus.SEALED)
        return sealed.filter(reviewer=self.person.pk).exists()

    @property
    def asked(self) -> bool:
        """Whether they were asked in the present round and have not given it back."""
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
        sealed = Assignment.objects.filter(status=AssignmentStatus.SEALED, round__closed_at=None)
        return self._among("sealed", sealed.values_list("round__claim", flat=True))

    @property
    def reviews_its_pair(self) -> bool:
        """Whether they review, in an open round, a claim that this one is paired with."""
        reviewed = _taking_part(self.person).filter(round__closed_at=None).values("round__claim")
        answering = Counterclaim.objects.filter(answers__in=reviewed).order_by()
        answered = Counterclaim.objects.filter(claim__in=reviewed).order_by()
        ends = answering.values_list("claim", flat=True).union(
            answered.values_list("answers", flat=True)
        )
        return self._among("pairs", ends)

    def beside(self, thing: Thing) -> Involvement:
        """The same person and another thing, for a list: what was looked up is known already."""
        return Involvement(self.person, thing, self.known)

    def _among(self, name: str, claims: Iterable[int]) -> bool:
        """Whether the claim is among those that a query gives, which is asked once for a list."""
        if name not in self.known:
            self.known[name] = frozenset(claims)
        return self._claim.pk in self.known[name]

    @property
    def _claim(self) -> Claim:
        return self.thing if isinstance(self.thing, Claim) else self.thing.claim


def _taking_part(person: Visitor) -> QuerySet[Assignment]:
    """What somebody was asked to review and has not given back."""
    counted = (AssignmentStatus.OPEN, AssignmentStatus.SEALED)
    return Assignment.objects.filter(reviewer=person.pk, status__in=counted)
