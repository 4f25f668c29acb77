"""Which ratings the reviews of closed rounds gave: for statistics, never for one review."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from claims.models import Incident, Review
from claims.rules.verdicts import RoundResult
from tracker.base.people.models import User

_CLOSED = [result.value for result in RoundResult if result.opens_reviews]
_COUNTED_IN = Coalesce("assignment__round__adds_to", "assignment__round")
"""One more review of a split is one of the split: they judge the same version, each alone."""


def ratings_given(
    *, since: date | None = None, until: date | None = None, incident: Incident | None = None
) -> list[list[str]]:
    """The ratings of each round that came to something, in one query; demonstrations apart.

    Args:
        since: the first day on which a round may have closed.
        until: the last one.
        incident: whose claims.
    """
    rows = _reviews(since, until, incident)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for round_id, rating in rows.values_list(_COUNTED_IN, "rating"):
        found[round_id].append(rating)
    return list(found.values())


def ratings_of_teams(
    *, since: date | None = None, until: date | None = None, incident: Incident | None = None
) -> dict[str, list[list[str]]]:
    """The same by team, in one query: of each round what people gave who are in that team now.

    Args:
        since: the first day on which a round may have closed.
        until: the last one.
        incident: whose claims.
    """
    rows = _reviews(since, until, incident).exclude(assignment__reviewer__team="")
    found: defaultdict[str, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    given = rows.values_list("assignment__reviewer__team", _COUNTED_IN, "rating")
    for team, round_id, rating in given:
        found[team][round_id].append(rating)
    return {team: list(rounds.values()) for team, rounds in found.items()}


def teams_in_use() -> list[str]:
    """The teams that anybody is in, by name."""
    named = User.objects.exclude(team="").order_by("team")
    return list(named.values_list("team", flat=True).distinct())


def _reviews(since: date | None, until: date | None, incident: Incident | None) -> QuerySet[Review]:
    rows = Review.objects.filter(
        sealed_at__isnull=False, is_demonstration=False, assignment__round__result__in=_CLOSED
    )
    if since is not None:
        rows = rows.filter(assignment__round__closed_at__date__gte=since)
    if until is not None:
        rows = rows.filter(assignment__round__closed_at__date__lte=until)
    if incident is not None:
        rows = rows.filter(assignment__round__claim__incident=incident)
    return rows.order_by("pk")
