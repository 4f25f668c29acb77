"""Ask people to review, and give the question back."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.involvement import History, Involvement
from claims.models import (
    Assignment,
    Claim,
    Event,
    Review,
    ReviewCitation,
    ReviewRange,
    Round,
    Vacancy,
)
from claims.operations.journal import journal
from claims.operations.transition import locked, transition
from claims.rules import acts
from claims.rules.grants import against_asking
from claims.rules.states import TAKING_PART, AssignmentStatus, ClaimStatus
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User, role_of
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text


def assign(
    *, claim: Claim, reviewer: User, due: date, by: User, at: datetime, note: str = ""
) -> Assignment:
    """Ask `reviewer` to review `claim` until the day `due`; the first one opens the round.

    Refuses with `not_open_for_review`, `own_round` (another round is another editor's to begin),
    `author_reviews` (who wrote or changed the claim), `knows_earlier` (who reviewed an earlier
    round or read its reviews, unless that was waived), `interest_declared` (who declared one that
    keeps them from it), `not_a_reviewer`, `already_assigned` (once
    a round, also after declining), `one_is_asked` (the round adds one review to a split) or
    `due_in_past`.
    """
    check_due(due, at=at)
    with act(acts.ASSIGN, by=by):
        row = locked(claim)
        history = History(row)
        ensure(by, acts.ASSIGN, Involvement(by, row, history))
        check_reviewer(row, reviewer, history)
        if row.status == ClaimStatus.RECORDED:
            row = transition(claim=row, to=ClaimStatus.IN_REVIEW, by=by, at=at)
        round_ = row.rounds.get(closed_at=None)
        check_room(round_, 1, field="reviewer")
        assignment = ask(
            round_=round_,
            reviewer=reviewer,
            due=due,
            note=text(note, field="note"),
            by=by,
            at=at,
        )
    claim.status = row.status
    return assignment


def check_due(due: date, *, at: datetime) -> None:
    """Refuse a day that has passed: `due_in_past`, at the field `due`."""
    if due < timezone.localdate(at):
        raise Refusal(
            _("This day has passed. Choose today or a later one."), code="due_in_past", field="due"
        )


def check_room(round_: Round, wanted: int, *, field: str) -> None:
    """Refuse a second person where one more review is added to a split: `one_is_asked`.

    The first seal ends such a round, and what the other has written would be for nothing.

    Args:
        round_: the open round, its claim locked.
        wanted: how many people are asked now, or may take a review.
        field: the field that asks for them.
    """
    if round_.adds_to_id is None:
        return
    asked = round_.assignments.filter(status__in=TAKING_PART).count()
    free = Vacancy.objects.filter(round=round_).values_list("free", flat=True).first() or 0
    if asked + free + wanted > 1:
        raise Refusal(
            _(
                "This round adds one review, so one person is asked. Use “%(other)s” or "
                "“%(down)s” first."
            )
            % {"other": _(acts.REPLACE_REVIEWER.label), "down": _(acts.TAKE_DOWN.label)},
            code="one_is_asked",
            field=field,
        )


def ask(
    *, round_: Round, reviewer: User, due: date, note: str, by: User, at: datetime
) -> Assignment:
    """Write an assignment of an open round whose claim is locked, inside an act."""
    assignment = Assignment.objects.create(
        round=round_, reviewer=reviewer, assigned_by=by, assigned_at=at, due=due, note=note
    )
    journal(
        verb="assigned",
        target=assignment,
        claim_id=round_.claim_id,
        by=by,
        at=at,
        data={
            "reviewer": reviewer.pk,
            "reviewer_name": reviewer.get_full_name(),
            "round": round_.number,
            "due": due.isoformat(),
        },
    )
    return assignment


def check_reviewer(claim: Claim, reviewer: User, history: History) -> None:
    """Refuse a person whom `assign` would refuse, at the field `reviewer`.

    Args:
        claim: locked.
        reviewer: who would review it.
        history: who had which part in the claim.
    """
    against = against_asking(Involvement(reviewer, claim, history))
    if against is not None:
        raise Refusal(
            _(against.text) % {"name": reviewer.get_full_name()},
            code=against.code,
            field="reviewer",
        )
    if role_of(reviewer) not in acts.REVIEW.roles:
        raise Refusal(
            _("%(name)s is neither a fact-checker nor an editor.")
            % {"name": reviewer.get_full_name()},
            code="not_a_reviewer",
            field="reviewer",
        )
    open_round = claim.rounds.filter(closed_at=None)
    if Assignment.objects.filter(round__in=open_round, reviewer=reviewer).exists():
        raise Refusal(
            _("%(name)s was asked in this round already.") % {"name": reviewer.get_full_name()},
            code="already_assigned",
            field="reviewer",
        )


def decline(*, assignment: Assignment, reason: str, by: User, at: datetime) -> Assignment:
    """Give an assignment back, saying why; the draft is dropped, somebody else has to be asked.

    The journal tells one that was declined from one that was handed back after it was accepted.
    One that was taken can be taken by somebody else again, until the day for which it was put up.

    Refuses with `not_yours`, `assignment_closed` or `required` (the reason).
    """
    why = text(reason, field="reason")
    with act(acts.DECLINE, by=by, reason=why):
        locked(assignment.claim)
        row = Assignment.objects.select_related("round__claim").get(pk=assignment.pk)
        ensure(by, acts.DECLINE, Involvement(by, row))
        close(assignment=row, status=AssignmentStatus.DECLINED, note=why, by=by, at=at)
        drop_draft(row)
        verb = "declined" if row.accepted_at is None else "handed_back"
        data: dict[str, object] = {"round": row.round.number}
        vacancy = _vacancy_of_taken(row, at=at)
        if vacancy is not None:
            vacancy.free += 1
            vacancy.save(update_fields=["free"])
            verb = "put_back"
            data["due"] = vacancy.due.isoformat()
        journal(verb=verb, target=row, claim_id=row.claim.pk, by=by, at=at, reason=why, data=data)
    return row


def _vacancy_of_taken(row: Assignment, *, at: datetime) -> Vacancy | None:
    """Where the place of a review goes back to that was taken and not asked of them by name.

    Nowhere once its day has passed, or where an editor has taken down the rest since.
    """
    today = timezone.localdate(at)
    vacancy = Vacancy.objects.filter(round=row.round, due__gte=today).first()
    lines = Event.objects.filter(claim_id=row.claim.pk)
    was_taken = lines.filter(verb="taken", target_type="assignment", target_id=str(row.pk))
    taken_down = lines.filter(verb="taken_down", at__gte=row.assigned_at)
    if vacancy is None or not was_taken.exists() or taken_down.exists():
        return None
    return vacancy


def drop_draft(assignment: Assignment) -> None:
    """Delete a review that will never be sealed, so that the claim it speaks of can be mended."""
    drafts = Review.objects.filter(assignment=assignment, sealed_at__isnull=True)
    ReviewCitation.objects.filter(review__in=drafts).delete()
    ReviewRange.objects.filter(review__in=drafts).delete()
    drafts.delete()


def close(
    *, assignment: Assignment, status: AssignmentStatus, note: str, by: User, at: datetime
) -> None:
    """Write down that an assignment has ended, how, by whom and when."""
    assignment.status = status.value
    assignment.closed_at = at
    assignment.closed_by = by
    assignment.closing_note = note
    assignment.save(update_fields=["status", "closed_at", "closed_by", "closing_note"])
