"""How far apart figures are: which claims stand in such pairs, how many, the widest first.

Only pairs that stand and that readers see count, on either side, and none of an exercise.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from claims.models import Claim, Counterclaim
from claims.reads.claims import for_cards, newest_made
from claims.reads.visible import both_public, claims_shown, pairs_public
from claims.rules.figures.width import SOUGHT_BY_SIZE
from tracker.base.looked_up import LookedUp

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
    shown = pairs_measured().filter(how_far=how_far)
    return Q(LookedUp(shown.filter(claim=OuterRef("pk")))) | Q(
        LookedUp(shown.filter(answers=OuterRef("pk")))
    )


def measured_by_end(claims: Collection[int]) -> list[tuple[str, QuerySet[Counterclaim]]]:
    """The pairs that some claims stand in, by which end of the pair they are.

    Args:
        claims: their keys; one with several pairs may stand in pairs of several sizes.
    """
    return [(end, pairs_measured().filter(**{f"{end}__in": claims})) for end in _ENDS]


def widest_first(claims: QuerySet[Claim], most: int, *, are_few: bool = False) -> list[int]:
    """The keys of claims by the widest contradiction that each stands in, of equals the newest.

    Those that stand in none come last, the newest first.

    Args:
        claims: any.
        most: how many.
        are_few: whether all of them may be read at once, and then their pairs.
    """
    among: Collection[int] | QuerySet[Claim, Any] = claims.order_by().values("pk")
    if are_few:
        # What they have to be is asked once, not again of both ends of each pair.
        among = list(claims.order_by().values_list("pk", flat=True))
        claims = Claim.objects.filter(pk__in=among)
    found: dict[int, tuple[Decimal, date]] = {}
    for end in _ENDS:
        for key, wide in _widest(among, end, most).items():
            found[key] = max(wide, found.get(key, wide))
    keys = sorted(found, key=lambda key: (*found[key], key), reverse=True)[:most]
    if len(keys) == most:
        return keys
    others = newest_made(claims.exclude(pk__in=keys))
    return [*keys, *others.values_list("pk", flat=True)[: most - len(keys)]]


def widest_pairs(claims: Sequence[Claim]) -> tuple[list[Claim], list[Counterclaim]]:
    """The widest contradiction that each of some claims stands in, in a fixed number of queries.

    Args:
        claims: fetched as for cards (`claims.reads.claims.for_cards`).

    Returns:
        These claims and those at the other ends, and every pair of two of them.
    """
    known = {claim.pk for claim in claims}
    ends = {
        key
        for end, pairs in measured_by_end(known)
        for both in _widest_by(end, pairs).values_list(*_ENDS)
        for key in both
    }
    others = list(for_cards(claims_shown().filter(pk__in=ends - known)))
    among = pairs_public().filter(claim__in=ends, answers__in=ends)
    return [*claims, *others], list(among)


def _widest_by(end: str, pairs: QuerySet[Counterclaim]) -> QuerySet[Counterclaim]:
    """Of pairs the widest of each claim at one end of them."""
    wide = pairs.filter(width__isnull=False)
    return wide.order_by(end, "-width", "-pk").distinct(end)


def _widest(
    among: Collection[int] | QuerySet[Claim, Any], end: str, most: int
) -> dict[int, tuple[Decimal, date]]:
    """Claims at one end of the widest contradictions, with how wide and when they were made.

    Pairs are read from the widest down, only until that many claims are found.
    """
    pairs = pairs_measured().filter(width__isnull=False).order_by("-width", "-pk")
    rows = pairs.filter(**{f"{end}__in": among})
    found: dict[int, tuple[Decimal, date]] = {}
    read = rows.values_list(end, f"{end}__made_on", "width").iterator(chunk_size=2 * most)
    for key, made_on, width in read:
        if key not in found and len(found) == most:
            break
        found.setdefault(key, (width, made_on or date.min))
    return found
