"""One page a queue, and how much everybody has on the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.desk.evidence.cite import mismatches_of
from claims.desk.evidence.watch import alert_of, claims_citing
from claims.desk.queues.ages import waited
from claims.desk.queues.forms import NarrowForm
from claims.desk.readers.reported_pages import names_of_pages
from claims.desk.work.queues import QUEUES, Queue, queue_or_404
from claims.reads.asking.workload import with_workload
from claims.reads.assignments import askable
from claims.reads.queues.keyset import COUNTED, bounded_count, stretch_of
from claims.reads.queues.views import views_of
from claims.reads.queues.waiting import sealed_of_asked
from tracker.base.acts.law import refuse
from tracker.base.people.signed_in import person
from tracker.base.web.pages import refuse_unknown

if TYPE_CHECKING:
    from claims.models import Claim, ErrorReport
    from tracker.base.people.models import User

PAGE_SIZE = 25
PLACE = "after"
NARROWING = "narrow"
"""Of an address: that the form is shown by which a queue is narrowed."""


@require_safe
def one_queue(request: HttpRequest, slug: str) -> HttpResponse:
    """What stands in one queue, narrowed and sorted as the address says."""
    user, found, now = person(request), seen_queue(request, slug), timezone.now()
    form = NarrowForm(request.GET, orders=found.orders)
    refuse_unknown(request, {PLACE, NARROWING, *form.fields})
    rows = found.narrow(found.rows(user, timezone.localdate(now)), form.wanted)
    dated = rows.annotate(since=found.since)
    stretch = stretch_of(dated, form.order, after=request.GET.get(PLACE, ""), size=PAGE_SIZE)
    query = query_of(request)
    shown = _SHOWN[found.row](stretch.rows, user) if found.row in _SHOWN else stretch.rows
    context = {
        "queue": found,
        "queues": [one for one in QUEUES.values() if refuse(user, one.act) is None],
        "form": form,
        "rows": [
            (row.pk, each, waited(row.since, at=now))
            for row, each in zip(stretch.rows, shown, strict=True)
        ],
        "stretch": stretch,
        "waiting": bounded_count(rows),
        "most": COUNTED,
        "query": query,
        "is_narrowed": bool(query),
        "is_narrowing": bool(query) or NARROWING in request.GET or not form.is_valid(),
        "narrowing": NARROWING,
        "views": views_of(user, found.name),
        "today": timezone.localdate(now),
        "section": "desk",
    }
    return render(request, "desk/queues/queue.html", context)


def seen_queue(request: HttpRequest, name: str) -> Queue:
    """The queue of a name, for whoever may see it.

    Raises:
        Http404: there is none.
        PermissionDenied: it is not theirs to see.
    """
    found = queue_or_404(name)
    if (against := refuse(request.user, found.act)) is not None:
        raise PermissionDenied(against)
    return found


def query_of(request: HttpRequest) -> str:
    """What the address asks for, without the place in the list, the form and what is empty."""
    besides = (PLACE, NARROWING)
    given = [(name, value) for name, value in request.GET.items() if name not in besides and value]
    return urlencode(given)


def _with_pages(reports: list[ErrorReport], user: User) -> list[dict[str, Any]]:
    named = names_of_pages(reports, user)
    return [
        {"report": report, "page_named": name} for report, name in zip(reports, named, strict=True)
    ]


def _with_seals(claims: list[Claim], _user: User) -> list[dict[str, Any]]:
    counted = sealed_of_asked(claims)
    return [
        {"claim": claim, "sealed": sealed, "asked": asked}
        for claim in claims
        for sealed, asked in [counted.get(claim.pk, (0, 0))]
    ]


_SHOWN: dict[str, Callable[[list[Any], User], list[Any]]] = {
    "components/tasks/alert.html": lambda rows, _user: [alert_of(row) for row in rows],
    "components/queues/failed.html": lambda rows, _user: [
        {"capture": row, "claims": claims_citing(row.page)} for row in rows
    ],
    "components/changes/mismatch.html": mismatches_of,
    "components/queues/round.html": _with_seals,
    "components/queues/reported.html": _with_pages,
}
"""What is made of rows before a component shows them; the others are shown as they are."""


@require_safe
def workload(request: HttpRequest) -> HttpResponse:
    """Everybody who reviews, with what is open, overdue and lately sealed."""
    now = timezone.now()
    people = with_workload(askable(), at=now, today=timezone.localdate(now))
    return render(request, "desk/queues/workload.html", {"people": people, "section": "desk"})
