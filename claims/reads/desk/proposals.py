"""Evidence that was proposed, for its author and for editors who do not review the claim."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from claims.models import Claim, EvidenceProposal, ProposalStatus
from claims.reads.assignments import reviewing
from claims.rules.states import ClaimStatus
from tracker.base.people.models import Role, User, role_of


def proposals_seen_by(user: User) -> QuerySet[EvidenceProposal]:
    """What this person proposed; for an editor, also what others did where they do not review."""
    rows = EvidenceProposal.objects.select_related(
        "claim__claimant", "claim__incident", "proposed_by", "closed_by"
    ).order_by("proposed_at", "pk")
    own = Q(proposed_by=user)
    if role_of(user) is not Role.EDITOR:
        return rows.filter(own)
    return rows.filter(own | ~reviewing(user))


def proposals_about(claim: Claim, user: User) -> list[EvidenceProposal]:
    """Those of them that are for one claim, which is not read again."""
    rows = proposals_seen_by(user).filter(claim=claim).select_related(None)
    found = list(rows.select_related("proposed_by"))
    for row in found:
        row.claim = claim
    return found


def proposals_to_decide(user: User) -> QuerySet[EvidenceProposal]:
    """What waits for an editor: proposals for claims that no round is open on."""
    waiting = proposals_seen_by(user).filter(status=ProposalStatus.WAITING)
    return waiting.exclude(claim__status=ClaimStatus.IN_REVIEW)
