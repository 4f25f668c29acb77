"""The only door for a claim's status.

Nothing else in the house writes `Claim.status` of a row that exists. The door locks the row, asks
whether the move is legal and whether this person may make it, writes, and adds the event, all in
one transaction: two people who press two buttons at once do one thing after the other, and the
second is told what the first one did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from claims.involvement import Involvement
from claims.models import Claim, Round
from claims.operations.journal import journal
from claims.operations.round_rows import close_round, open_round
from claims.rules.acts import CLAIM_ACTS, CLOSE_ROUND, cannot_become
from claims.rules.states import ClaimStatus
from tracker.base.acts.law import ensure, say
from tracker.base.acts.table import Move
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal


class IllegalMove(Refusal):
    """There is no such move from the status that the claim has now."""


def locked(claim: Claim) -> Claim:
    """Load `claim` again and lock its row until the transaction ends.

    Every operation on a claim takes this lock first, so they come one after the other.
    """
    return Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)


def transition(
    *,
    claim: Claim,
    to: ClaimStatus,
    by: User,
    at: datetime,
    reason: str = "",
    by_system: bool = False,
    data: Mapping[str, object] | None = None,
    adds_to: Round | None = None,
) -> Claim:
    """Move `claim` to the status `to` and write the journal.

    `by` is the person behind the move; with `by_system` the move is the house's own (a round
    that closes) and `by` is whose act brought it about. Entering review opens the next round,
    leaving it closes that round. `adds_to` is the split to which the round that opens adds a
    review.

    `data` goes into the journal's line. Refuses with `illegal_move`, with what the act that makes
    the move is refused for (Forbidden), or with `required` (a reason). Gives back the claim as it
    is now; `claim` is brought up to date too.
    """
    with _asked(claim, to, by=by, reason=reason, by_system=by_system) as (row, move):
        source = ClaimStatus(row.status)
        row.status = to.value
        row.save(update_fields=["status"])
        present = _turn_round(row, source, reason=reason.strip(), by=by, at=at, adds_to=adds_to)
        journal(
            verb=move.verb,
            target=row,
            claim_id=row.pk,
            by=by,
            at=at,
            from_status=source.value,
            to_status=to.value,
            reason=reason.strip(),
            data={**({"round": present.number} if present else {}), **(data or {})},
        )
    claim.status = row.status
    return row


def _turn_round(
    claim: Claim,
    source: ClaimStatus,
    *,
    reason: str,
    by: User,
    at: datetime,
    adds_to: Round | None,
) -> Round | None:
    """Open or close a round where the move from `source` does; give the present one, if any."""
    to = ClaimStatus(claim.status)
    if to is ClaimStatus.IN_REVIEW:
        return open_round(
            claim=claim, opened_from=source, reason=reason, by=by, at=at, adds_to=adds_to
        )
    if source is ClaimStatus.IN_REVIEW:
        return close_round(claim=claim, to=to, reason=reason, by=by, at=at)
    return claim.rounds.first()


@contextmanager
def _asked(
    claim: Claim, to: ClaimStatus, *, by: User, reason: str, by_system: bool
) -> Iterator[tuple[Claim, Move]]:
    """Lock the row, ask for the act that makes the move, and do what follows as that act."""
    with transaction.atomic():
        row = locked(claim)
        source = ClaimStatus(row.status)
        found = CLAIM_ACTS.by_move.get((source, to))
        if found is None:
            raise IllegalMove(say(cannot_become(source, to)), code="illegal_move")
        what, move = found
        if not (by_system and what is CLOSE_ROUND):
            ensure(by, what, Involvement(by, row))
        with act(what, by=by, reason=reason):
            yield row, move
