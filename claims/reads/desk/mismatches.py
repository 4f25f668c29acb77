"""Cited words that no copy bears out, and that nobody has confirmed yet."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from claims.models import Citation
from claims.reads.evidence.citations import own_citations
from claims.reads.visible import seen_by
from sources.models import Confirmation, Finding, Quotation
from tracker.base.people.models import Role, User, role_of

_HEAVY = ("capture__provenance", "capture__metadata", "capture__tries")


def cited_words_seen_by(user: User) -> QuerySet[Quotation]:
    """Quotations of claims that this person knows of, with what was found of them."""
    cited = Citation.objects.filter(seen_by(user, "claim"))
    return (
        Quotation.objects.filter(Exists(cited.filter(quotation=OuterRef("pk"))))
        .select_related("page__publisher")
        .prefetch_related(
            Prefetch("findings", Finding.objects.select_related("capture").defer(*_HEAVY)),
            Prefetch("citations", cited.select_related("claim")),
        )
        .order_by("-added_at", "-pk")
    )


def to_confirm_for(user: User) -> QuerySet[Quotation]:
    """Quotations that somebody should look at, newest first.

    Editors and administrators see all of them, fact-checkers those that they cited or that a claim
    of theirs rests on.
    """
    differing = Finding.objects.being_checked().order_by()
    if role_of(user) is Role.FACT_CHECKER:
        # Said of the findings: few are left of which all else is looked up.
        differing = differing.filter(quotation__in=own_citations(user, "quotation"))
    return cited_words_seen_by(user).filter(pk__in=differing.values("quotation"))


def confirmation_of(quotation: Quotation) -> str:
    """The reason for which words were confirmed; nothing where they were not."""
    reasons = Confirmation.objects.filter(quotation=quotation).values_list("reason", flat=True)
    return reasons.first() or ""
