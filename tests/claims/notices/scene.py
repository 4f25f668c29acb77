"""What notices are about."""

from __future__ import annotations

from typing import Any

from claims.models import Claim, EvidenceProposal
from claims.operations.cite import PageInput
from claims.operations.reviews.proposals import propose_evidence
from sources.operations.register.publishers import NewPublisher
from tests.factories import AT, a_claim, a_user, a_verdict, an_assignment, an_editor, sealed
from tests.ratings import Rating
from tracker.base.people.models import User


def rounds_end(ratings: tuple[Rating, ...], *, by: User, claim: Claim | None = None) -> Claim:
    """Reviewers whom `by` asked seal these ratings."""
    claim = claim or a_claim()
    asked = [an_assignment(claim, by=by) for _rating in ratings]
    for assignment, rating in zip(asked, ratings, strict=True):
        sealed(assignment, rating)
    claim.refresh_from_db()
    return claim


def a_proposed_evidence(
    *, author: User | None = None, asking: User | None = None, **fields: Any
) -> EvidenceProposal:
    """Somebody proposes a page for a claim with a published verdict."""
    claim = a_claim(by=author or a_user())
    rounds_end((Rating.SUPPORTED, Rating.SUPPORTED), by=asking or an_editor(), claim=claim)
    a_verdict(claim)
    page = PageInput(
        url="https://example.org/found-later",
        publisher=NewPublisher("The Valley Post", "newspaper"),
        title="Found later",
        kind="article",
        language="en",
    )
    return propose_evidence(claim=claim, page=page, stance="reports", by=a_user(), at=AT, **fields)
