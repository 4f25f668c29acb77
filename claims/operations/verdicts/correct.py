"""Correct a published verdict: a new version that says what changed and why."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Basis, Claim, Figure, Verdict
from claims.operations.reviews.review import check_range
from claims.operations.transition import locked
from claims.operations.verdicts.publish import release
from claims.rules import acts
from claims.rules.verdicts import Rating
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, word


def correct(
    *,
    claim: Claim,
    rating: str,
    summary: str,
    reason: str,
    by: User,
    at: datetime,
    figure: Figure | None = None,
    low: Decimal | int | None = None,
    high: Decimal | int | None = None,
) -> Verdict:
    """Supersede the published verdict of `claim`; the old one stays and points to the new one.

    For mistakes in what was published. What needs looking at the evidence again is reopened
    instead. Refuses with `not_published`, `required` (no summary or no reason), `unknown_value`,
    `nothing_changed` and what a range is refused for.
    """
    decided = word(rating, Rating, field="rating")
    body = text(summary, field="summary", required=True)
    why = text(reason, field="reason", required=True)
    with act(acts.CORRECT, by=by, reason=why):
        row = locked(claim)
        ensure(by, acts.CORRECT, Involvement(by, row))
        lowest, highest = check_range(row, figure, low, high)
        latest = row.verdicts.order_by("-version").get(superseded_by=None)
        before = (latest.rating, latest.summary, latest.figure_id, latest.low, latest.high)
        key = None if figure is None else figure.pk
        if before == (decided.value, body, key, lowest, highest):
            raise Refusal(
                _("Nothing is different from the verdict that is published."),
                code="nothing_changed",
            )
        verdict = Verdict(
            claim=row,
            version=latest.version + 1,
            round_id=latest.round_id,
            rating=decided.value,
            summary=body,
            figure=figure,
            low=lowest,
            high=highest,
            basis=Basis.CORRECTION.value,
            settlement=latest.settlement,
            supersedes=latest,
            change_reason=why,
            published_by=by,
            published_at=at,
            is_demonstration=by.is_demonstration,
        )
        row = release(verdict)
    claim.status = row.status
    return verdict
