"""What the ledger says of verdicts, which are public; who published one is not."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from claims.models import Basis, Verdict
from sources.reads import ledger_kinds
from tracker.base.ledger.kinds import Kind


def _verdict(row: Verdict) -> dict[str, Any]:
    return {
        "claim": row.claim_id,
        "version": row.version,
        "round": row.round_id,
        "rating": row.rating,
        "summary": row.summary,
        "figure": row.figure_id,
        "low": row.low,
        "high": row.high,
        "basis": row.basis,
        "settlement": row.settlement,
        "correction_kind": row.correction_kind,
        "agreement": row.agreement,
        "supersedes": row.supersedes_id,
        "change_reason": row.change_reason,
        "published_at": row.published_at,
        "is_demonstration": row.is_demonstration,
    }


def _publishing(row: Verdict) -> dict[str, Any]:
    return {"published_by": row.published_by_id, "proposed_by": row.proposed_by_id}


_CORRECTED = Q(basis=Basis.CORRECTION)

VERDICT: Kind[Verdict] = Kind(
    "verdict", Verdict, _verdict, "published_at", private=_publishing, due=~_CORRECTED
)
CORRECTION: Kind[Verdict] = Kind(
    "correction", Verdict, _verdict, "published_at", private=_publishing, due=_CORRECTED
)

ALL_KINDS: tuple[Kind[Any], ...] = (*ledger_kinds.KINDS, VERDICT, CORRECTION)
"""Every kind of entry there is in the ledger."""
