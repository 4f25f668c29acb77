"""What the ledger says of verdicts and corrections.

A verdict is public from the moment it exists. Who published it is not, and stands under `private`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from claims.models import Basis, Verdict
from sources.operations import ledger_entries as evidence
from tracker.base.ledger.kinds import Kind
from tracker.base.ledger.operations import enter_rows


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
        "supersedes": row.supersedes_id,
        "change_reason": row.change_reason,
        "published_at": row.published_at,
        "is_demonstration": row.is_demonstration,
    }


def _publishing(row: Verdict) -> dict[str, Any]:
    return {"published_by": row.published_by_id}


_CORRECTED = Q(basis=Basis.CORRECTION)

VERDICT: Kind[Verdict] = Kind(
    "verdict", Verdict, _verdict, "published_at", private=_publishing, due=~_CORRECTED
)
CORRECTION: Kind[Verdict] = Kind(
    "correction", Verdict, _verdict, "published_at", private=_publishing, due=_CORRECTED
)

ALL_KINDS: tuple[Kind[Any], ...] = (*evidence.KINDS, VERDICT, CORRECTION)
"""Every kind of entry there is in the ledger."""


def enter_verdict(verdict: Verdict, *, at: datetime) -> None:
    """Enter a verdict into the ledger, inside the act that publishes it.

    Args:
        verdict: the row, saved.
        at: the moment of entering (aware).
    """
    kind = CORRECTION if verdict.basis == Basis.CORRECTION else VERDICT
    enter_rows((kind, [verdict]), at=at)
