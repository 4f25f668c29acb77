"""Who is asked to review what. Nothing here looks into another person's review."""

from __future__ import annotations

from django.db.models import Count, F, Q, QuerySet

from claims.involvement import History, Involvement
from claims.models import Assignment, Claim, Review
from claims.rules.states import AssignmentStatus
from tracker.base.people.models import Role, User


def waiting_for(claim: Claim) -> QuerySet[Assignment]:
    """The open assignments of a claim: whose reviews it waits for."""
    rows = Assignment.objects.filter(round__claim=claim, status=AssignmentStatus.OPEN)
    return rows.select_related("reviewer").order_by("pk")


def reviewers_for(claim: Claim) -> QuerySet[User]:
    """People who may still be asked to review a claim, with how many ``open_reviews`` they have.

    Nobody who wrote or changed it, who was asked in this round already, or who knows the reviews
    of an earlier one.
    """
    history = History(claim)
    barred = history.authors | {person.pk for person in _informed(claim, history)}
    rows = _not_yet_asked(claim).exclude(pk__in=barred)
    return with_open_reviews(rows).order_by(F("open_reviews"), "name", "username")


def informed_about(claim: Claim) -> list[User]:
    """People who could review a claim but for what they know of an earlier round of it."""
    history = History(claim)
    return [one for one in _informed(claim, history) if one.pk not in history.authors]


def _informed(claim: Claim, history: History) -> list[User]:
    rows = _not_yet_asked(claim).filter(pk__in=history.informed).order_by("name", "username")
    return [one for one in rows if Involvement(one, claim, history).knows_earlier]


def _not_yet_asked(claim: Claim) -> QuerySet[User]:
    asked = Assignment.objects.filter(round__claim=claim, round__closed_at=None)
    rows = User.objects.filter(is_active=True, role__in=[Role.FACT_CHECKER, Role.EDITOR])
    return rows.exclude(pk__in=asked.values("reviewer"))


def with_open_reviews(people: QuerySet[User]) -> QuerySet[User]:
    """The same people with how many ``open_reviews`` each has."""
    busy = Count("assignments", filter=Q(assignments__status=AssignmentStatus.OPEN))
    return people.annotate(open_reviews=busy)


def reviews_claim(user: User, claim: Claim) -> bool:
    """Whether somebody has an open assignment for a claim: much of it is closed to them then."""
    return waiting_for(claim).filter(reviewer=user).exists()


def assignments() -> QuerySet[Assignment]:
    """Every assignment, with the claim of its round."""
    return Assignment.objects.select_related("round__claim")


def counted_for(claim: Claim) -> int:
    """How many people are asked in the open round of a claim and have not given it back."""
    counted = (AssignmentStatus.OPEN, AssignmentStatus.SEALED)
    open_round = claim.rounds.filter(closed_at=None)
    return Assignment.objects.filter(round__in=open_round, status__in=counted).count()


def asked_in_open_round(claim: Claim) -> QuerySet[Assignment]:
    """Who was asked in the open round of a claim, however that ended; what they wrote is not."""
    rows = Assignment.objects.filter(round__claim=claim, round__closed_at=None)
    return rows.select_related("reviewer").order_by("pk")


def own_review(assignment: Assignment) -> Review | None:
    """What the person who was asked has written; for nobody else."""
    return Review.objects.select_related("figure__measure").filter(assignment=assignment).first()
