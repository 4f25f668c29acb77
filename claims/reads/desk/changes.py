"""Altered numbers in cited pages, with the claims that they may concern."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from claims.models import Citation
from claims.reads.evidence.citations import own_citations
from claims.reads.visible import seen_by
from sources.models import Recheck
from tracker.base.people.models import Role, User, role_of


def rechecks_seen_by(user: User) -> QuerySet[Recheck]:
    """Comparisons with the claims that cite their pages, as far as this person knows of them."""
    cited = Citation.objects.filter(seen_by(user, "claim")).select_related(
        "claim__claimant", "claim__outlet", "claim__created_by"
    )
    heavy = ("provenance", "metadata", "tries")
    return (
        Recheck.objects.select_related("page__publisher", "earlier", "later")
        .defer(*(f"{side}__{name}" for side in ("earlier", "later") for name in heavy))
        .prefetch_related(Prefetch("page__citations", cited))
        .order_by("-at", "-pk")
    )


def altered_for(user: User) -> QuerySet[Recheck]:
    """Altered numbers that somebody should look at, newest first.

    Editors and administrators see all of them, fact-checkers those in pages that they cited or
    that a claim of theirs rests on.
    """
    rows = rechecks_seen_by(user).filter(number_altered=True, seen_at__isnull=True)
    if role_of(user) is not Role.FACT_CHECKER:
        return rows
    return rows.filter(page__in=own_citations(user, "page"))
