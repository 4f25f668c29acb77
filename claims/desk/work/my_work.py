"""The first page of the desk: what is due for this person, and how much waits in each queue."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.desk.evidence.cite import mismatches_for
from claims.desk.evidence.watch import alerts_for
from claims.desk.work.queues import QUEUES, counts_for
from claims.desk.work.unsent import begun_by
from claims.notices.standing import standing_of_letters
from claims.presentation.copy_states import capture_stamp
from claims.reads.desk import work
from claims.reads.desk.proposals import proposals_to_decide
from claims.reads.queues.keyset import COUNTED
from claims.reads.queues.views import views_of
from claims.reads.queues.waiting import mine
from claims.rules.acts import SEE_OVERDUE, TAKE_NEXT
from sources.operations.fixity.reread import damaged_files
from tracker.base.acts.law import refuse
from tracker.base.people.models import Role, User, role_of
from tracker.base.people.signed_in import person


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What somebody has to do, the first of it, and how much more waits where."""
    user = person(request)
    today = timezone.localdate()
    context: dict[str, Any] = {"section": "desk", "today": today, "role": role_of(user)}
    context["begun"] = begun_by(user, at=timezone.now())
    context["alerts"] = alerts_for(user, most=work.NEWEST)
    context["mismatches"] = mismatches_for(user, most=work.NEWEST)
    context["assignments"] = list(mine(user, today).order_by("due", "pk")[: work.NEWEST])
    context["may_take"] = refuse(user, TAKE_NEXT) is None
    context["counts"] = counts_for(user, today)
    context["most"] = COUNTED
    context["sees_workload"] = refuse(user, SEE_OVERDUE) is None
    kept = [view for view in views_of(user) if view.queue in QUEUES]
    context["views"] = [(view, QUEUES[view.queue]) for view in kept]
    context["own_claims"] = list(work.own_claims(user)[: work.NEWEST])
    context["own_captures"] = [(row, capture_stamp(row)) for row in work.own_captures(user)]
    if role_of(user) is Role.EDITOR:
        context |= _editors(user)
    if role_of(user) is Role.ADMINISTRATOR:
        context["damaged_files"] = list(damaged_files()[: work.NEWEST])
        context["letters"] = standing_of_letters(at=timezone.now())
    return render(request, "desk/work/my_work.html", context)


def _editors(user: User) -> dict[str, Any]:
    return {
        "verdicts": work.newest_verdicts(),
        "corrections": list(work.corrections_waiting()),
        "proposals": list(proposals_to_decide(user)[: work.NEWEST]),
    }
