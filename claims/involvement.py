"""What a person is to a claim or to a thing about one: the facts that the rows of acts ask for."""

from __future__ import annotations

from dataclasses import dataclass

from claims.models import Assignment, Citation, Claim, Counterclaim
from claims.rules.states import AssignmentStatus, ClaimStatus
from tracker.base.people.models import Visitor


@dataclass(frozen=True, slots=True)
class Involvement:
    """A person and a thing; each fact is looked up when a row asks for it.

    A claim's status is the one it was loaded with: the buttons ask with that, operations lock the
    row and ask again.
    """

    person: Visitor
    thing: Claim | Citation | Counterclaim | Assignment

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
            case Citation(added_by_id=owner) | Counterclaim(added_by_id=owner):
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
    def _claim(self) -> Claim:
        return self.thing if isinstance(self.thing, Claim) else self.thing.claim
