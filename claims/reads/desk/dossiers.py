"""Dossiers as the desk sees them: all of them, released or not."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import Claim, Event, Incident
from claims.reads.visible import claims_seen_by
from claims.rules.states import PUBLIC
from tracker.base.people.models import User

_PUBLIC = [status.value for status in PUBLIC]


def dossiers() -> QuerySet[Incident]:
    """Every incident, the newest first, with ``claims_count`` (drafts apart) and ``ready_count``.

    Ready is a claim that an editor could release: neither draft nor withdrawn, and not public yet.
    Both are counted for the rows that are fetched, not for all there are.
    """
    recorded = Claim.objects.filter(incident=OuterRef("pk"), status__in=_PUBLIC)
    return (
        Incident.objects.select_related("place", "created_by", "released_by", "withdrawn_by")
        .annotate(
            claims_count=_count(recorded),
            ready_count=_count(recorded.filter(released_at=None)),
        )
        .order_by(F("withdrawn_at").asc(nulls_first=True), "-created_at", "-pk")
    )


def _count(claims: QuerySet[Claim]) -> Coalesce:
    of_each = claims.order_by().values("incident").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(of_each), 0)


def with_claims_seen_by(incidents: QuerySet[Incident], user: User) -> QuerySet[Incident]:
    """Fetch the claims of incidents that this person may know of."""
    return incidents.prefetch_related(
        Prefetch("claims", claims_seen_by(user).select_related("released_by").order_by("pk"))
    )


def has_claims(incident: Incident) -> bool:
    """Whether a claim of a dossier is recorded, be it somebody's draft."""
    return Claim.objects.filter(incident=incident).exists()


def is_ready(claim: Claim) -> bool:
    """Whether an editor could release a claim now, once its dossier is."""
    return claim.released_at is None and claim.status in PUBLIC


def events_of_dossier(incident: Incident) -> QuerySet[Event]:
    """The journal of a dossier itself, oldest first; its claims have their own."""
    rows = Event.objects.filter(target_type="incident", target_id=str(incident.pk))
    return rows.order_by("at", "pk")
