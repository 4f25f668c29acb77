"""What claims can be narrowed by, how many there are of each, and in which order they stand."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, ExtractYear
from django.utils.translation import gettext

from claims.models import (
    Claim,
    Counterclaim,
    Figure,
    FigureSubject,
    Incident,
    Measure,
    Party,
    Place,
    Rating,
    Verdict,
)
from claims.reads.claims import newest_made, oldest_made
from claims.reads.pairs.widths import measured_by_end, stands_as_far_apart, widest_first
from claims.reads.visible import both_public
from claims.rules.figures.width import HowFarApart
from claims.rules.states import PublicStatus
from tracker.base.terms import in_reader_language
from tracker.base.values.sentence import gettext_noop as _

MOST_FACETED = 5_000
"""Claims of which it is counted how many have what."""
MOST_VALUES = 8
"""Values of a facet that are told, those of most claims first."""


@dataclass(frozen=True, slots=True)
class ClaimFacets:
    """What a claim has to be; an empty value asks for nothing.

    ``party`` makes the claim or is counted by one of its figures. ``place`` is the claim's, or that
    of its incident where the claim names none. ``apart`` is how far the figures of a pair that it
    stands in are apart, a value of ``HowFarApart``, ``status`` one of ``PublicStatus``. Dates are
    those on which claims were made, both inclusive.
    """

    party: Party | None = None
    incident: Incident | None = None
    place: Place | None = None
    measure: str = ""
    ground: str = ""
    apart: str = ""
    status: str = ""
    rating: str = ""
    language: str = ""
    made_from: dt.date | None = None
    made_to: dt.date | None = None

    @property
    def are_given(self) -> bool:
        """Whether anything is asked for."""
        return any(getattr(self, field.name) for field in fields(self))


class ClaimSort(StrEnum):
    """In which order claims are listed."""

    NEWEST = "newest"
    OLDEST = "oldest"
    WIDEST = "widest"

    @property
    def label(self) -> str:
        """The order, as it is offered."""
        return _SORTS[self]


_SORTS: dict[ClaimSort, str] = {
    ClaimSort.NEWEST: _("Newest first"),
    ClaimSort.OLDEST: _("Oldest first"),
    ClaimSort.WIDEST: _("Widest contradiction first"),
}


def claims_in_order(claims: QuerySet[Claim], sort: str, most: int) -> list[int]:
    """The keys of claims in an order; those of which no date is known come last of their like.

    Args:
        claims: some claims.
        sort: a value of `ClaimSort`; "" is the newest first.
        most: how many.
    """
    if sort == ClaimSort.WIDEST:
        return widest_first(claims, most)
    rows = oldest_made(claims) if sort == ClaimSort.OLDEST else newest_made(claims)
    return list(rows.values_list("pk", flat=True)[:most])


def with_facets(claims: QuerySet[Claim], filters: ClaimFacets) -> QuerySet[Claim]:
    """Those of some claims that have everything that is asked for.

    Args:
        claims: those that may be seen.
        filters: what is asked for.
    """
    claims = claims.filter(_stated(filters))
    if filters.party is not None:
        counted = Claim.objects.filter(pk=OuterRef("pk"), figures__subjects=filters.party)
        claims = claims.filter(Q(claimant=filters.party) | Exists(counted))
    if filters.measure:
        claims = claims.filter(
            Exists(Claim.objects.filter(pk=OuterRef("pk"), figures__measure=filters.measure))
        )
    if filters.ground:
        claims = claims.filter(_in_pair(filters.ground))
    if filters.apart:
        claims = claims.filter(stands_as_far_apart(filters.apart))
    if filters.rating:
        in_force = Verdict.objects.filter(
            claim=OuterRef("pk"), superseded_by__isnull=True, rating=filters.rating
        )
        claims = claims.filter(Exists(in_force))
    return claims


def _stated(filters: ClaimFacets) -> Q:
    """What stands in the claim itself, or in its incident."""
    wanted = Q()
    if filters.incident is not None:
        wanted &= Q(incident=filters.incident)
    if filters.place is not None:
        wanted &= Q(place=filters.place) | Q(place=None, incident__place=filters.place)
    if filters.language:
        wanted &= Q(language=filters.language)
    if filters.made_from is not None:
        wanted &= Q(made_on__gte=filters.made_from)
    if filters.made_to is not None:
        wanted &= Q(made_on__lte=filters.made_to)
    if filters.status:
        wanted &= Q(status__in=PublicStatus(filters.status).statuses)
    return wanted


def _in_pair(ground: str) -> Q:
    shown = Counterclaim.objects.filter(both_public(), ground=ground)
    return Q(Exists(shown.filter(claim=OuterRef("pk")))) | Q(
        Exists(shown.filter(answers=OuterRef("pk")))
    )


def languages_of(claims: QuerySet[Claim]) -> list[str]:
    """The tags of the languages that some claims are in, looked up in an index, one by one."""
    with connection.cursor() as cursor:
        cursor.execute(_LANGUAGES)
        tags = [tag for (tag,) in cursor.fetchall()]
    if not tags:
        return []
    in_use = [
        claims.filter(language=tag).order_by().values_list("language", flat=True)[:1]
        for tag in tags
    ]
    return sorted(in_use[0].union(*in_use[1:], all=True) if len(in_use) > 1 else in_use[0])


_LANGUAGES = """
WITH RECURSIVE tags AS (
    (SELECT language FROM claims_claim ORDER BY language LIMIT 1)
    UNION ALL
    SELECT (SELECT claim.language FROM claims_claim AS claim
            WHERE claim.language > tags.language ORDER BY claim.language LIMIT 1)
    FROM tags WHERE tags.language IS NOT NULL
)
SELECT language FROM tags WHERE language IS NOT NULL
"""


def measures_counted(claims: QuerySet[Claim]) -> QuerySet[Measure]:
    """The measures that some claims give figures of."""
    counted = Figure.objects.filter(
        measure=OuterRef("pk"), claim__in=claims.order_by().values("pk")
    )
    return Measure.objects.filter(Exists(counted))


@dataclass(frozen=True, slots=True)
class FacetValue:
    """Something that claims have: its value in addresses, what it is called, how many have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many claims have what, by the name of the facet; ``is_all`` unless there are more."""

    values: Mapping[str, list[FacetValue]]
    is_all: bool


def facet_counts(claims: QuerySet[Claim]) -> FacetCounts:
    """How many of some claims have what, in four queries.

    Narrowed by a value that is told here, that many of them are left.

    Args:
        claims: those that were found; no more than `MOST_FACETED` of them are counted.
    """
    # Looked for once, not in each of the counts.
    found = list(claims.order_by().values_list("pk", flat=True)[: MOST_FACETED + 1])
    keys = found[:MOST_FACETED]
    some = Claim.objects.filter(pk__in=keys).order_by()
    figures = Figure.objects.filter(claim__in=keys).order_by()
    in_force = Verdict.objects.filter(claim__in=keys, superseded_by__isnull=True).order_by()
    rated = Rating.objects.filter(pk=OuterRef("rating")).order_by().values("labels")
    slug, name = (Coalesce(f"place__{each}", f"incident__place__{each}") for each in _NAMED)
    dated, made = some.exclude(made_on=None), ExtractYear("made_on")
    rows = _tally(some.exclude(place=None, incident__place=None), "place", slug, name, "pk").union(
        _tally(dated, "year", made, made, "pk"),
        _tally(figures, "measure", F("measure"), F("measure__labels"), "claim"),
        _tally(in_force, "rating", F("rating"), Subquery(rated[:1]), "claim"),
        _tally(some, "language", F("language"), F("language"), "pk"),
        all=True,
    )
    several = _several(some, keys)
    values = {"party": _concerned(several["party"]), "apart": _apart(several["apart"])}
    for facet, key, said, n in sorted(rows, key=lambda row: (-row[3], row[1])):
        label = in_reader_language(json.loads(said)) if facet in _WORDED else said
        values.setdefault(facet, []).append(FacetValue(key, label, n))
    return FacetCounts(values, is_all=len(found) <= MOST_FACETED)


_NAMED = ("slug", "name")
_WORDED = ("measure", "rating")
"""Facets whose labels are by language."""


def _tally(
    rows: QuerySet[Any], facet: str, key: Any, label: Any, counted: str
) -> QuerySet[Any, Any]:
    """The values of a facet that most claims have: facet, value, label and how many."""
    named = rows.annotate(
        facet=Value(facet), key=Cast(key, TextField()), said=Cast(label, TextField())
    )
    grouped = named.values_list("facet", "key", "said").annotate(n=Count(counted, distinct=True))
    most: QuerySet[Any, Any] = grouped.order_by("-n", "key")[:MOST_VALUES]
    return most


def _each(
    rows: QuerySet[Any], claim: str, facet: str, value: str
) -> QuerySet[Any, tuple[int, str, str]]:
    """Which claim has which values of a facet of which it may have several."""
    named = rows.annotate(facet=Value(facet), key=Cast(value, TextField()))
    each: QuerySet[Any, tuple[int, str, str]] = named.values_list(claim, "facet", "key")
    return each


def _several(claims: QuerySet[Claim], keys: Sequence[int]) -> Mapping[str, Counter[str]]:
    """How many claims have which of the values of which they may have several, in one query."""
    counted = FigureSubject.objects.filter(figure__claim__in=keys).order_by()
    rows = _each(claims, "pk", "party", "claimant").union(
        _each(counted, "figure__claim", "party", "party"),
        *(_each(pairs, end, "apart", "how_far") for end, pairs in measured_by_end(keys)),
    )
    found: Mapping[str, Counter[str]] = {"party": Counter(), "apart": Counter()}
    for _claim, facet, key in rows:
        found[facet][key] += 1
    return found


def _apart(counted: Counter[str]) -> list[FacetValue]:
    """How far apart the figures of the pairs are that claims stand in, the widest first."""
    sizes = (each for each in HowFarApart if counted[each])
    return [FacetValue(each, gettext(each.label), counted[each]) for each in sizes]


def _concerned(counted: Counter[str]) -> list[FacetValue]:
    """The parties that make most of some claims or are counted by them."""
    most = [(int(key), n) for key, n in counted.most_common(MOST_VALUES)]
    rows = Party.objects.in_bulk([key for key, _n in most])
    return [FacetValue(rows[key].slug, rows[key].name, n) for key, n in most]
