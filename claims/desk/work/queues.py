"""The queues by name: what each is called, who may see it, what stands in it, how it is sorted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Value
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.reads.desk.changes import altered_for
from claims.reads.desk.mismatches import to_confirm_for
from claims.reads.queues import narrowed, since, waiting
from claims.reads.queues.keyset import Order, bounded_counts
from claims.reads.readers.error_reports import reports_waiting
from claims.rules import acts
from tracker.base.acts.law import refuse

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act
    from tracker.base.people.models import User

_URGENT = _("Most urgent first")
_NEWEST = _("Newest first")
_OLDEST = _("Oldest first")

CLAIM_ORDERS = (
    Order("urgent", _URGENT, ("priority", "created_at", "pk")),
    Order("newest", _NEWEST, ("created_at", "pk")),
    Order("oldest", _OLDEST, ("created_at", "pk"), descending=False),
)
DUE_ORDERS = (
    Order("due", _("First due first"), ("due", "pk"), descending=False),
    Order(
        "urgent",
        _URGENT,
        ("calm", "due", "pk"),
        descending=False,
        # The smaller, the more urgent the claim: so the day is sorted in the same direction.
        made={"calm": Value(0) - F("round__claim__priority")},
    ),
    Order("newest", _("Last asked first"), ("assigned_at", "pk")),
)


def _by(moment: str) -> tuple[Order, ...]:
    return (
        Order("newest", _NEWEST, (moment, "pk")),
        Order("oldest", _OLDEST, (moment, "pk"), descending=False),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One queue of the desk.

    Args:
        name: in its address.
        title: as people read it.
        nothing: what is said where nothing waits.
        act: whoever may do this sees it.
        rows: what stands in it, for somebody, on a day.
        since: since when a row has waited in it, a moment or a day.
        narrow: leaves those that are asked for.
        orders: how it can be sorted, the usual way first.
        row: the component that shows a row.
        next_act: the address of what is done next to a claim in it, and the words for it.
        assigns: whether many of its claims can be assigned at once.
    """

    name: str
    title: str | Promise
    nothing: str | Promise
    act: Act[ClaimFacts]
    rows: Callable[[User, dt.date], QuerySet[Any]]
    since: Combinable = since.IN_STATUS
    narrow: Callable[[Any, narrowed.Wanted], QuerySet[Any]] = narrowed.claims_wanted
    orders: tuple[Order, ...] = CLAIM_ORDERS
    row: str = "components/tasks/claim.html"
    next_act: tuple[str, str | Promise] = ("", "")
    assigns: bool = False

    @property
    def url(self) -> str:
        """Its address."""
        return reverse("desk:queue", args=[self.name])


_SEES_ALL = acts.SEE_OVERDUE
_EDITS = acts.ASSIGN
_ASSIGN = ("desk:claim_assign", _("Assign"))

QUEUES: dict[str, Queue] = {
    queue.name: queue
    for queue in (
        Queue(
            name="mine",
            title=_("Mine to review"),
            nothing=_("Nobody is waiting for a review of yours."),
            act=acts.REVIEW,
            rows=waiting.mine,
            since=since.ASKED,
            narrow=narrowed.assignments_wanted,
            orders=DUE_ORDERS,
            row="components/tasks/review.html",
        ),
        Queue(
            name="unassigned",
            title=_("Unassigned"),
            nothing=_("Every recorded claim is being reviewed, or has been."),
            act=_EDITS,
            rows=waiting.unassigned,
            next_act=_ASSIGN,
            assigns=True,
        ),
        Queue(
            name="short",
            title=_("Short of reviewers"),
            nothing=_("Every round has the reviewers that it needs."),
            act=_EDITS,
            rows=waiting.short_of_reviewers,
            since=since.SHORT,
            row="components/queues/round.html",
            next_act=_ASSIGN,
            assigns=True,
        ),
        Queue(
            name="due-soon",
            title=_("Due soon"),
            nothing=_("No review is due in the next days."),
            act=_SEES_ALL,
            rows=waiting.due_before_long,
            since=since.ASKED,
            narrow=narrowed.assignments_wanted,
            orders=DUE_ORDERS,
            row="components/queues/due.html",
        ),
        Queue(
            name="overdue",
            title=_("Overdue"),
            nothing=_("No review is overdue."),
            act=_SEES_ALL,
            rows=waiting.late,
            since=since.DUE,
            narrow=narrowed.assignments_wanted,
            orders=DUE_ORDERS,
            row="components/queues/overdue.html",
        ),
        Queue(
            name="second-review",
            title=_("Waiting for a second review"),
            nothing=_("No claim waits for a second review."),
            act=_EDITS,
            rows=waiting.waiting_for_second,
            since=since.FIRST_SEALED,
            row="components/queues/round.html",
        ),
        Queue(
            name="split",
            title=_("Split: to settle"),
            nothing=_("No reviewers differ at present."),
            act=_EDITS,
            rows=waiting.split,
            next_act=("desk:claim_settle", _("Settle")),
        ),
        Queue(
            name="ready",
            title=_("Ready to publish"),
            nothing=_("Nothing has been decided that is not published."),
            act=_EDITS,
            rows=waiting.ready_to_publish,
            next_act=("desk:claim_publish", _("Publish")),
        ),
        Queue(
            name="planned",
            title=_("Planned to be published"),
            nothing=_("Nothing waits to be published."),
            act=_EDITS,
            rows=waiting.planned_to_publish,
            row="components/queues/planned.html",
            next_act=("desk:claim_publish", _("Read or change what is planned")),
        ),
        Queue(
            name="re-review",
            title=_("Under re-review"),
            nothing=_("No published verdict is being reviewed again."),
            act=_EDITS,
            rows=waiting.under_rereview,
            since=since.IN_ROUND,
            row="components/queues/round.html",
        ),
        Queue(
            name="reports",
            title=_("Errors that readers report"),
            nothing=_("No report of a reader waits for an answer."),
            act=acts.ANSWER_REPORT,
            rows=reports_waiting,
            since=since.REPORTED,
            narrow=narrowed.reports_wanted,
            orders=_by("received_at")[::-1],
            row="components/queues/reported.html",
        ),
        Queue(
            name="altered",
            title=_("Evidence altered"),
            nothing=_("No altered number waits to be dealt with."),
            act=acts.USE_DESK,
            rows=lambda user, _today: altered_for(user),
            since=since.LOOKED,
            narrow=narrowed.rechecks_wanted,
            orders=_by("at"),
            row="components/tasks/alert.html",
        ),
        Queue(
            name="gone",
            title=_("Evidence gone"),
            nothing=_(
                "No page that is gone waits to be dealt with. What was marked as seen is left "
                "out, and so are pages that nobody has looked at again."
            ),
            act=acts.USE_DESK,
            rows=waiting.pages_gone,
            since=since.GONE,
            narrow=narrowed.rechecks_wanted,
            orders=_by("at"),
            row="components/tasks/alert.html",
        ),
        Queue(
            name="failed",
            title=_("Captures failed"),
            nothing=_("No failed capture waits to be dealt with."),
            act=acts.USE_DESK,
            rows=waiting.captures_failed,
            since=since.FAILED,
            narrow=narrowed.captures_wanted,
            orders=_by("finished_at"),
            row="components/queues/failed.html",
        ),
        Queue(
            name="misquoted",
            title=_("Our own misquotations"),
            nothing=_(
                "No quotation waits to be confirmed or mended. Those without a text to check "
                "against are left out."
            ),
            act=acts.USE_DESK,
            rows=lambda user, _today: to_confirm_for(user),
            since=since.DOUBTED,
            narrow=narrowed.quotations_wanted,
            orders=_by("added_at"),
            row="components/changes/mismatch.html",
        ),
    )
}
"""In the order in which the desk shows them."""


def queue_or_404(name: str) -> Queue:
    """The queue of a name.

    Raises:
        Http404: there is none.
    """
    try:
        return QUEUES[name]
    except KeyError:
        raise Http404 from None


@dataclass(frozen=True, slots=True)
class QueueCount:
    """A queue and how many rows wait in it, as far as they are counted."""

    queue: Queue
    waiting: int


def counts_for(user: User, today: dt.date) -> list[QueueCount]:
    """The queues that somebody sees, each with how much waits in it, as far as it is counted."""
    seen = [queue for queue in QUEUES.values() if refuse(user, queue.act) is None]
    counts = bounded_counts([queue.rows(user, today) for queue in seen])
    return [QueueCount(queue, count) for queue, count in zip(seen, counts, strict=True)]
