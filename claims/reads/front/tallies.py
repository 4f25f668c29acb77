"""How much there is to read of what really happened, counted up to a bound."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from claims.reads import visible
from claims.reads.evidence.citations import really_cited
from claims.reads.front.newest import verdicts_of_people
from sources.models import Capture, CaptureStatus, Page
from sources.reads.withheld import withheld_captures

MOST_TALLIED = 1000
"""Of more than these the front page says no more than that; the lists count on."""


@dataclass(frozen=True, slots=True)
class Tallies:
    """How much of what, exercises and demonstrations left out; never above `MOST_TALLIED` + 1."""

    disputes: int
    claims: int
    pairs: int
    pages: int
    sealed: int
    """Pages among them of which readers are given a sealed copy."""
    verdicts: int


def tallies() -> Tallies:
    """Count what may be read."""
    pages = _pages_cited()
    copies = Capture.objects.filter(page=OuterRef("pk"), status=CaptureStatus.SEALED)
    sealed = pages.filter(Exists(copies.exclude(pk__in=withheld_captures())))
    pairs = visible.pairs_public().filter(answers__incident__is_exercise=False)
    return Tallies(
        disputes=_tally(visible.dossiers_shown().filter(is_exercise=False)),
        claims=_tally(visible.claims_shown().filter(incident__is_exercise=False)),
        pairs=_tally(pairs),
        pages=_tally(pages),
        sealed=_tally(sealed),
        verdicts=_tally(verdicts_of_people()),
    )


def _pages_cited() -> QuerySet[Page]:
    real = really_cited()
    return Page.objects.filter(Exists(real.filter(page=OuterRef("pk"))))


def _tally(rows: QuerySet[object]) -> int:  # type: ignore[type-var]
    return rows.order_by()[: MOST_TALLIED + 1].count()
