"""Keep how far the figures of pairs are apart: computed in the act that changes what they say.

It is computed from other rows and says nothing of its own, so no event of the journal tells of it.
What is compared hangs on the figures of both claims, on who makes them, on the incident, its dates
and places, on what measures and kinds of party say, and on the grounds: whatever changes one of
these measures the pairs anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import product

from django.db import transaction
from django.db.models import Q, QuerySet

from claims.models import Claim, Counterclaim
from claims.reads.claims import figure_value
from claims.rules.figures import compare
from claims.rules.figures.width import PairWidth, width_of_pair
from claims.rules.grounds import Ground

_TOGETHER = 500
"""Pairs that are measured at once."""
_SCALE = Decimal("0.000001")
_COLUMNS = ["how_far", "width"]

_Grounds = Mapping[frozenset[int], Collection[Ground]]
"""On what grounds two claims answer each other, by the keys of both."""


def measure_pairs_of(claims: QuerySet[Claim]) -> None:
    """Measure the pairs of some claims anew; within the act that changed what they say.

    Args:
        claims: any.
    """
    keys = claims.order_by().values("pk")
    measure_pairs(Counterclaim.objects.filter(Q(claim__in=keys) | Q(answers__in=keys)))


def measure_unmeasured_pairs(*, using: str = "default") -> None:
    """Measure the pairs that were recorded before it was kept how far they are apart.

    Args:
        using: the database.
    """
    with transaction.atomic(using=using):
        measure_pairs(Counterclaim.objects.using(using).filter(how_far=""))


def measure_pairs(pairs: QuerySet[Counterclaim]) -> None:
    """Measure pairs anew, within a transaction.

    Their rows are locked before their figures are read: of two people who change both claims of a
    pair at once, the later one measures what the earlier one wrote.
    """
    keys = list(pairs.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _TOGETHER):
        part = keys[start : start + _TOGETHER]
        rows = Counterclaim.objects.using(pairs.db).filter(pk__in=part).order_by("pk")
        _measure(list(rows.select_for_update(of=("self",), no_key=True)), using=pairs.db)


def _measure(pairs: Sequence[Counterclaim], *, using: str) -> None:
    ends = {key for pair in pairs for key in (pair.claim_id, pair.answers_id)}
    rows = Claim.objects.using(using).select_related("claimant__kind", "place", "incident__place")
    claims = rows.prefetch_related("figures__figure_subjects").in_bulk(ends)
    grounds = _grounds_among(ends, using=using)
    changed = []
    for pair in pairs:
        found = _width_between(claims[pair.claim_id], claims[pair.answers_id], grounds)
        width = None if found.width is None else found.width.quantize(_SCALE)
        if (pair.how_far, pair.width) != (found.how_far.value, width):
            pair.how_far, pair.width = found.how_far.value, width
            changed.append(pair)
    Counterclaim.objects.using(using).bulk_update(changed, _COLUMNS)


def _width_between(one: Claim, other: Claim, grounds: _Grounds) -> PairWidth:
    between = grounds[frozenset({one.pk, other.pk})]
    mine, theirs = ([figure_value(row, of) for row in of.figures.all()] for of in (one, other))
    return width_of_pair(compare(a, b, grounds=between) for a, b in product(mine, theirs))


def _grounds_among(claims: Iterable[int], *, using: str) -> _Grounds:
    keys = list(claims)
    rows = Counterclaim.objects.using(using).filter(claim__in=keys, answers__in=keys)
    found: defaultdict[frozenset[int], set[Ground]] = defaultdict(set)
    for one, other, ground in rows.order_by().values_list("claim", "answers", "ground"):
        found[frozenset({one, other})].add(Ground(ground))
    return found
