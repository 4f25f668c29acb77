"""Interests that people of the desk declared: their own for each, all of them for editors."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.involvement import interests_in
from claims.models import Assignment, Claim, FigureSubject, Interest, InterestEffect
from tracker.base.merging import as_kept
from tracker.base.people.models import Role, User, role_of


def interests_seen_by(user: User) -> QuerySet[Interest]:
    """Interests that somebody may read, those that stand first; withdrawn ones among them."""
    rows = Interest.everything.select_related("person", "party", "incident")
    if role_of(user) is not Role.EDITOR:
        rows = rows.filter(person=user)
    return rows.order_by("retracted_at", "-declared_at", "-pk")


def own_interests(user: User) -> QuerySet[Interest]:
    """Interests of somebody's own, also withdrawn ones."""
    return Interest.everything.filter(person=user)


def interests_by_person(claim: Claim) -> dict[int, list[Interest]]:
    """Interests that stand in what a claim is about, by the key of their person."""
    found: dict[int, list[Interest]] = defaultdict(list)
    for row in interests_in(claim):
        found[row.person_id].append(row)
    return dict(found)


def with_barred(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """The same assignments with ``is_barred``: an interest of who was asked rules it out."""
    counted = FigureSubject.objects.filter(figure__claim=OuterRef(OuterRef("round__claim")))
    barring = Interest.objects.filter(person=OuterRef("reviewer"), effect=InterestEffect.BARS)
    barring = barring.alias(in_party=as_kept("party"), in_incident=as_kept("incident")).filter(
        Q(in_incident=OuterRef("round__claim__incident"))
        | Q(in_party=OuterRef("round__claim__claimant"))
        | Q(in_party__in=counted.values("party"))
    )
    return rows.annotate(is_barred=Exists(barring))
