"""What claims can be narrowed by, how many there are of each, and in which order they stand."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from django.db.models import (
    Count,
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
from claims.reads.verdicts import NOT_REPLACED
from claims.reads.visible import both_public
from claims.rules.figures.width import HowFarApart
from claims.rules.states import PublicStatus
from tracker.base.looked_up import LookedUp, values_in_use
from tracker.base.terms import in_reader_language
from tracker.base.values.sentence import gettext_noop as _

MOST_FACETED = 500
"""Claims of which it is counted how many have what: the first of those that are found."""
MOST_NARROWED = 5_000
"""Claims that are looked through one by one where no more have one of the things asked for."""
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


def claims_in_order(
    claims: QuerySet[Claim], sort: str, most: int, *, are_few: bool = False
) -> list[int]:
    """The keys of claims in an order; those of which no date is known come last of their like.

    Args:
        claims: some claims.
        sort: a value of `ClaimSort`; "" is the newest first.
        most: how many.
        are_few: whether all of the claims may be read (`NarrowedClaims`).
    """
    if sort == ClaimSort.WIDEST:
        return widest_first(claims, most, are_few=are_few)
    rows = oldest_made(claims) if sort == ClaimSort.OLDEST else newest_made(claims)
    return list(rows.values_list("pk", flat=True)[:most])


@dataclass(frozen=True, slots=True)
class NarrowedClaims:
    """Claims that have everything that is asked for; whether they are at most `MOST_NARROWED`."""

    claims: QuerySet[Claim]
    are_few: bool = False


def narrowed_down(claims: QuerySet[Claim], filters: ClaimFacets) -> NarrowedClaims:
    """Do what `with_facets` does, for a list of which the first claims are read.

    Where few claims have one of the things that are asked for, these are read first, in one query,
    and no others are looked at. Otherwise so many have each that a list read in its order is soon
    full.

    Args:
        claims: those that may be seen.
        filters: what is asked for.
    """
    having = with_facets(claims, filters)
    if not filters.are_given:
        return NarrowedClaims(having)
    few = _few(filters)
    return (
        NarrowedClaims(having)
        if few is None
        else NarrowedClaims(having.filter(pk__in=few), are_few=True)
    )


def _few(filters: ClaimFacets) -> set[int] | None:
    """The claims that may have all that is asked for; None where each thing is had by many."""
    asked = [
        (field.name, key, rows)
        for field in fields(filters)
        for value in [getattr(filters, field.name)]
        if value
        for key, rows in _HAVING[field.name](value)
    ]
    first, *others = (
        rows.order_by().annotate(of=Value(number)).values_list("of", key)[: MOST_NARROWED + 1]
        for number, (_name, key, rows) in enumerate(asked)
    )
    found: dict[int, list[int]] = {number: [] for number in range(len(asked))}
    for number, claim in first.union(*others, all=True) if others else first:
        found[number].append(claim)
    having: dict[str, set[int]] = {name: set() for name, *_rows in asked}
    for number, claims in found.items():
        having[asked[number][0]].update(claims)
    for number, claims in found.items():
        if len(claims) > MOST_NARROWED:
            having.pop(asked[number][0], None)
    return set.intersection(*having.values()) if having else None


_Having = Sequence[tuple[str, QuerySet[Any]]]


def _own(**stated: Any) -> _Having:
    return [("pk", Claim.objects.filter(**stated))]


def _of_pairs(**stated: str) -> _Having:
    pairs = Counterclaim.objects.filter(**stated)
    return [("claim", pairs), ("answers", pairs)]


_HAVING: Mapping[str, Callable[[Any], _Having]] = {
    "party": lambda party: [
        *_own(claimant=party),
        ("figure__claim", FigureSubject.objects.filter(party=party)),
    ],
    "incident": lambda incident: _own(incident=incident),
    "place": lambda place: [*_own(place=place), *_own(place=None, incident__place=place)],
    "measure": lambda measure: [("claim", Figure.objects.filter(measure=measure))],
    "ground": lambda ground: _of_pairs(ground=ground),
    "apart": lambda how_far: _of_pairs(how_far=how_far),
    "status": lambda status: _own(status__in=PublicStatus(status).statuses),
    "rating": lambda rating: [("claim", Verdict.objects.filter(rating=rating))],
    "language": lambda language: _own(language=language),
    "made_from": lambda day: _own(made_on__gte=day),
    "made_to": lambda day: _own(made_on__lte=day),
}
"""Where an index finds the claims that have something: the column with their keys, and the rows.

Some that may not be seen, or that have it no more, may be among them.
"""


def with_facets(claims: QuerySet[Claim], filters: ClaimFacets) -> QuerySet[Claim]:
    """Those of some claims that have everything that is asked for.

    Args:
        claims: those that may be seen.
        filters: what is asked for.
    """
    claims = claims.filter(_stated(filters))
    if filters.party is not None:
        counted = FigureSubject.objects.filter(figure__claim=OuterRef("pk"), party=filters.party)
        claims = claims.filter(Q(claimant=filters.party) | LookedUp(counted))
    if filters.measure:
        given = Figure.objects.filter(claim=OuterRef("pk"), measure=filters.measure)
        claims = claims.filter(LookedUp(given))
    if filters.ground:
        claims = claims.filter(_in_pair(filters.ground))
    if filters.apart:
        claims = claims.filter(stands_as_far_apart(filters.apart))
    if filters.rating:
        in_force = Verdict.objects.filter(
            NOT_REPLACED,
            claim=OuterRef("pk"),
            rating=filters.rating,
        )
        claims = claims.filter(LookedUp(in_force))
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
    return Q(LookedUp(shown.filter(claim=OuterRef("pk")))) | Q(
        LookedUp(shown.filter(answers=OuterRef("pk")))
    )


def languages_of(claims: QuerySet[Claim]) -> list[str]:
    """The tags of the languages that some claims are in, looked up in an index, one by one."""
    tags = values_in_use(Claim, "language")
    if not tags:
        return []
    in_use = [
        claims.filter(language=tag).order_by().values_list("language", flat=True)[:1]
        for tag in tags
    ]
    return sorted(in_use[0].union(*in_use[1:], all=True) if len(in_use) > 1 else in_use[0])


def measures_counted(claims: QuerySet[Claim]) -> QuerySet[Measure]:
    """The measures that some claims give figures of.

    Of each that figures are of at all, one of these claims is looked for.
    """
    given = Figure.objects.filter(
        measure=OuterRef("pk"), claim__in=claims.order_by().values("pk")
    ).order_by("claim")
    first = Subquery(given.values("claim")[:1])
    in_use = Measure.objects.filter(pk__in=values_in_use(Figure, "measure"))
    return in_use.alias(given=first).filter(given__isnull=False)


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


def facet_counts(found: Sequence[int]) -> FacetCounts:
    """How many of some claims have what, in three queries.

    Narrowed down by a value that is told here, that many of them are left.

    Args:
        found: the keys of claims; no more than `MOST_FACETED` of them are counted.
    """
    keys = found[:MOST_FACETED]
    some = Claim.objects.filter(pk__in=keys).order_by()
    figures = Figure.objects.filter(claim__in=keys).order_by()
    in_force = Verdict.objects.filter(NOT_REPLACED, claim__in=keys).order_by()
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
    return [FacetValue(rows[key].slug, rows[key].name_for_reader, n) for key, n in most]
