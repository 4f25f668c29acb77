"""One search over everything public, grouped by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, views
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims.matching.search.find import (
    MOST_FOUND,
    FoundKind,
    SearchFound,
    SearchTooLongError,
    search_for,
)
from claims.matching.search.readers import KINDS, Searchable, open_to_readers
from claims.matching.search.results import SearchResult, results_of
from claims.matching.search.typed import LONGEST_SEARCH
from claims.models.matching.index import IndexedKind
from claims.presentation.searching.form import AskedForm
from claims.reads.facets import ClaimSort
from claims.rules.figures.width import SOUGHT_BY_SIZE
from claims.rules.grounds import Ground
from claims.rules.states import PublicStatus
from tracker.base.web.pages import refuse_parameters, whole_address

FIRST = 5
"""Rows of each kind where no kind is asked for."""
PER_PAGE = 20
_LISTS = {
    IndexedKind.CLAIM: ("claim", "pk"),
    IndexedKind.INCIDENT: ("incident", "slug"),
    IndexedKind.PARTY: ("party", "slug"),
    IndexedKind.PLACE: ("place", "slug"),
    IndexedKind.PUBLISHER: ("publisher", "slug"),
    IndexedKind.PAGE: ("page", "pk"),
}
"""The list of the API that a row stands in, and what it is asked for by there."""


class PieceShape(serializers.Serializer[Any]):
    """A stretch of a text; the stretches of a text joined are the text."""

    text = serializers.CharField()
    marked = serializers.BooleanField(
        source="is_marked", help_text="Whether the search found the row by it."
    )


class ResultShape(serializers.Serializer[Any]):
    """Something that was found."""

    id = serializers.IntegerField()
    address = serializers.URLField(help_text="The whole row, in its list of the API.")
    pieces = PieceShape(many=True, help_text="The statement, title or name.")
    beside = PieceShape(
        many=True, help_text="Another name, a translation or a passage that was found, if any."
    )
    language = serializers.CharField(help_text="Of `beside`; empty where it is not known.")
    capture = serializers.UUIDField(
        allow_null=True, help_text="Of archived pages: the copy that says it."
    )


class GroupShape(serializers.Serializer[Any]):
    """What was found of one kind, best first."""

    kind = serializers.ChoiceField(choices=[kind.value for kind in KINDS])
    found = serializers.IntegerField(help_text=f"How many are told, {MOST_FOUND} at most.")
    is_all = serializers.BooleanField(help_text="Whether no more may fit.")
    results = ResultShape(many=True)
    next = serializers.URLField(allow_null=True, help_text="The next of this kind.")


class SearchShape(serializers.Serializer[Any]):
    """What was found, by kind; a kind of which nothing was found is left out."""

    groups = GroupShape(many=True)


def _asked(name: str, says: str, **more: Any) -> OpenApiParameter:
    return OpenApiParameter(name, description=says, **more)


_DAY = {"type": "string", "format": "date"}
_PARAMETERS = [
    _asked(
        "q",
        "Words, a sentence, names in any spelling and script, dates, figures. Words in quotation"
        f" marks have to stand so; -word must not. At most {LONGEST_SEARCH} characters.",
    ),
    _asked("kind", "One kind only, in pages.", enum=[kind.value for kind in KINDS]),
    _asked("page", f"Of one kind, {PER_PAGE} rows each.", type=int),
    _asked("party", "Slug of a party that makes the claim or is counted by it."),
    _asked("incident", "Slug of the claim's incident."),
    _asked("place", "Slug of the claim's place, or of its incident's where it names none."),
    _asked("measure", "Code of what a figure of the claim counts."),
    _asked("ground", "On which the claim is disputed or disputes.", enum=[g.value for g in Ground]),
    _asked(
        "apart",
        "How far the figures of a pair that the claim stands in are apart, between the nearest "
        "numbers of both; exercises are left out.",
        enum=[each.value for each in SOUGHT_BY_SIZE],
    ),
    _asked("status", "Of the claim.", enum=[status.value for status in PublicStatus]),
    _asked("rating", "Code of what the verdict in force says."),
    _asked("language", "Tag of the statement's language."),
    _asked("made_from", "First day on which the claim was made.", type=_DAY),
    _asked("made_to", "Last day on which the claim was made.", type=_DAY),
    _asked("sort", "Order of claims.", enum=[sort.value for sort in ClaimSort]),
]  # fmt: skip


class Search(views.APIView):
    """Search claims, incidents, parties, places, publishers and archived pages at once."""

    @extend_schema(responses=SearchShape, operation_id="search", parameters=_PARAMETERS)
    def get(self, request: Request) -> Response:
        """Find. Facets are of claims: with any of them only claims are found."""
        searchable = open_to_readers()
        form = _form(request, searchable)
        kind = form.only
        page = _page_number(request, kind)
        try:
            found = search_for(
                form.cleaned_data["q"],
                searchable,
                form.facets(),
                kinds=[kind] if kind else KINDS,
                sort=form.cleaned_data["sort"],
            )
        except SearchTooLongError:
            told = _("This search would take too long. Give fewer or rarer words.")
            raise ValidationError({"q": [told]}) from None
        if page > 1 and len(found.of(kind or IndexedKind.CLAIM).hits) <= (page - 1) * PER_PAGE:
            raise NotFound(_("There is no such page of what was found."))
        groups = [_group(found, group, searchable, request, page) for group in found.kinds]
        return Response(SearchShape({"groups": groups}).data)


def _form(request: Request, searchable: Searchable) -> AskedForm:
    refuse_parameters(request.query_params, {*AskedForm.base_fields, "page", "format"})
    form = AskedForm(request.query_params, searchable=searchable)
    if not form.is_valid():
        raise ValidationError(
            {name: [str(error) for error in errors] for name, errors in form.errors.items()}
        )
    return form


def _page_number(request: Request, kind: IndexedKind | None) -> int:
    given = request.query_params.get("page")
    if given is None:
        return 1
    most = MOST_FOUND // PER_PAGE
    number = int(given) if given.isascii() and given.isdigit() and len(given) <= len("999") else 0
    if kind is None:
        raise ValidationError({"page": [_("Only one kind has pages: give the kind as well.")]})
    if not 1 <= number <= most:
        told = _("Give a number from 1 to %(most)s.") % {"most": most}
        raise ValidationError({"page": [told]})
    return number


def _group(
    found: SearchFound, group: FoundKind, searchable: Searchable, request: Request, page: int
) -> dict[str, Any]:
    opened = "kind" in request.query_params and bool(request.query_params["kind"])
    start, length = ((page - 1) * PER_PAGE, PER_PAGE) if opened else (0, FIRST)
    hits = group.hits[start : start + length]
    more = len(group.hits) > start + length
    query = request.query_params.copy()
    query["kind"] = group.kind.value
    query["page"] = str(page + 1 if opened else 1)
    address = whole_address(reverse("api:search"))
    return {
        "kind": group.kind.value,
        "found": len(group.hits),
        "is_all": group.is_all,
        "results": list(_results(results_of(found, group, hits, searchable, as_cards=False))),
        "next": f"{address}?{query.urlencode()}" if more else None,
    }


def _results(results: Sequence[SearchResult]) -> Iterator[dict[str, Any]]:
    for result in results:
        name, key = _LISTS[result.kind]
        at = reverse(f"api:{name}-detail", args=[getattr(result.row, key)])
        yield {
            "id": result.row.pk,
            "address": whole_address(at),
            "pieces": list(result.pieces),
            "beside": list(result.beside),
            "language": result.beside_language,
            "capture": result.capture,
        }
