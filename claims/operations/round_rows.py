"""The rows of rounds: written with the claim's status, by the door that changes it."""

from __future__ import annotations

from datetime import datetime

from claims.models import Claim, Round
from claims.operations.versions import present_version
from claims.reads.ledger.kinds import ROUND, ROUND_END
from claims.rules.states import ClaimStatus
from claims.rules.verdicts import RoundResult
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User

_RESULTS = {ClaimStatus.AGREED: RoundResult.AGREED, ClaimStatus.SPLIT: RoundResult.SPLIT}


def open_round(
    *, claim: Claim, opened_from: ClaimStatus, reason: str, by: User, at: datetime
) -> Round:
    """Open the next round of `claim`, whose row is locked, on what the claim says now.

    Args:
        claim: the claim.
        opened_from: its status before.
        reason: why it is reviewed again; empty for a claim that is assigned, which is reviewed
            again, if it is, for the reason for which its last round was cancelled.
        by: who opens it.
        at: when.
    """
    last = claim.rounds.first()
    if last is not None and not reason:
        reason = last.closing_reason
    opened = Round.objects.create(
        claim=claim,
        number=1 if last is None else last.number + 1,
        version=present_version(claim=claim, by=by, at=at),
        opened_from=opened_from.value,
        opening_reason=reason,
        opened_by=by,
        opened_at=at,
    )
    enter_rows((ROUND, [opened]), at=at)
    return opened


def close_round(*, claim: Claim, to: ClaimStatus, reason: str, by: User, at: datetime) -> Round:
    """Close the open round of `claim`, whose row is locked.

    Args:
        claim: the claim.
        to: its status from now on: agreed, split, or any other if the round has no result.
        reason: why it is cancelled; nothing is kept of a round that came to a result.
        by: whose act closes it.
        at: when.
    """
    row = claim.rounds.get(closed_at=None)
    result = _RESULTS.get(to, RoundResult.CANCELLED)
    row.result, row.closed_by, row.closed_at = result.value, by, at
    row.closing_reason = reason if result is RoundResult.CANCELLED else ""
    row.save(update_fields=["result", "closed_by", "closed_at", "closing_reason"])
    enter_rows((ROUND_END, [row]), at=at)
    return row
