"""Cancel a round, and begin another one."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Claim
from claims.operations.journal import journal
from claims.operations.reviews.assign import close, drop_draft
from claims.operations.transition import locked, transition
from claims.reads.assignments import waiting_for
from claims.reads.reviews import adding_round, split_to_add_to
from claims.rules import acts
from claims.rules.states import AssignmentStatus, ClaimStatus
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import whole_sentence


def cancel_round(*, claim: Claim, reason: str, by: User, at: datetime) -> Claim:
    """End a round of reviews without a result; sealed reviews of it stay sealed and unread.

    Drafts are dropped. The claim goes back to where it came from: recorded, or published if an
    earlier verdict stands. A round that adds a review to a split ends as that split, of which
    readers are not told. Refuses with `illegal_move`, `not_yours`, `required` or `no_sentence` (a
    reason).
    """
    with act(acts.CANCEL_ROUND, by=by, reason=reason):
        row = locked(claim)
        ensure(by, acts.CANCEL_ROUND, Involvement(by, row))
        waiting = list(waiting_for(row))
        if adding := adding_round(row):
            journal(
                verb="review_given_up",
                target=adding,
                claim_id=row.pk,
                by=by,
                at=at,
                reason=reason.strip(),
                data={"round": adding.number},
            )
            row = transition(claim=row, to=ClaimStatus.SPLIT, by=by, at=at, by_system=True)
        else:
            reason = whole_sentence(reason, field="reason")
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


def reopen(*, claim: Claim, reason: str, by: User, at: datetime, one_more: bool = False) -> Claim:
    """Begin a new round: on a published verdict, a split, or an agreement that will not do.

    With `one_more` it adds one review to a split: those that there are count with it. The verdict
    that is published stays until another supersedes it. Refuses with `illegal_move`, `not_yours`,
    `required` (a reason), `nothing_to_add_to` (no split, or one that was added to already) or
    `changed_since` (the split judged another version).
    """
    reason = whole_sentence(reason, field="reason", required=False)
    with act(acts.REOPEN, by=by, reason=reason):
        row = locked(claim)
        ensure(by, acts.REOPEN, Involvement(by, row))
        adds_to = split_to_add_to(row) if one_more else None
        if one_more and adds_to is None:
            raise Refusal(
                _("One more review can be added once, where the reviewers of a round differ."),
                code="nothing_to_add_to",
                field="reviews",
            )
        row = transition(
            claim=row,
            to=ClaimStatus.IN_REVIEW,
            by=by,
            at=at,
            reason=reason,
            data={"adds_to": adds_to.number} if adds_to else None,
            adds_to=adds_to,
        )
    claim.status = row.status
    return row
