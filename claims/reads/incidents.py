"""Incidents and their dossiers, in a fixed number of queries whatever their size."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import TruncDate

from claims.models import Citation, Claim, Counterclaim, Incident
from claims.reads.claims import for_cards, pairs_shown
from claims.reads.evidence.citations import citations_shown
from claims.reads.visible import PUBLIC, claims_shown


def disputes_shown() -> QuerySet[Incident]:
    """Incidents in which at least one claim answers another, in the same order."""
    pairs = Counterclaim.objects.filter(claim__status__in=PUBLIC, answers__status__in=PUBLIC)
    return incidents_shown().filter(Exists(pairs.filter(answers__incident=OuterRef("pk"))))


def incidents_shown() -> QuerySet[Incident]:
    """Incidents with at least one claim that may be read, with counts.

    Those with a claim recorded on the newest day come first; of one day, what happened last.
    Annotated with ``claims_count``, ``claimants_count`` and ``pairs_count``.
    """
    shown = Q(claims__status__in=PUBLIC)
    return (
        Incident.objects.select_related("place")
        .annotate(
            claims_count=Count("claims", filter=shown, distinct=True),
            claimants_count=Count("claims__claimant", filter=shown, distinct=True),
            pairs_count=Count(
                "claims__counters",
                filter=shown
                & Q(
                    claims__counters__answers__status__in=PUBLIC,
                    claims__counters__retracted_at=None,
                ),
                distinct=True,
            ),
            newest_day=TruncDate(Max("claims__created_at", filter=shown)),
        )
        .filter(claims_count__gt=0)
        .order_by(F("newest_day").desc(), F("start").desc(nulls_last=True), "pk")
    )


def with_claims(incidents: QuerySet[Incident]) -> QuerySet[Incident]:
    """Fetch the claims of incidents as cards need them."""
    return incidents.prefetch_related(Prefetch("claims", for_cards(claims_shown())))


@dataclass(frozen=True, slots=True)
class DossierSheet:
    """One incident with everything that its dossier shows."""

    incident: Incident
    claims: list[Claim]
    pairs: list[Counterclaim]
    citations: list[Citation]


def dossier(slug: str) -> DossierSheet:
    """Fetch a dossier.

    Raises:
        Incident.DoesNotExist: there is no such incident.
    """
    incident = Incident.objects.select_related("place").get(slug=slug)
    claims = list(
        for_cards(claims_shown().filter(incident=incident)).order_by(
            F("made_on").asc(nulls_last=True), "pk"
        )
    )
    own = Q(claim__incident=incident) | Q(answers__incident=incident)
    return DossierSheet(
        incident=incident,
        claims=claims,
        pairs=list(pairs_shown().filter(own)),
        citations=list(citations_shown().filter(claim__incident=incident)),
    )
