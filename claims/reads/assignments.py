"""Who is asked to review what. Nothing here looks into another person's review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from claims.involvement import History, Involvement
from claims.models import Assignment, Claim, Review, ReviewRange, Vacancy
from claims.reads.reviews import ranges_named
from claims.rules.grants import against_asking
from claims.rules.states import TAKING_PART, AssignmentStatus
from tracker.base.people.models import Role, User
from tracker.base.values.sentence import Sentence

SOON = dt.timedelta(days=3)
"""How long before its day a review is due soon."""


def reviewing(user: User) -> Exists:
    """Whether somebody takes part in the open round of a row's `claim`."""
    return Exists(
        Assignment.objects.filter(
            round__claim=OuterRef("claim"),
            round__closed_at=None,
            reviewer=user,
            status__in=TAKING_PART,
        )
    )


def reviews_anything(user: User) -> bool:
    """Whether somebody takes part in any open round."""
    own = Assignment.objects.filter(reviewer=user, status__in=TAKING_PART)
    return own.filter(round__closed_at=None).exists()


def waiting_for(claim: Claim) -> QuerySet[Assignment]:
    """The open assignments of a claim: whose reviews it waits for."""
    rows = Assignment.objects.filter(round__claim=claim, status=AssignmentStatus.OPEN)
    return rows.select_related("reviewer").order_by("pk")


def reviewers_for(claim: Claim) -> QuerySet[User]:
    """People who may still be asked to review a claim, by name.

    Nobody who wrote or changed it, who was asked in this round already, who knows the reviews of
    an earlier one, or who declared an interest that keeps them from it; nobody of the
    demonstration who cannot sign in.
    """
    kept_from_it = {one.person.pk for one in kept_from(claim)}
    return _not_yet_asked(claim).exclude(pk__in=kept_from_it).order_by("name", "username")


@dataclass(frozen=True, slots=True)
class KeptFrom:
    """Somebody who cannot be asked to review a claim, and what is against it."""

    person: User
    against: Sentence


def kept_from(claim: Claim) -> list[KeptFrom]:
    """People of the desk who could be asked but for what they are to a claim, by name."""
    history = History(claim)
    everybody = _not_yet_asked(claim).order_by("name", "username")
    found = ((one, against_asking(Involvement(one, claim, history))) for one in everybody)
    return [KeptFrom(one, against) for one, against in found if against is not None]


def informed_about(claim: Claim) -> list[User]:
    """People who could review a claim but for what they know of an earlier round of it."""
    history = History(claim)
    rows = _not_yet_asked(claim).filter(pk__in=history.informed - history.authors)
    found = rows.order_by("name", "username")
    return [one for one in found if Involvement(one, claim, history).knows_earlier]


def _not_yet_asked(claim: Claim) -> QuerySet[User]:
    asked = Assignment.objects.filter(round__claim=claim, round__closed_at=None)
    return askable().exclude(pk__in=asked.values("reviewer"))


def askable() -> QuerySet[User]:
    """Fact-checkers and editors who can sign in."""
    return at_work().filter(role__in=[Role.FACT_CHECKER, Role.EDITOR])


def at_work() -> QuerySet[User]:
    """People whose accounts are in use; those of the demonstration who cannot sign in are none."""
    return User.objects.filter(is_active=True).exclude(
        is_demonstration=True, password__startswith=UNUSABLE_PASSWORD_PREFIX
    )


def with_open_reviews(people: QuerySet[User]) -> QuerySet[User]:
    """The same people with how many ``open_reviews`` each has."""
    busy = Count("assignments", filter=Q(assignments__status=AssignmentStatus.OPEN))
    return people.annotate(open_reviews=busy)


def reviews_claim(user: User, claim: Claim, history: History | None = None) -> bool:
    """Whether somebody has an open assignment for a claim: much of it is closed to them then.

    Args:
        user: the person.
        claim: the claim.
        history: who had which part in it, where that has been read already.
    """
    if history is not None:
        return user.pk in history.waited_for
    return waiting_for(claim).filter(reviewer=user).exists()


def due_soon(today: dt.date, within: dt.timedelta = SOON) -> QuerySet[Assignment]:
    """Open assignments whose day is today or not far, the first due first.

    Args:
        today: where the desk is.
        within: how far.
    """
    return _open().filter(due__gte=today, due__lte=today + within)


def overdue(today: dt.date) -> QuerySet[Assignment]:
    """Open assignments whose day has passed, the longest overdue first."""
    return _open().filter(due__lt=today)


def _open() -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(status=AssignmentStatus.OPEN)
    return rows.select_related(
        "round__claim__claimant", "round__claim__incident", "reviewer"
    ).order_by("due", "pk")


def reviews_over(reviewer: User, keys: Collection[int]) -> dict[int, AssignmentStatus]:
    """Of somebody's assignments those that wait for no review any more, with how they stand."""
    over = Assignment.objects.filter(reviewer=reviewer, pk__in=keys)
    rows = over.exclude(status=AssignmentStatus.OPEN).values_list("pk", "status")
    return {key: AssignmentStatus(status) for key, status in rows}


def assignments() -> QuerySet[Assignment]:
    """Every assignment, with the claim of its round."""
    return Assignment.objects.select_related("round__claim")


def counted_for(claim: Claim) -> int:
    """How many people are asked in the open round of a claim and have not given it back."""
    open_round = claim.rounds.filter(closed_at=None)
    return Assignment.objects.filter(round__in=open_round, status__in=TAKING_PART).count()


def still_needed(claim: Claim) -> int:
    """How many more have to be asked, or places put up, for the round to come to a result.

    At least one: whoever asks, asks somebody.
    """
    free = Vacancy.objects.filter(round__claim=claim, round__closed_at=None)
    places: int = free.values_list("free", flat=True).first() or 0
    return max(1, needed_in(claim) - counted_for(claim) - places)


def needed_in(claim: Claim) -> int:
    """How many reviews the open round of a claim needs, or the next one if none is open."""
    in_open = claim.rounds.filter(closed_at=None).values_list(needed_in_round(), flat=True)
    needed: int = in_open.first() or settings.REVIEWS_NEEDED
    return needed


def needed_in_round(through: str = "", needed: int | None = None) -> Case:
    """How many reviews of its own a round needs, for a query: one where it adds to a split.

    Args:
        through: what leads to the round, such as ``round__``.
        needed: how many any other needs; None for what the site has set.
    """
    adds = When(**{f"{through}adds_to__isnull": False}, then=Value(1))
    return Case(adds, default=Value(settings.REVIEWS_NEEDED if needed is None else needed))


def vacancy_of(claim: Claim) -> Vacancy | None:
    """What of the open round of a claim is still up to be taken."""
    rows = Vacancy.objects.filter(round__claim=claim, round__closed_at=None, free__gt=0)
    return rows.select_related("put_up_by").first()


def asked_in_open_round(claim: Claim) -> QuerySet[Assignment]:
    """Who was asked in the open round of a claim, however that ended; what they wrote is not."""
    rows = Assignment.objects.filter(round__claim=claim, round__closed_at=None)
    return rows.select_related("reviewer").order_by("pk")


def own_review(assignment: Assignment) -> Review | None:
    """What the person who was asked has written; for nobody else."""
    rows = Review.objects.select_related("figure__measure").prefetch_related(
        "figure__figure_subjects__party", ranges_named(ReviewRange)
    )
    return rows.filter(assignment=assignment).first()
