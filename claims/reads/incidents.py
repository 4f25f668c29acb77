"""Incidents and their dossiers, in a fixed number of queries whatever their size."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import TruncDate

from claims.models import Citation, Claim, Counterclaim, Incident
from claims.reads.claims import for_cards, oldest_made, pairs_shown
from claims.reads.evidence.citations import citations_shown
from claims.reads.later import Withdrawn, withdrawn_of
from claims.reads.parties import affiliations_shown
from claims.reads.visible import both_public, claims_shown, dossiers_shown, public


def incidents_shown() -> QuerySet[Incident]:
    """Incidents with at least one claim that may be read.

    Those with a claim recorded on the newest day come first; of one day, what happened last.
    """
    shown = public("claims")
    return (
        dossiers_shown()
        .select_related("place")
        .annotate(newest_day=TruncDate(Max("claims__created_at", filter=shown)))
        .order_by(F("newest_day").desc(), F("start").desc(nulls_last=True), "pk")
    )


def with_claims(incidents: QuerySet[Incident]) -> QuerySet[Incident]:
    """Fetch the claims of incidents as cards need them, and which of them answers which."""
    pairs = Counterclaim.objects.filter(both_public())
    claims = for_cards(claims_shown()).prefetch_related(Prefetch("counters", pairs))
    return incidents.prefetch_related(Prefetch("claims", claims))


def withdrawn_dossiers() -> QuerySet[Incident]:
    """Dossiers that readers have seen and that were withdrawn: of them only that is public.

    When, and what was written for readers (``withdrawn_notice``); nothing else of the row.
    """
    was_read = Claim.objects.filter(incident=OuterRef("pk"), released_at__isnull=False)
    return Incident.objects.filter(Exists(was_read), withdrawn_at__isnull=False).only(
        "withdrawn_at", "withdrawn_notice"
    )


def withdrawn_with(claim_id: int) -> Incident | None:
    """The withdrawn dossier that took a claim, which readers have seen, with it."""
    taken = Claim.objects.filter(
        pk=claim_id, released_at__isnull=False, incident=OuterRef("pk")
    ).exclude(status="withdrawn")
    return withdrawn_dossiers().filter(Exists(taken)).first()


@dataclass(frozen=True, slots=True)
class DossierSheet:
    """One incident with everything that its dossier shows.

    ``affiliated`` holds the parties to which each outlet belongs that speaks in its own voice.
    """

    incident: Incident
    claims: list[Claim]
    pairs: list[Counterclaim]
    citations: list[Citation]
    withdrawn: list[Withdrawn]
    """Claims that were withdrawn after readers had seen them: only that they were."""
    affiliated: dict[int, list[int]]


def dossier(slug: str) -> DossierSheet:
    """Fetch a dossier.

    Raises:
        Incident.DoesNotExist: there is no such incident, or it is not public.
    """
    incident = dossiers_shown().select_related("place").get(slug=slug)
    answering = Prefetch("counters", Counterclaim.objects.filter(both_public()))
    rows = for_cards(claims_shown().filter(incident=incident)).prefetch_related(answering)
    claims = list(oldest_made(rows))
    own = Q(claim__incident=incident) | Q(answers__incident=incident)
    return DossierSheet(
        incident=incident,
        claims=claims,
        pairs=list(pairs_shown().filter(own)),
        citations=list(citations_shown().filter(claim__incident=incident)),
        withdrawn=withdrawn_of(incident),
        affiliated=_affiliated(incident),
    )


def _affiliated(incident: Incident) -> dict[int, list[int]]:
    speaking = affiliations_shown().filter(publisher__claims_in_own_voice__incident=incident)
    found: dict[int, list[int]] = {}
    for publisher, party in speaking.values_list("publisher", "party").distinct():
        found.setdefault(publisher, []).append(party)
    return found
