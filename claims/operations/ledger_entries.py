"""Enter verdicts and corrections into the ledger."""

from __future__ import annotations

from datetime import datetime

from claims.models import Basis, Verdict
from claims.reads.ledger.kinds import CORRECTION, VERDICT
from tracker.base.ledger.operations import enter_rows


def enter_verdict(verdict: Verdict, *, at: datetime) -> None:
    """Enter a verdict into the ledger, inside the act that publishes it.

    Args:
        verdict: the row, saved.
        at: the moment of entering (aware).
    """
    kind = CORRECTION if verdict.basis == Basis.CORRECTION else VERDICT
    enter_rows((kind, [verdict]), at=at)
