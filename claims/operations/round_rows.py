"""The rows of rounds: written with the claim's status, by the door that changes it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from claims.models import Claim, Round
from claims.operations.versions import present_version
from claims.reads.ledger.kinds import ROUND, ROUND_END
from claims.rules.states import ClaimStatus
from claims.rules.verdicts import RoundResult
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal

_RESULTS = {ClaimStatus.AGREED: RoundResult.AGREED, ClaimStatus.SPLIT: RoundResult.SPLIT}


def open_round(
    *,
    claim: Claim,
    opened_from: ClaimStatus,
    reason: str,
    by: User,
    at: datetime,
    adds_to: Round | None = None,
) -> Round:
    """Open the next round of `claim`, whose row is locked, on what the claim says now.

    Args:
        claim: the claim.
        opened_from: its status before.
        reason: why it is reviewed again; empty for a claim that is assigned, which is reviewed
            again, if it is, for the reason for which its last round was cancelled.
        by: who opens it.
        at: when.
        adds_to: the split of this version whose reviews count with its own.

    Raises:
        Refusal: `changed_since`: what those reviews judged is not what the claim says now.
    """
    last = claim.rounds.first()
    if last is not None and not reason:
        reason = last.closing_reason
    version = present_version(claim=claim, by=by, at=at)
    if adds_to is not None and adds_to.version_id != version.pk:
        raise Refusal(
            _(
                "What the claim says, or what it rests on, has changed since it was reviewed. "
                "Begin a new round."
            ),
            code="changed_since",
            field="reviews",
        )
    opened = Round.objects.create(
        claim=claim,
        number=1 if last is None else last.number + 1,
        version=version,
        adds_to=adds_to,
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
