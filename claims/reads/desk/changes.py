"""What later looks found in cited pages, with the claims that it may concern."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from claims.models import Citation
from claims.reads.evidence.citations import own_citations
from claims.reads.visible import seen_by
from sources.models import Recheck
from tracker.base.people.models import Role, User, role_of


def rechecks_seen_by(user: User) -> QuerySet[Recheck]:
    """Comparisons with the claims that cite their pages, as far as this person knows of them."""
    heavy = ("provenance", "metadata", "tries")
    return (
        Recheck.objects.select_related("page__publisher", "earlier", "later")
        .defer(*(f"{side}__{name}" for side in ("earlier", "later") for name in heavy))
        .prefetch_related(cited_by(user))
        .order_by("-at", "-pk")
    )


def cited_by(user: User) -> Prefetch[str, QuerySet[Citation], str]:
    """The claims that cite the page of a row, as far as this person knows of them: two queries."""
    cited = Citation.objects.filter(seen_by(user, "claim")).select_related(
        "claim__claimant", "claim__outlet", "claim__created_by"
    )
    return Prefetch("page__citations", cited)


def altered_for(user: User) -> QuerySet[Recheck]:
    """Altered numbers that somebody should look at, newest first.

    Editors and administrators see all of them, fact-checkers those in pages that they cited or
    that a claim of theirs rests on.
    """
    rows = rechecks_seen_by(user).filter(number_altered=True, seen_at__isnull=True)
    if role_of(user) is not Role.FACT_CHECKER:
        return rows
    return rows.filter(page__in=own_citations(user, "page"))
