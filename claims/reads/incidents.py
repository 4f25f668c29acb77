"""Incidents and their dossiers, in a fixed number of queries whatever their size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate, TruncDay

from claims.models import Citation, Claim, Counterclaim, Incident
from claims.reads.claims import for_cards, oldest_made, pairs_with_claims
from claims.reads.evidence.citations import citations_with_copies
from claims.reads.later import Withdrawn, withdrawn_of
from claims.reads.parties import affiliations_shown
from claims.reads.visible import claims_shown, dossiers_shown, pairs_public
from tracker.base.looked_up import LookedUp
from tracker.base.web.fresh.questions import MomentOfRow
from tracker.base.web.pages import CutRows


def incidents_shown() -> QuerySet[Incident]:
    """Incidents with at least one claim that may be read.

    Those with a claim recorded on the newest day come first; of one day, what happened last. To
    put them in order all are read: `newest_incidents` reads the first of them.
    """
    own = claims_shown().filter(incident=OuterRef("pk")).order_by().values("incident")
    newest = Subquery(own.annotate(newest=Max("created_at")).values("newest"))
    return (
        dossiers_shown()
        .select_related("place")
        .annotate(newest_day=TruncDate(newest))
        .order_by(F("newest_day").desc(), F("start").desc(nulls_last=True), "pk")
    )


_WALKED = 240
"""Where more incidents are needed, it takes less to put all of them in order."""


def newest_incidents(most: int, **wanted: bool) -> QuerySet[Incident]:
    """The first of `incidents_shown`, and some more, in its order.

    Claims are read from the newest down, until there is one of each of that many incidents, and
    then those of the same day: two queries.

    Args:
        most: how many are needed.
        wanted: what incidents have to be, by the names of columns.
    """
    if most > _WALKED:
        return incidents_shown().filter(**wanted)
    of_wanted = {f"incident__{name}": value for name, value in wanted.items()}
    claims = claims_shown().filter(**of_wanted)
    later = Q(created_at__gt=OuterRef("created_at")) | Q(
        created_at=OuterRef("created_at"), pk__gt=OuterRef("pk")
    )
    newer = claims_shown().filter(later, incident=OuterRef("incident"))
    newest_of_each = claims.filter(~LookedUp(newer)).order_by("-created_at", "-pk")
    last = newest_of_each.values_list(TruncDay("created_at"), flat=True)[most - 1 : most].first()
    if last is not None:
        claims = claims.filter(created_at__gte=MomentOfRow.of(last))
    return incidents_shown().filter(pk__in=claims.order_by().values("incident"))


class IncidentsListed(CutRows[Incident]):
    """`incidents_shown` with their claims, page by page."""

    def counted(self, most: int) -> int:
        """How many there are, or `most` if there are more."""
        return dossiers_shown().order_by()[:most].count()

    def cut(self, start: int, stop: int) -> list[Incident]:
        """The rows between two places in the order."""
        return list(with_claims(newest_incidents(stop))[start:stop])


def with_claims(incidents: QuerySet[Incident]) -> QuerySet[Incident]:
    """Fetch the claims of incidents as cards need them, with the pairs they stand in."""
    sides = [Prefetch(side, pairs_public()) for side in ("counters", "countered_by")]
    claims = for_cards(claims_shown()).prefetch_related(*sides)
    return incidents.prefetch_related(Prefetch("claims", claims))


def withdrawn_dossiers() -> QuerySet[Incident]:
    """Dossiers that readers have seen and that were withdrawn: of them only that is public.

    When, and what was written for readers (``withdrawn_notice``); else only whether it was an
    exercise, as the log of corrections tells by where it lists it.
    """
    was_read = Claim.objects.filter(incident=OuterRef("pk"), released_at__isnull=False)
    return Incident.objects.filter(Exists(was_read), withdrawn_at__isnull=False).only(
        "withdrawn_at", "withdrawn_notice", "is_exercise"
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


def incident_shown(slug: str) -> Incident:
    """Fetch an incident with its place.

    Raises:
        Incident.DoesNotExist: there is no such incident, or its dossier is not public.
    """
    return dossiers_shown().select_related("place").get(slug=slug)


def dossier(incident: Incident) -> DossierSheet:
    """Fetch the dossier of an incident, which is public."""
    claims, pairs = _claims_and_pairs(incident)
    return DossierSheet(
        incident=incident,
        claims=claims,
        pairs=pairs,
        citations=list(citations_with_copies().filter(claim__incident=incident)),
        withdrawn=withdrawn_of(incident),
        affiliated=parties_behind(claims),
    )


def pairs_of_dossier(incident: Incident) -> Q:
    """The one condition on which a pair stands in a dossier: either of its claims does.

    So a pair of claims of two dossiers stands in both, wherever the pairs of one are counted.

    Args:
        incident: what the dossier is about.
    """
    return Q(claim__incident=incident) | Q(answers__incident=incident)


def _claims_and_pairs(incident: Incident) -> tuple[list[Claim], list[Counterclaim]]:
    """The claims of a dossier, and the pairs that they stand in, each claim fetched once."""
    pairs = list(pairs_public().filter(pairs_of_dossier(incident)))
    paired = {key for pair in pairs for key in (pair.claim_id, pair.answers_id)}
    rows = claims_shown().filter(Q(incident=incident) | Q(pk__in=paired))
    claims = list(oldest_made(for_cards(rows)))
    own = [claim for claim in claims if claim.incident_id == incident.pk]
    return own, pairs_with_claims(pairs, claims)


def parties_behind(claims: Iterable[Claim]) -> dict[int, list[int]]:
    """The parties to which each outlet belongs that makes one of these claims in its own voice."""
    outlets = {claim.outlet_id for claim in claims if claim.outlet_id is not None}
    if not outlets:
        return {}
    found: dict[int, list[int]] = {}
    speaking = affiliations_shown().filter(publisher__in=outlets)
    for publisher, party in speaking.values_list("publisher", "party"):
        found.setdefault(publisher, []).append(party)
    return found
