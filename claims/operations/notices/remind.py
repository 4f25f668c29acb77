"""Remind people of reviews that are due tomorrow or overdue, in the morning of their own day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from claims.models import Assignment, Notice
from claims.notices.whom import ToldTo, may_be_told
from claims.operations.notices.follow import make, notice_of
from claims.operations.notices.waiting import remind_who_waits
from claims.rules.notices import TELLING
from claims.rules.states import AssignmentStatus
from tracker.base.accounts.preferences import local_time

A_DAY = timedelta(days=1)
_OF_REVIEWS = ("due_tomorrow", "overdue", "overdue_asked")


def remind(*, at: datetime) -> None:
    """Make the reminders whose day and hour have come, each once.

    They come at the hour that somebody has chosen for their daily e-mail, however they want to be
    told of them. Who is asked on the day before the due one has just been told of it.

    Args:
        at: the present moment.
    """
    # No clock on earth is more than a day from this one.
    today = at.date()
    told = Notice.objects.filter(assignment=OuterRef("pk"), due=OuterRef("due"))
    rows = Assignment.objects.annotate(
        **{f"told_{code}": Exists(told.filter(code=code)) for code in _OF_REVIEWS}
    ).filter(
        Q(due__lte=today) | Q(due__lte=today + 2 * A_DAY, told_due_tomorrow=False),
        Q(told_overdue=False) | Q(told_overdue_asked=False),
        status=AssignmentStatus.OPEN,
    )
    for assignment in rows.select_related("round__claim", "reviewer", "assigned_by"):
        make(_due(assignment, at=at))
    remind_who_waits(at=at)


def _due(assignment: Assignment, *, at: datetime) -> Iterator[Notice]:
    reviewer = assignment.reviewer
    now = local_time(reviewer, at)
    if now.hour < reviewer.daily_mail_hour:
        return
    asked_today = local_time(reviewer, assignment.assigned_at).date() == now.date()
    if assignment.due < now.date():
        yield from _reminder("overdue", assignment, at=at)
        yield from _reminder("overdue_asked", assignment, at=at)
    elif assignment.due == now.date() + A_DAY and not asked_today:
        yield from _reminder("due_tomorrow", assignment, at=at)


def _reminder(code: str, assignment: Assignment, *, at: datetime) -> Iterator[Notice]:
    telling = TELLING[code]
    asked_for = code == "overdue_asked"
    person = assignment.assigned_by if asked_for else assignment.reviewer
    if getattr(assignment, f"told_{code}") or not may_be_told(person, telling):
        return
    told = ToldTo(person, telling, assignment.claim, assignment)
    source = f"due:{assignment.pk}:{assignment.due.isoformat()}"
    who, thing = assignment.reviewer.get_full_name(), str(assignment.pk)
    yield notice_of(told, source=source, thing=thing, happened=at, at=at, who=who)
