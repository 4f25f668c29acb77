"""How far apart figures are: which claims stand in such pairs, how many, the widest first.

Only pairs that stand and that readers see count, on either side, and none of an exercise.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from claims.models import Claim, Counterclaim
from claims.reads.claims import newest_made
from claims.reads.visible import both_public
from claims.rules.figures.width import SOUGHT_BY_SIZE

_ENDS = ("claim", "answers")


def pairs_measured() -> QuerySet[Counterclaim]:
    """Pairs that readers see, of which it is known how far apart the figures are."""
    real = {f"{end}__incident__is_exercise": False for end in _ENDS}
    sought = [each.value for each in SOUGHT_BY_SIZE]
    return Counterclaim.objects.filter(both_public(), **real, how_far__in=sought).order_by()


def stands_as_far_apart(how_far: str) -> Q:
    """The condition on which a claim stands in a pair whose figures are so far apart.

    Args:
        how_far: a value of `HowFarApart`.
    """
    # Read once and looked up, where a question for each claim would be asked of thousands.
    shown = pairs_measured().filter(how_far=how_far)
    return Q(pk__in=shown.values("claim")) | Q(pk__in=shown.values("answers"))


def measured_by_end(claims: Collection[int]) -> list[tuple[str, QuerySet[Counterclaim]]]:
    """The pairs that some claims stand in, by which end of the pair they are.

    Args:
        claims: their keys; one with several pairs may stand in pairs of several sizes.
    """
    return [(end, pairs_measured().filter(**{f"{end}__in": claims})) for end in _ENDS]


def widest_first(claims: QuerySet[Claim], most: int) -> list[int]:
    """The keys of claims by the widest contradiction that each stands in, of equals the newest.

    Those that stand in none come last, the newest first.

    Args:
        claims: any.
        most: how many.
    """
    found: dict[int, tuple[Decimal, date]] = {}
    for end in _ENDS:
        for key, wide in _widest(claims, end, most).items():
            found[key] = max(wide, found.get(key, wide))
    keys = sorted(found, key=lambda key: (*found[key], key), reverse=True)[:most]
    others = newest_made(claims.exclude(pk__in=keys))
    return [*keys, *others.values_list("pk", flat=True)[: most - len(keys)]]


def _widest(claims: QuerySet[Claim], end: str, most: int) -> dict[int, tuple[Decimal, date]]:
    """Claims at one end of the widest contradictions, with how wide and when they were made.

    Pairs are read from the widest down, only until that many claims are found.
    """
    pairs = pairs_measured().filter(width__isnull=False).order_by("-width", "-pk")
    rows = pairs.filter(**{f"{end}__in": claims.order_by().values("pk")})
    found: dict[int, tuple[Decimal, date]] = {}
    read = rows.values_list(end, f"{end}__made_on", "width").iterator(chunk_size=2 * most)
    for key, made_on, width in read:
        if key not in found and len(found) == most:
            break
        found.setdefault(key, (width, made_on or date.min))
    return found
