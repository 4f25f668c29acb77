"""A page of search results: some of each kind, or one kind in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.matching.search.find import (
    FoundKind,
    SearchFound,
    SearchHit,
    SearchTooLongError,
    search_for,
)
from claims.matching.search.readers import KINDS, Searchable
from claims.matching.search.results import SearchResult, results_of
from claims.models.matching.index import IndexedKind
from claims.presentation.pairs.far_apart import FarApart, widest_of_each
from claims.presentation.searching.form import NO_FACETS, AskedForm
from claims.presentation.searching.narrowing import FacetsShown, facets_shown
from claims.presentation.searching.words import counted_words
from claims.reads.pairs.said_beside import said_beside
from claims.reads.pairs.widths import widest_pairs
from tracker.base.web.pages import one_page, other_parameters, refuse_unknown

FIRST = 5
"""Rows of a kind that are shown before it is opened."""


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A row that was found; of a claim, where its figures are asked for, the widest contradiction.

    Args:
        found: the row.
        apart: None where it stands in none, or where nobody asked.
    """

    found: SearchResult
    apart: FarApart | None = None


@dataclass(frozen=True, slots=True)
class ShownKind:
    """What is shown of one kind: the heading with its count, rows, and where the others are.

    ``opened`` is the query of the address that shows all of it, where these are not all.
    """

    kind: IndexedKind
    heading: str
    results: Sequence[ShownResult]
    is_all: bool
    opened: str = ""


def search_sheet(request: HttpRequest, searchable: Searchable) -> dict[str, Any]:
    """What a page of the search shows, for whoever may find what is searchable.

    Args:
        request: the filters stand in its address.
        searchable: what may be found.

    Raises:
        UnknownFilterError: the address asks for a filter that there is not.
    """
    refuse_unknown(request, {"page", *AskedForm.base_fields})
    form = AskedForm(request.GET, searchable=searchable)
    found = _found(form, searchable)
    shown, page, facets = [], None, FacetsShown()
    if found is not None:
        facets = facets_shown(request, found)
        only = form.only or (found.kinds[0].kind if len(found.kinds) == 1 else None)
        if only is not None:
            page = one_page(found.of(only).hits, request, filters=AskedForm.base_fields)
            shown = _opened(form, found, found.of(only), page)
        else:
            shown = [_first(form, found, group, request) for group in found.kinds]
    return {
        "form": form,
        "kinds": shown,
        "page": page,
        "facets": facets,
        "query": other_parameters(request),
        "narrowed": any(form.cleaned_data.values()),
        "filtered": bool(form.errors)
        or any(value for name, value in form.cleaned_data.items() if name not in NO_FACETS),
        "has_exercise": any(
            _is_exercise(result.found) for each in shown for result in each.results
        ),
    }


def _found(form: AskedForm, searchable: Searchable) -> SearchFound | None:
    if not form.is_valid():
        return None
    try:
        return search_for(
            form.cleaned_data["q"],
            searchable,
            form.facets(),
            kinds=[form.only] if form.only else KINDS,
            sort=form.cleaned_data["sort"],
        )
    except SearchTooLongError:
        form.add_error(
            "q", _("This search would take too long. Give fewer or rarer words, or another filter.")
        )
        return None


def _opened(
    form: AskedForm, found: SearchFound, group: FoundKind, page: Page[SearchHit]
) -> list[ShownKind]:
    results = _results(form, found, group, list(page))
    if not results:
        return []
    heading = counted_words(group.kind, len(group.hits), is_all=group.is_all)
    return [ShownKind(group.kind, heading, results, group.is_all)]


def _first(
    form: AskedForm, found: SearchFound, group: FoundKind, request: HttpRequest
) -> ShownKind:
    query = request.GET.copy()
    query.pop("page", None)
    query["kind"] = group.kind.value
    return ShownKind(
        group.kind,
        counted_words(group.kind, len(group.hits), is_all=group.is_all),
        _results(form, found, group, group.hits[:FIRST]),
        group.is_all,
        opened=query.urlencode() if len(group.hits) > FIRST else "",
    )


def _results(
    form: AskedForm, found: SearchFound, group: FoundKind, hits: Sequence[SearchHit]
) -> list[ShownResult]:
    results = results_of(found, group, hits, form.searchable)
    if group.kind is not IndexedKind.CLAIM or not form.asks_how_far_apart:
        return [ShownResult(result) for result in results]
    found_pairs = widest_pairs([result.row for result in results])
    widest = widest_of_each(*found_pairs, beside=said_beside)
    return [ShownResult(result, widest.get(result.row.pk)) for result in results]


def _is_exercise(result: SearchResult) -> bool:
    match result.kind:
        case IndexedKind.CLAIM:
            return bool(result.row.incident.is_exercise)
        case IndexedKind.INCIDENT:
            return bool(result.row.is_exercise)
        case _:
            return False
