"""What the pages of the desk read. Nothing here looks into another person's review."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q, QuerySet

from claims.models import Assignment, Claim, Review, Verdict
from claims.reads.visible import claims_seen_by
from claims.rules.states import AssignmentStatus, ClaimStatus
from sources.models import Capture
from tracker.base.people.models import Role, User

NEWEST = 8

_FINISHED = (ClaimStatus.PUBLISHED, ClaimStatus.WITHDRAWN)
_CLAIM = ("round__claim__claimant", "round__claim__incident")
_OF_OPEN_ROUND = Q(rounds__closed_at=None)


def open_assignments(user: User) -> QuerySet[Assignment]:
    """What somebody has been asked to review and has not ended, the earliest due first."""
    rows = Assignment.objects.filter(reviewer=user, status=AssignmentStatus.OPEN)
    return rows.select_related(*_CLAIM, "assigned_by").order_by("due", "pk")


def overdue_assignments(today: dt.date) -> QuerySet[Assignment]:
    """Open assignments whose day has passed, the longest overdue first."""
    rows = Assignment.objects.filter(status=AssignmentStatus.OPEN, due__lt=today)
    return rows.select_related(*_CLAIM, "reviewer").order_by("due", "pk")


def waiting_for(claim: Claim) -> QuerySet[Assignment]:
    """The open assignments of a claim: whose reviews it waits for."""
    rows = Assignment.objects.filter(round__claim=claim, status=AssignmentStatus.OPEN)
    return rows.select_related("reviewer").order_by("pk")


def own_claims(user: User) -> QuerySet[Claim]:
    """Somebody's claims that are still on their way."""
    rows = claims_seen_by(user).filter(created_by=user).exclude(status__in=_FINISHED)
    return rows.order_by("-created_at", "-pk")


def own_captures(user: User) -> QuerySet[Capture]:
    """The newest captures that somebody asked for."""
    rows = Capture.objects.filter(requested_by=user).select_related("page")
    return rows.defer("provenance", "metadata")[:NEWEST]


def with_status(user: User, *statuses: ClaimStatus) -> QuerySet[Claim]:
    """Claims in one of these states, the longest in the house first."""
    return claims_seen_by(user).filter(status__in=statuses).order_by("created_at", "pk")


def running_rounds(user: User) -> QuerySet[Claim]:
    """Claims in review, with ``sealed`` of ``asked`` reviews of this round; never what they say."""
    asked = _OF_OPEN_ROUND & Q(
        rounds__assignments__status__in=[AssignmentStatus.OPEN, AssignmentStatus.SEALED]
    )
    sealed = _OF_OPEN_ROUND & Q(rounds__assignments__status=AssignmentStatus.SEALED)
    return with_status(user, ClaimStatus.IN_REVIEW).annotate(
        asked=Count("rounds__assignments", filter=asked, distinct=True),
        sealed=Count("rounds__assignments", filter=sealed, distinct=True),
    )


def newest_verdicts() -> QuerySet[Verdict]:
    """What was published last and is in force."""
    rows = Verdict.objects.filter(superseded_by=None).select_related("claim__claimant")
    return rows.order_by("-published_at", "-pk")[:NEWEST]


def reviewers_for(claim: Claim) -> QuerySet[User]:
    """People who may still be asked to review a claim, with how many ``open_reviews`` they have.

    Not its author, and nobody who was asked in this round already.
    """
    asked = Assignment.objects.filter(round__claim=claim, round__closed_at=None)
    rows = User.objects.filter(is_active=True, role__in=[Role.FACT_CHECKER, Role.EDITOR]).exclude(
        Q(pk=claim.created_by_id) | Q(pk__in=asked.values("reviewer"))
    )
    busy = Count("assignments", filter=Q(assignments__status=AssignmentStatus.OPEN))
    return rows.annotate(open_reviews=busy).order_by("open_reviews", "name", "username")


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


def own_review(assignment: Assignment) -> Review | None:
    """What the person who was asked has written; for nobody else."""
    return Review.objects.select_related("figure").filter(assignment=assignment).first()
