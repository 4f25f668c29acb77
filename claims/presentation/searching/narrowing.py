"""What a search can be narrowed down by, with how many claims that leaves, as addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.matching.search.find import SearchFound
from claims.models.matching.index import IndexedKind
from claims.presentation.words import language_named
from claims.reads.facets import MOST_FACETED, FacetValue, facet_counts

_HEADINGS: Mapping[str, str | Promise] = {
    "party": gettext_lazy("Who makes them or is counted"),
    "place": gettext_lazy("Place"),
    "year": gettext_lazy("Year in which they were made"),
    "measure": gettext_lazy("What is counted"),
    "apart": gettext_lazy("Size of the contradiction"),
    "rating": gettext_lazy("Verdict"),
    "language": gettext_lazy("Language"),
}
_NOTES: Mapping[str, str | Promise] = {
    "apart": gettext_lazy(
        "Of the two claims of a pair, between the nearest numbers that they give for the same "
        "thing. Exercises are not counted."
    ),
}
_YEAR = ("made_from", "made_to")


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One value with its count; ``query`` narrows down to it, or takes it away where it is on."""

    label: str
    count: int
    query: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet with its values, and what there is to know of how they are counted."""

    heading: str
    links: tuple[FacetLink, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class FacetsShown:
    """The facets that tell claims apart; ``limit`` says of which claims the counts are."""

    groups: tuple[FacetGroup, ...] = ()
    limit: str = ""


def facets_shown(request: HttpRequest, found: SearchFound) -> FacetsShown:
    """Count what was found of claims by what it can be narrowed down by.

    Args:
        request: of the search; its address is what the links add to.
        found: what was found.
    """
    group = found.of(IndexedKind.CLAIM)
    if not group.hits:
        return FacetsShown()
    counts = facet_counts(group.first)
    groups = tuple(
        FacetGroup(str(heading), links, str(_NOTES.get(name, "")))
        for name, heading in _HEADINGS.items()
        for links in [_links(request.GET, name, counts.values.get(name, []))]
        if len(links) > 1 or any(link.is_on for link in links)
    )
    limit = ""
    if request.GET.get("q", "").strip() and not group.is_all:
        limit = _("Counted among the %(n)s claims that fit best.") % {"n": len(group.hits)}
    elif not counts.is_all:
        limit = _("Counted among %(n)s of the claims.") % {"n": MOST_FACETED}
    return FacetsShown(groups, limit)


def _links(asked: QueryDict, name: str, values: list[FacetValue]) -> tuple[FacetLink, ...]:
    """The links of a facet; of one by which is narrowed down, the one that takes that away."""
    links = tuple(_link(asked, name, each) for each in values)
    return tuple(link for link in links if link.is_on) or links


def _link(asked: QueryDict, name: str, each: FacetValue) -> FacetLink:
    wanted = _parameters(name, each.value)
    is_on = all(asked.get(key) == value for key, value in wanted.items())
    query = asked.copy()
    for key in ("page", *wanted):
        query.pop(key, None)
    if not is_on:
        query.update(wanted)
        query["kind"] = IndexedKind.CLAIM.value
    label = language_named(each.label) if name == "language" else each.label
    return FacetLink(label, each.count, query.urlencode(), is_on)


def _parameters(name: str, value: str) -> dict[str, str]:
    """The parameters of an address that narrow down to a value."""
    if name == "year":
        year = f"{int(value):04}"
        return dict(zip(_YEAR, (f"{year}-01-01", f"{year}-12-31"), strict=True))
    return {name: value}
