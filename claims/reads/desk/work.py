"""What waits for whom at the desk. Nothing here looks into a review."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.models import Claim, ProposedCorrection, Verdict
from claims.reads.verdicts import NOT_REPLACED, proposals_waiting
from claims.reads.visible import claims_seen_by
from claims.rules.states import ClaimStatus
from sources.models import Capture
from tracker.base.people.models import User

NEWEST = 8

_FINISHED = (ClaimStatus.PUBLISHED, ClaimStatus.WITHDRAWN)


def own_claims(user: User) -> QuerySet[Claim]:
    """Somebody's claims that are still on their way."""
    rows = claims_seen_by(user).filter(created_by=user).exclude(status__in=_FINISHED)
    return rows.order_by("-created_at", "-pk")


def own_captures(user: User) -> QuerySet[Capture]:
    """The newest captures that somebody asked for."""
    rows = Capture.objects.filter(requested_by=user).select_related("page")
    return rows.defer("provenance", "metadata")[:NEWEST]


def corrections_waiting() -> QuerySet[ProposedCorrection]:
    """The oldest corrections that wait for a second editor, with what a list shows of them."""
    rows = proposals_waiting().select_related(None)
    return rows.select_related("verdict__claim", "proposed_by")[:NEWEST]


def newest_verdicts() -> list[Verdict]:
    """What was published last and is in force: of what really happened, then of exercises."""
    rows = Verdict.objects.filter(NOT_REPLACED).select_related("claim__claimant", "claim__incident")
    newest = rows.order_by("-published_at", "-pk")
    real, trials = (
        newest.filter(claim__incident__is_exercise=is_trial)[:NEWEST] for is_trial in (False, True)
    )
    return [*real, *trials][:NEWEST]
