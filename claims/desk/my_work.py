"""The first page of the desk: what waits for this person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.desk import reading
from claims.desk.watching import alerts_for
from claims.permissions import Right, refuse, role_of
from claims.public.stamps import capture_stamp
from claims.rules.states import ClaimStatus
from sources.desk.submissions import person
from sources.operations.fixity import damaged_files
from tracker.people.models import Role, User


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What somebody has to do, and what they wait for."""
    user = person(request)
    today = timezone.localdate()
    context: dict[str, Any] = {"section": "desk", "today": today, "role": role_of(user)}
    context["alerts"] = alerts_for(user)
    context["assignments"] = list(reading.open_assignments(user))
    context["own_claims"] = list(reading.own_claims(user))
    context["own_captures"] = [(row, capture_stamp(row)) for row in reading.own_captures(user)]
    if role_of(user) is Role.EDITOR:
        context |= _editors(user)
    if role_of(user) is Role.ADMINISTRATOR:
        context["damaged_files"] = list(damaged_files()[: reading.NEWEST])
    if refuse(user, Right.SEE_OVERDUE) is None:
        context["overdue"] = list(reading.overdue_assignments(today))
    return render(request, "desk/my_work.html", context)


def _editors(user: User) -> dict[str, Any]:
    recorded = reading.with_status(user, ClaimStatus.RECORDED)
    return {
        "waiting": recorded[: reading.NEWEST],
        "waiting_count": recorded.count(),
        "rounds": list(reading.running_rounds(user)),
        "splits": list(reading.with_status(user, ClaimStatus.SPLIT)),
        "to_publish": list(reading.with_status(user, ClaimStatus.AGREED, ClaimStatus.SETTLED)),
        "verdicts": list(reading.newest_verdicts()),
    }
