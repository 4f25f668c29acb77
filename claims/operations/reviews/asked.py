"""What becomes of an assignment that is open: accepted, moved to another day, asked of another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.involvement import History, Involvement
from claims.models import Assignment
from claims.operations.journal import journal
from claims.operations.reviews.assign import ask, check_due, check_reviewer, close, drop_draft
from claims.operations.transition import locked
from claims.rules import acts
from claims.rules.states import AssignmentStatus
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

if TYPE_CHECKING:
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act


def accept(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """Say that one will review a claim that one was asked for.

    Refuses with `not_yours`, `assignment_closed` or `accepted_already`.
    """
    with _open(assignment, acts.ACCEPT, by=by) as row:
        if row.accepted_at is not None:
            raise Refusal(_("You have accepted it already."), code="accepted_already")
        row.accepted_at = at
        row.save(update_fields=["accepted_at"])
        _note(row, verb="accepted", by=by, at=at)
    return row


def move_due(
    *, assignment: Assignment, due: date, by: User, at: datetime, reason: str = ""
) -> Assignment:
    """Let a review be due on another day; the round goes on.

    Refuses with `due_in_past`, `same_day` or `assignment_closed`.
    """
    check_due(due, at=at)
    why = text(reason, field="reason")
    with _open(assignment, acts.MOVE_DUE, by=by, reason=why) as row:
        if row.due == due:
            raise Refusal(_("It is due on this day already."), code="same_day", field="due")
        days = {"from": row.due.isoformat(), "due": due.isoformat()}
        row.due = due
        row.save(update_fields=["due"])
        _note(row, verb="due_moved", by=by, at=at, reason=why, data=days)
    return row


def replace_reviewer(
    *, assignment: Assignment, reviewer: User, reason: str, by: User, at: datetime
) -> Assignment:
    """Ask `reviewer` in the place of who was asked, by the same day; the round goes on.

    The draft of who is replaced is dropped. Refuses with `assignment_closed`, `required` (the
    reason) and with what `assign` refuses a reviewer for.
    """
    why = text(reason, field="reason")
    with _open(assignment, acts.REPLACE_REVIEWER, by=by, reason=why) as row:
        claim = row.round.claim
        check_reviewer(claim, reviewer, History(claim))
        close(assignment=row, status=AssignmentStatus.CANCELLED, note=why, by=by, at=at)
        drop_draft(row)
        names = {"reviewer_name": row.reviewer.get_full_name()}
        _note(row, verb="reviewer_replaced", by=by, at=at, reason=why, data=names)
        return ask(
            round_=row.round,
            reviewer=reviewer,
            due=max(row.due, timezone.localdate(at)),
            note=row.note,
            by=by,
            at=at,
        )


@contextmanager
def _open(
    assignment: Assignment, what: Act[ClaimFacts], *, by: User, reason: str = ""
) -> Iterator[Assignment]:
    """Lock the claim, load the assignment again, and ask whether this person may do this to it."""
    with act(what, by=by, reason=reason):
        claim = locked(assignment.claim)
        row = Assignment.objects.select_related("round", "reviewer").get(pk=assignment.pk)
        row.round.claim = claim
        ensure(by, what, Involvement(by, row))
        yield row


def _note(
    row: Assignment,
    *,
    verb: str,
    by: User,
    at: datetime,
    reason: str = "",
    data: dict[str, str] | None = None,
) -> None:
    journal(
        verb=verb,
        target=row,
        claim_id=row.claim.pk,
        by=by,
        at=at,
        reason=reason,
        data={"round": row.round.number, **(data or {})},
    )
