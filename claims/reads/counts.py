"""How much there is to read, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from claims.models import Counterclaim
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
    incidents = visible.dossiers_shown()
    return Counts(
        incidents=incidents.count(),
        exercises=incidents.filter(is_exercise=True).count(),
        claims=visible.claims_shown().count(),
        pairs=Counterclaim.objects.filter(visible.both_public()).count(),
        pages=pages.pages_shown().count(),
        captures=captures.captures_shown().filter(status=CaptureStatus.SEALED).count(),
        verdicts=visible.claims_shown().filter(verdicts__isnull=False).distinct().count(),
    )
