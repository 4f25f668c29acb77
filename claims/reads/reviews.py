"""Reviews as far as this person may see them: the rules decide, this hands over what they allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from claims.models import Assignment, Citation, Claim, Rating, Reading, Review, Round
from claims.reads.assignments import reviews_claim
from claims.reads.evidence.citations import open_citations
from claims.reads.visible import is_staff
from claims.rules.states import AssignmentStatus
from claims.rules.verdicts import (
    REVIEWS_NEEDED,
    Decision,
    ReviewFinding,
    RoundResult,
    decide,
)
from claims.rules.visibility import (
    ReviewFacts,
    Sight,
    sight_of_review,
)
from tracker.base.people.models import User, role_of


@dataclass(frozen=True, slots=True)
class Seen:
    """An assignment, and its review with what it says only if this person may read it."""

    assignment: Assignment
    review: Review | None
    exists: bool
    rated: Rating | None = None


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """One round of reviews as one person sees it."""

    number: int
    result: RoundResult | None
    seen: list[Seen]
    can_be_opened: bool = False
    """Whether this person could open its reviews, and has not."""

    @property
    def is_open(self) -> bool:
        """Whether reviews of it may still be written."""
        return self.result is None

    @property
    def is_cancelled(self) -> bool:
        """Whether it ended without a result."""
        return self.result is RoundResult.CANCELLED

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
    """The rounds of a claim in which somebody was asked, the newest first, as ``viewer`` sees them.

    A review that may not be read is not handed over at all, so no template can show it.
    """
    assignments = (
        Assignment.objects.select_related("reviewer", "review__figure__measure")
        .prefetch_related(Prefetch("review__citations", _cited(viewer)))
        .order_by("pk")
    )
    busy = reviews_claim(viewer, claim)
    closed_to_viewer = {row.pk for row in rounds_to_open(claim, viewer)}
    rounds = list(
        claim.rounds.order_by("-number").prefetch_related(Prefetch("assignments", assignments))
    )
    ratings = Rating.objects.in_bulk() if rounds else {}
    see = partial(_seen, viewer=viewer, busy=busy, ratings=ratings)
    found = [
        RoundSeen(
            row.number,
            row.ended,
            [
                see(asked, row, opened=row.pk not in closed_to_viewer)
                for asked in row.assignments.all()
            ],
            can_be_opened=row.pk in closed_to_viewer and not busy,
        )
        for row in rounds
    ]
    return [row for row in found if row.seen]


def rounds_to_open(claim: Claim, viewer: User) -> list[Round]:
    """Rounds of a claim that are over and whose reviews somebody has neither written nor read."""
    read = Reading.objects.filter(round__claim=claim, reader=viewer)
    own = Assignment.objects.filter(
        round__claim=claim, reviewer=viewer, status=AssignmentStatus.SEALED
    )
    over = claim.rounds.filter(result__in=[one.value for one in RoundResult if one.opens_reviews])
    known = {*read.values_list("round_id", flat=True), *own.values_list("round_id", flat=True)}
    return [row for row in over.order_by("number") if row.pk not in known]


def _cited(viewer: User) -> QuerySet[Citation]:
    """What reviews rest on, also where that was taken back since.

    Readers are not shown sources that are withheld to protect them.
    """
    rows = Citation.everything.all() if is_staff(viewer) else open_citations()
    return rows.select_related("page__publisher")


def decision_of(round_: Round) -> Decision:
    """What the sealed reviews of a round amount to.

    An open round waits for the set number of them; one that is over had as many as were set then.
    For the house itself, and for who may see it.
    """
    needed = REVIEWS_NEEDED if round_.ended else settings.REVIEWS_NEEDED
    return decide(findings_of(round_), needed)


def findings_of(round_: Round) -> list[ReviewFinding]:
    """What the sealed reviews of a round say, for the house itself."""
    reviews = Review.objects.filter(assignment__round=round_, sealed_at__isnull=False)
    return [
        ReviewFinding(review.rating, review.figure_id, review.low, review.high)
        for review in reviews.order_by("pk")
    ]


def besides_of(round_: Round) -> dict[str, str]:
    """What the sealed reviews of a round say is ``missing`` and ``would_change`` their rating.

    For an editor who has opened them: the beginning of what readers will be told.
    """
    reviews = Review.objects.filter(assignment__round=round_, sealed_at__isnull=False)
    rows = list(reviews.order_by("pk").values("missing", "would_change"))
    return {
        name: "\n\n".join(dict.fromkeys(row[name] for row in rows if row[name]))
        for name in ("missing", "would_change")
    }


def _seen(
    assignment: Assignment,
    round_: Round,
    *,
    viewer: User,
    busy: bool,
    opened: bool,
    ratings: Mapping[str, Rating],
) -> Seen:
    review: Review | None = getattr(assignment, "review", None)
    if review is None:
        return Seen(assignment, None, exists=False)
    facts = ReviewFacts(assignment.reviewer_id, review.sealed_at is not None, round_.ended)
    sight = sight_of_review(
        facts,
        viewer=role_of(viewer),
        viewer_id=viewer.pk,
        viewer_reviews_claim=busy,
        viewer_opened_it=opened,
    )
    exists = sight >= Sight.EXISTENCE
    if sight is not Sight.EVERYTHING:
        return Seen(assignment, None, exists)
    return Seen(assignment, review, exists, rated=ratings.get(review.rating))
