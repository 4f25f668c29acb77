"""Settle what reviewers split on."""

from __future__ import annotations

from datetime import datetime

from claims.involvement import Involvement
from claims.models import Claim
from claims.operations.transition import locked, transition
from claims.reads.ledger.kinds import SETTLEMENT
from claims.rules import acts
from claims.rules.states import ClaimStatus
from claims.rules.verdicts import Rating
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User
from tracker.base.values.text import text, word


def settle(*, claim: Claim, reason: str, rating: str, by: User, at: datetime) -> Claim:
    """Settle a split in writing: `reason` is published with the verdict.

    Refuses with `illegal_move`, `settles_own_review` (who reviewed in the round does not settle
    it), `required` (no reason) or `unknown_value`.
    """
    decided = word(rating, Rating, field="rating")
    why = text(reason, field="reason", required=True)
    with act(acts.SETTLE, by=by):
        row = locked(claim)
        ensure(by, acts.SETTLE, Involvement(by, row))
        split = row.rounds.latest("number")
        split.settled_rating, split.settlement = decided.value, why
        split.settled_by, split.settled_at = by, at
        split.save(update_fields=["settled_rating", "settlement", "settled_by", "settled_at"])
        enter_rows((SETTLEMENT, [split]), at=at)
        row = transition(
            claim=row,
            to=ClaimStatus.SETTLED,
            by=by,
            at=at,
            reason=why,
            data={"rating": decided.value},
        )
    claim.status = row.status
    return row
