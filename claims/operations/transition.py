"""The only door for a claim's status.

Nothing else in the house writes `Claim.status` of a row that exists. The door locks the row, asks
whether the move is legal and whether this person may make it, writes, and adds the event, all in
one transaction: two people who press two buttons at once do one thing after the other, and the
second is told what the first one did.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from claims.models import Claim, Round
from claims.operations.journal import act, journal
from claims.operations.round_rows import close_round, open_round
from claims.permissions import Forbidden, actors, say
from claims.rules.states import Actor, ClaimStatus, find_move, refuse_move
from tracker.base.acts.refusal import Refusal
from tracker.base.people.models import User


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
) -> Claim:
    """Move `claim` to the status `to` and write the journal.

    `by` is the person behind the move; with `by_system` the move is the house's own (a round
    that closes) and `by` is whose act brought it about. Entering review opens the next round,
    leaving it closes that round.

    `data` goes into the journal's line. Refuses with `illegal_move`, `not_yours` (Forbidden) or
    `reason_required`. Gives back the claim as it is now; `claim` is brought up to date too.
    """
    with act(by=by, why=f"{to.value}: {reason}" if reason else to.value):
        row = locked(claim)
        source = ClaimStatus(row.status)
        actor_kinds = frozenset({Actor.SYSTEM}) if by_system else actors(by, row)
        _check(source, to, actor_kinds=actor_kinds, reason=reason)
        move = find_move(source, to)
        if move is None:
            raise AssertionError("A move that was not refused stands in the table.")
        row.status = to.value
        row.save(update_fields=["status"])
        present = _turn_round(row, source, reason=reason.strip(), by=by, at=at)
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
    claim: Claim, source: ClaimStatus, *, reason: str, by: User, at: datetime
) -> Round | None:
    """Open or close a round where the move from `source` does; give the present one, if any."""
    to = ClaimStatus(claim.status)
    if to is ClaimStatus.IN_REVIEW:
        return open_round(claim=claim, opened_from=source, reason=reason, by=by, at=at)
    if source is ClaimStatus.IN_REVIEW:
        return close_round(claim=claim, to=to, by=by, at=at)
    return claim.rounds.first()


def _check(
    source: ClaimStatus, to: ClaimStatus, *, actor_kinds: frozenset[Actor], reason: str
) -> None:
    refused = refuse_move(source, to, actors=actor_kinds, reason=reason)
    if refused is None:
        return
    match refused.code:
        case "illegal_move":
            raise IllegalMove(say(refused), code=refused.code)
        case "reason_required":
            raise Refusal(say(refused), code=refused.code, field="reason")
        case "not_yours":
            raise Forbidden(say(refused), code=refused.code)
        case other:
            raise AssertionError(_("Unknown refusal: %s") % other)
