"""A proposed correction is against one version of a verdict: another one overtakes it."""

from __future__ import annotations

from datetime import datetime

from claims.models import ProposedCorrection, Verdict
from claims.operations.journal import journal
from claims.rules.verdicts import CorrectionStatus
from tracker.base.people.models import User


def overtake(verdict: Verdict) -> None:
    """Close what was proposed against the version that `verdict`, saved just now, supersedes."""
    waiting = ProposedCorrection.objects.filter(
        verdict=verdict.supersedes_id, status=CorrectionStatus.PROPOSED
    ).select_for_update()
    for proposal in waiting:
        by, at = verdict.published_by, verdict.published_at
        close_proposal(proposal, CorrectionStatus.SUPERSEDED, answer="", by=by, at=at)
        journal(
            verb="correction_superseded",
            target=proposal,
            claim_id=verdict.claim_id,
            by=by,
            at=at,
            data={"version": verdict.version},
        )


def close_proposal(
    proposal: ProposedCorrection,
    status: CorrectionStatus,
    *,
    answer: str,
    by: User,
    at: datetime,
    result: Verdict | None = None,
) -> None:
    """Write down what became of a proposal, by whom and when; call it inside an act."""
    proposal.status, proposal.answer = status.value, answer
    proposal.closed_by, proposal.closed_at, proposal.result = by, at, result
    proposal.save(update_fields=["status", "answer", "closed_by", "closed_at", "result"])
