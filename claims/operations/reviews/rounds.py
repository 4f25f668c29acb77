"""Cancel a round, and begin another one."""

from __future__ import annotations

from datetime import datetime

from claims.involvement import Involvement
from claims.models import Claim
from claims.operations.reviews.assign import close, drop_draft
from claims.operations.transition import locked, transition
from claims.reads.assignments import waiting_for
from claims.rules import acts
from claims.rules.states import AssignmentStatus, ClaimStatus
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User


def cancel_round(*, claim: Claim, reason: str, by: User, at: datetime) -> Claim:
    """End a round of reviews without a result; sealed reviews of it stay sealed and unread.

    Drafts are dropped. The claim goes back to where it came from: recorded, or published if an
    earlier verdict stands. Refuses with `illegal_move`, `not_yours` or `required` (a reason).
    """
    with act(acts.CANCEL_ROUND, by=by, reason=reason):
        row = locked(claim)
        ensure(by, acts.CANCEL_ROUND, Involvement(by, row))
        waiting = list(waiting_for(row))
        has_verdict = row.verdicts.exists() and row.status == ClaimStatus.IN_REVIEW
        to = ClaimStatus.PUBLISHED if has_verdict else ClaimStatus.RECORDED
        row = transition(claim=row, to=to, by=by, at=at, reason=reason)
        for assignment in waiting:
            close(
                assignment=assignment,
                status=AssignmentStatus.CANCELLED,
                note=reason.strip(),
                by=by,
                at=at,
            )
            drop_draft(assignment)
    claim.status = row.status
    return row


def reopen(*, claim: Claim, reason: str, by: User, at: datetime) -> Claim:
    """Begin a new round: on a published verdict, a split, or an agreement that will not do.

    The verdict that is published stays until another supersedes it. Refuses with `illegal_move`,
    `not_yours` or `required` (a reason).
    """
    with act(acts.REOPEN, by=by, reason=reason):
        row = locked(claim)
        ensure(by, acts.REOPEN, Involvement(by, row))
        row = transition(claim=row, to=ClaimStatus.IN_REVIEW, by=by, at=at, reason=reason)
    claim.status = row.status
    return row
