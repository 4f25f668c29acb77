"""Which ratings the reviews of closed rounds gave: for statistics, never for one review."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from claims.models import Incident, Review
from claims.rules.verdicts import RoundResult

_CLOSED = [result.value for result in RoundResult if result.opens_reviews]


def ratings_given(
    *, since: date | None = None, until: date | None = None, incident: Incident | None = None
) -> list[list[str]]:
    """The ratings of each round that came to something, in one query; demonstrations apart.

    Args:
        since: the first day on which a round may have closed.
        until: the last one.
        incident: whose claims.
    """
    rows = Review.objects.filter(
        sealed_at__isnull=False, is_demonstration=False, assignment__round__result__in=_CLOSED
    )
    if since is not None:
        rows = rows.filter(assignment__round__closed_at__date__gte=since)
    if until is not None:
        rows = rows.filter(assignment__round__closed_at__date__lte=until)
    if incident is not None:
        rows = rows.filter(assignment__round__claim__incident=incident)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for round_id, rating in rows.order_by("pk").values_list("assignment__round_id", "rating"):
        found[round_id].append(rating)
    return list(found.values())
