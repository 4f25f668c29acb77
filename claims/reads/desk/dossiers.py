"""Dossiers as the desk sees them: all of them, released or not."""

from __future__ import annotations

from django.db.models import Count, F, Prefetch, Q, QuerySet

from claims.models import Claim, Event, Incident
from claims.reads.visible import claims_seen_by
from claims.rules.states import PUBLIC
from tracker.base.people.models import User

_READY = Q(claims__released_at=None, claims__status__in=[status.value for status in PUBLIC])


def dossiers() -> QuerySet[Incident]:
    """Every incident, the newest first, with ``claims_count`` (drafts apart) and ``ready_count``.

    Ready is a claim that an editor could release: neither draft nor withdrawn, and not public yet.
    """
    recorded = Q(claims__status__in=[status.value for status in PUBLIC])
    return (
        Incident.objects.select_related("place", "created_by", "released_by", "withdrawn_by")
        .annotate(
            claims_count=Count("claims", filter=recorded, distinct=True),
            ready_count=Count("claims", filter=_READY, distinct=True),
        )
        .order_by(F("withdrawn_at").asc(nulls_first=True), "-created_at", "-pk")
    )


def with_claims_seen_by(incidents: QuerySet[Incident], user: User) -> QuerySet[Incident]:
    """Fetch the claims of incidents that this person may know of."""
    return incidents.prefetch_related(
        Prefetch("claims", claims_seen_by(user).select_related("released_by").order_by("pk"))
    )


def is_ready(claim: Claim) -> bool:
    """Whether an editor could release a claim now, once its dossier is."""
    return claim.released_at is None and claim.status in PUBLIC


def events_of_dossier(incident: Incident) -> QuerySet[Event]:
    """The journal of a dossier itself, oldest first; its claims have their own."""
    rows = Event.objects.filter(target_type="incident", target_id=str(incident.pk))
    return rows.order_by("at", "pk")
