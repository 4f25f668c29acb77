"""Which of the findings about a quotation counts: that in the newest copy."""

from __future__ import annotations

from collections.abc import Sequence

from sources.models import Capture, Finding, Quotation


def newest_finding(
    quotation: Quotation, captures: Sequence[Capture]
) -> tuple[Finding | None, bool]:
    """What was found in the newest copy, and whether a person brought that copy.

    A copy that we fetched counts before any that was brought, however new: what a person brought
    must not pass for what we saw ourselves.

    Args:
        quotation: its findings were fetched.
        captures: of its page, in any order.
    """
    # What a browser showed is noted only where it holds more than what was sent.
    rows = sorted(quotation.findings.all(), key=lambda row: row.is_shown)
    found = {row.capture_id: row for row in rows}
    copies = [capture for capture in captures if capture.pk in found]
    newest = max(copies, key=lambda one: (not one.is_deposit, one.requested_at), default=None)
    return (None, False) if newest is None else (found[newest.pk], newest.is_deposit)
