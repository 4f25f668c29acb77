"""How much there is to read, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from claims.models import Claim, Counterclaim, Incident
from claims.reads import visible
from claims.reads.evidence import captures, pages
from sources.models import CaptureStatus


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of what there is to read."""

    incidents: int
    exercises: int
    claims: int
    pairs: int
    pages: int
    captures: int
    verdicts: int


def counts() -> Counts:
    """Count what may be read."""
    incidents = Incident.objects.filter(
        Exists(visible.claims_shown().filter(incident=OuterRef("pk")))
    )
    return Counts(
        incidents=incidents.count(),
        exercises=incidents.filter(is_exercise=True).count(),
        claims=visible.claims_shown().count(),
        pairs=Counterclaim.objects.filter(
            claim__status__in=visible.PUBLIC, answers__status__in=visible.PUBLIC
        ).count(),
        pages=pages.pages_shown().count(),
        captures=captures.captures_shown().filter(status=CaptureStatus.SEALED).count(),
        verdicts=Claim.objects.filter(status__in=visible.PUBLIC, verdicts__isnull=False)
        .distinct()
        .count(),
    )
