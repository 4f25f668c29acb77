"""The first page of the desk: what waits for this person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.desk.evidence.cite import mismatches_for
from claims.desk.evidence.watch import alerts_for
from claims.desk.work.unsent import begun_by
from claims.presentation.copy_states import capture_stamp
from claims.reads.desk import work
from claims.reads.desk.proposals import proposals_to_decide
from claims.reads.verdicts import proposals_waiting
from claims.rules.acts import SEE_OVERDUE
from claims.rules.states import ClaimStatus
from sources.operations.fixity.reread import damaged_files
from tracker.base.acts.law import refuse
from tracker.base.people.models import Role, User, role_of
from tracker.base.people.signed_in import person


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What somebody has to do, and what they wait for."""
    user = person(request)
    today = timezone.localdate()
    context: dict[str, Any] = {"section": "desk", "today": today, "role": role_of(user)}
    context["begun"] = begun_by(user, at=timezone.now())
    context["alerts"] = alerts_for(user)
    context["mismatches"] = mismatches_for(user)
    context["assignments"] = list(work.open_assignments(user))
    context["own_claims"] = list(work.own_claims(user))
    context["own_captures"] = [(row, capture_stamp(row)) for row in work.own_captures(user)]
    if role_of(user) is Role.EDITOR:
        context |= _editors(user)
    if role_of(user) is Role.ADMINISTRATOR:
        context["damaged_files"] = list(damaged_files()[: work.NEWEST])
    if refuse(user, SEE_OVERDUE) is None:
        context["overdue"] = list(work.overdue_assignments(today))
    return render(request, "desk/work/my_work.html", context)


def _editors(user: User) -> dict[str, Any]:
    recorded = work.with_status(user, ClaimStatus.RECORDED)
    return {
        "waiting": recorded[: work.NEWEST],
        "waiting_count": recorded.count(),
        "rounds": list(work.running_rounds(user)),
        "splits": list(work.with_status(user, ClaimStatus.SPLIT)),
        "to_publish": list(work.with_status(user, ClaimStatus.AGREED, ClaimStatus.SETTLED)),
        "verdicts": list(work.newest_verdicts()),
        "corrections": list(proposals_waiting()),
        "proposals": list(proposals_to_decide(user)),
    }
