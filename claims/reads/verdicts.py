"""Verdicts and corrections that everybody may read."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.models import Claim, Verdict
from claims.reads.visible import public


def verdict_in_force(claim: Claim) -> Verdict | None:
    """The newest verdict of a claim whose ``verdicts`` were fetched; None before the first."""
    return max(claim.verdicts.all(), key=lambda verdict: verdict.version, default=None)


def verdicts_shown() -> QuerySet[Verdict]:
    """Published verdicts of claims that may be read, newest first, with what a list shows."""
    return (
        Verdict.objects.filter(public("claim"))
        .select_related("claim__claimant", "claim__outlet", "claim__incident", "supersedes")
        .order_by("-published_at", "-pk")
    )


def verdicts_in_force() -> QuerySet[Verdict]:
    """Verdicts that no correction has replaced, newest first."""
    return verdicts_shown().filter(superseded_by__isnull=True)


def corrections_shown() -> QuerySet[Verdict]:
    """Verdicts that replaced an earlier one, newest first."""
    return verdicts_shown().filter(supersedes__isnull=False)
