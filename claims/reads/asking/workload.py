"""How much each person of the desk has on the table. Nothing here looks into a review."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, FilteredRelation, Q, QuerySet

from claims.rules.states import AssignmentStatus
from tracker.base.people.models import User

LATELY = dt.timedelta(days=30)
_OPEN = AssignmentStatus.OPEN
_SEALED = AssignmentStatus.SEALED


def with_workload(people: QuerySet[User], *, at: dt.datetime, today: dt.date) -> QuerySet[User]:
    """The same people, the least busy first, each with what is on their table.

    ``open_reviews`` and ``overdue_reviews`` are asked for and not sealed, ``sealed_lately`` were
    sealed in the last thirty days.

    Args:
        people: with no counts of their own.
        at: now.
        today: where the desk is.
    """
    counted = FilteredRelation(
        "assignments",
        condition=Q(assignments__status=_OPEN)
        | Q(assignments__status=_SEALED, assignments__closed_at__gt=at - LATELY),
    )
    is_open = Q(counted__status=_OPEN)
    return people.annotate(
        counted=counted,
        open_reviews=Count("counted", filter=is_open),
        overdue_reviews=Count("counted", filter=is_open & Q(counted__due__lt=today)),
        sealed_lately=Count("counted", filter=Q(counted__status=_SEALED)),
    ).order_by("open_reviews", "name", "username")
