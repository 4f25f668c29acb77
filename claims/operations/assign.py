"""Ask people to review, and take the question back."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Assignment, Claim, Review, ReviewCitation
from claims.operations.journal import journal
from claims.operations.transition import locked, transition
from claims.rules import acts
from claims.rules.states import AssignmentStatus, ClaimStatus
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User, role_of
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text


def assign(
    *, claim: Claim, reviewer: User, due: date, by: User, at: datetime, note: str = ""
) -> Assignment:
    """Ask `reviewer` to review `claim` until the day `due`; the first one opens the round.

    Refuses with `not_open_for_review`, `author_reviews`, `not_a_reviewer`, `already_assigned`
    (once a round, also after declining) or `due_in_past`.
    """
    if due < at.date():
        raise Refusal(
            _("This day has passed. Choose today or a later one."), code="due_in_past", field="due"
        )
    with act(acts.ASSIGN, by=by):
        row = locked(claim)
        ensure(by, acts.ASSIGN, Involvement(by, row))
        _check_reviewer(row, reviewer)
        if row.status == ClaimStatus.RECORDED:
            row = transition(claim=row, to=ClaimStatus.IN_REVIEW, by=by, at=at)
        assignment = Assignment.objects.create(
            claim=row,
            reviewer=reviewer,
            round=row.round,
            assigned_by=by,
            assigned_at=at,
            due=due,
            note=text(note, field="note"),
        )
        journal(
            verb="assigned",
            target=assignment,
            claim_id=row.pk,
            by=by,
            at=at,
            data={
                "reviewer": reviewer.pk,
                "reviewer_name": reviewer.get_full_name(),
                "round": row.round,
                "due": due.isoformat(),
            },
        )
    claim.status, claim.round = row.status, row.round
    return assignment


def _check_reviewer(claim: Claim, reviewer: User) -> None:
    if reviewer.pk == claim.created_by_id:
        raise Refusal(
            _("%(name)s recorded this claim, and the author of a claim does not review it.")
            % {"name": reviewer.get_full_name()},
            code="author_reviews",
            field="reviewer",
        )
    if role_of(reviewer) not in acts.REVIEW.roles:
        raise Refusal(
            _("%(name)s is neither a fact-checker nor an editor.")
            % {"name": reviewer.get_full_name()},
            code="not_a_reviewer",
            field="reviewer",
        )
    if claim.status != ClaimStatus.IN_REVIEW:
        return
    if Assignment.objects.filter(claim=claim, reviewer=reviewer, round=claim.round).exists():
        raise Refusal(
            _("%(name)s was asked in this round already.") % {"name": reviewer.get_full_name()},
            code="already_assigned",
            field="reviewer",
        )


def decline(*, assignment: Assignment, reason: str, by: User, at: datetime) -> Assignment:
    """Give an assignment back, saying why; the draft is dropped, somebody else has to be asked.

    Refuses with `not_yours`, `assignment_closed` or `required` (the reason).
    """
    why = text(reason, field="reason", required=True)
    with act(acts.DECLINE, by=by, reason=why):
        locked(assignment.claim)
        row = Assignment.objects.select_related("claim").get(pk=assignment.pk)
        ensure(by, acts.DECLINE, Involvement(by, row))
        close(assignment=row, status=AssignmentStatus.DECLINED, note=why, by=by, at=at)
        _drop_draft(row)
        journal(
            verb="declined",
            target=row,
            claim_id=row.claim_id,
            by=by,
            at=at,
            reason=why,
            data={"round": row.round},
        )
    return row


def cancel_round(*, claim: Claim, reason: str, by: User, at: datetime) -> Claim:
    """End a round of reviews without a result; sealed reviews of it stay sealed and unread.

    Drafts are dropped. The claim goes back to where it came from: recorded, or published if an
    earlier verdict stands. Refuses with `illegal_move`, `not_yours` or `reason_required`.
    """
    with act(acts.CANCEL_ROUND, by=by, reason=reason):
        row = locked(claim)
        ensure(by, acts.CANCEL_ROUND, Involvement(by, row))
        has_verdict = row.verdicts.exists() and row.status == ClaimStatus.IN_REVIEW
        to = ClaimStatus.PUBLISHED if has_verdict else ClaimStatus.RECORDED
        row = transition(claim=row, to=to, by=by, at=at, reason=reason)
        for assignment in open_assignments(row):
            close(
                assignment=assignment,
                status=AssignmentStatus.CANCELLED,
                note=reason.strip(),
                by=by,
                at=at,
            )
            _drop_draft(assignment)
    claim.status, claim.round = row.status, row.round
    return row


def _drop_draft(assignment: Assignment) -> None:
    """Delete a review that will never be sealed, so that the claim it speaks of can be mended."""
    drafts = Review.objects.filter(assignment=assignment, sealed_at__isnull=True)
    ReviewCitation.objects.filter(review__in=drafts).delete()
    drafts.delete()


def open_assignments(claim: Claim) -> list[Assignment]:
    """The assignments of the claim's present round that still wait for a review."""
    return list(
        Assignment.objects.filter(
            claim=claim, round=claim.round, status=AssignmentStatus.OPEN.value
        ).order_by("pk")
    )


def close(
    *, assignment: Assignment, status: AssignmentStatus, note: str, by: User, at: datetime
) -> None:
    """Write down that an assignment has ended, how, by whom and when."""
    assignment.status = status.value
    assignment.closed_at = at
    assignment.closed_by = by
    assignment.closing_note = note
    assignment.save(update_fields=["status", "closed_at", "closed_by", "closing_note"])
