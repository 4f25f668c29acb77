"""Reviews as far as this person may see them: the rules decide, this hands over what they allow."""

from __future__ import annotations

from dataclasses import dataclass

from claims.models import Assignment, Claim, Event, Review
from claims.reads.assignments import reviews_claim
from claims.rules.states import AssignmentStatus, ClaimStatus
from claims.rules.visibility import ReviewFacts, Round, Sight, sight_of_review
from tracker.base.people.models import User, role_of


@dataclass(frozen=True, slots=True)
class Seen:
    """An assignment, and its review only if this person may read it."""

    assignment: Assignment
    review: Review | None
    exists: bool


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """One round of reviews as one person sees it."""

    number: int
    state: Round
    seen: list[Seen]

    @property
    def is_open(self) -> bool:
        """Whether reviews of it may still be written."""
        return self.state is Round.OPEN

    @property
    def is_cancelled(self) -> bool:
        """Whether it ended without a result."""
        return self.state is Round.CANCELLED

    @property
    def sealed(self) -> int:
        """How many reviews of it are sealed."""
        return sum(row.assignment.status == AssignmentStatus.SEALED for row in self.seen)

    @property
    def asked(self) -> int:
        """How many people are asked and have not given it back."""
        given_back = {AssignmentStatus.DECLINED, AssignmentStatus.CANCELLED}
        return sum(row.assignment.status not in given_back for row in self.seen)


def rounds_of(claim: Claim, *, viewer: User) -> list[RoundSeen]:
    """All rounds of a claim, the newest first, with the reviews that ``viewer`` may read.

    A review that may not be read is not handed over at all, so no template can show it.
    """
    assignments = (
        claim.assignments.select_related("reviewer", "review__figure")
        .prefetch_related("review__citations__page__publisher")
        .order_by("-round", "pk")
    )
    busy = reviews_claim(viewer, claim)
    closed = _closed_rounds(claim)
    rounds: dict[int, RoundSeen] = {}
    for assignment in assignments:
        state = _state(claim, assignment.round, closed)
        found = rounds.setdefault(assignment.round, RoundSeen(assignment.round, state, []))
        found.seen.append(_seen(assignment, state, viewer=viewer, busy=busy))
    return list(rounds.values())


def _seen(assignment: Assignment, state: Round, *, viewer: User, busy: bool) -> Seen:
    review: Review | None = getattr(assignment, "review", None)
    if review is None:
        return Seen(assignment, None, exists=False)
    facts = ReviewFacts(assignment.reviewer_id, review.sealed_at is not None, state)
    sight = sight_of_review(
        facts,
        viewer=role_of(viewer),
        viewer_id=viewer.pk,
        viewer_reviews_claim=busy,
    )
    readable = sight is Sight.EVERYTHING
    return Seen(assignment, review if readable else None, exists=sight >= Sight.EXISTENCE)


def _closed_rounds(claim: Claim) -> set[int]:
    """Rounds that came to a result, by the journal."""
    events = Event.objects.filter(claim_id=claim.pk, verb__in=["round_agreed", "round_split"])
    return {data["round"] for data in events.values_list("data", flat=True) if "round" in data}


def _state(claim: Claim, number: int, closed: set[int]) -> Round:
    if number in closed:
        return Round.CLOSED
    if number == claim.round and claim.status == ClaimStatus.IN_REVIEW:
        return Round.OPEN
    return Round.CANCELLED
