"""What a search shows of what it found: the rows, with the words marked that found them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Left

from claims.matching.search.find import FoundKind, SearchFound, SearchHit
from claims.matching.search.marks import LONGEST_READ, MarkedPiece, Marker, has_marks
from claims.matching.search.readers import Searchable
from claims.models import Claim, Incident, Translation
from claims.models.matching.index import IndexedKind
from claims.reads.claims import for_cards
from sources.models import CaptureText
from sources.reads.sealed import readable_words, words_of_all
from tracker.base.retraction import STANDING

MOST_DOSSIERS = 100
"""Dossiers that are told beside the places of one page of results."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One row that was found, and how it is shown.

    ``pieces`` is its statement, title or name; ``beside`` what else was found of it: another name,
    a translation, the passage of a text. ``beside_language`` is the tag of that.
    """

    kind: IndexedKind
    row: Any
    pieces: Sequence[MarkedPiece]
    beside: Sequence[MarkedPiece] = ()
    beside_language: str = ""
    capture: UUID | None = None
    dossiers: Sequence[Incident] = field(default=())


def results_of(
    found: SearchFound,
    group: FoundKind,
    hits: Sequence[SearchHit],
    searchable: Searchable,
    *,
    as_cards: bool = True,
) -> list[SearchResult]:
    """Fetch what is shown of some of what was found, in a fixed number of queries.

    Args:
        found: the search.
        group: the kind that the hits are of.
        hits: those that are shown.
        searchable: what whoever searched may find.
        as_cards: whether all is fetched that the card of a claim shows.
    """
    # Only what may be seen was found, a moment ago: to ask it once more takes longer than the rest.
    model = searchable.rows[group.kind].model
    rows = model.objects.filter(pk__in=[hit.subject for hit in hits])
    match group.kind:
        case IndexedKind.CLAIM:
            made = _claims(for_cards(rows) if as_cards else rows, found.marker)
        case IndexedKind.PAGE:
            made = _pages(rows, hits, found.marker)
        case IndexedKind.INCIDENT:
            made = {
                row.pk: SearchResult(group.kind, row, found.marker.marked(row.title))
                for row in rows.select_related("place")
            }
        case IndexedKind.PLACE:
            made = _places(rows, searchable, found.marker)
        case _:
            made = _named(group.kind, rows, found.marker)
    return [made[hit.subject] for hit in hits if hit.subject in made]


def _claims(rows: QuerySet[Claim], marker: Marker) -> Mapping[int, SearchResult]:
    standing = Prefetch("translations", Translation.objects.filter(STANDING), to_attr="standing")
    made = {}
    for claim in rows.prefetch_related(standing):
        pieces, beside, language = marker.marked(claim.statement, claim.language), [], ""
        if not has_marks(pieces):
            for translation in claim.standing:
                passage = marker.passage(translation.text, translation.language)
                if has_marks(passage):
                    beside, language = passage, translation.language
                    break
        made[claim.pk] = SearchResult(IndexedKind.CLAIM, claim, pieces, beside, language)
    return made


def _named(kind: IndexedKind, rows: QuerySet[Any], marker: Marker) -> Mapping[int, SearchResult]:
    """Parties and publishers: the name, and another name if that is what was found."""
    made = {}
    for row in rows.select_related("kind").prefetch_related("aliases"):
        pieces, beside, language = marker.marked(row.name), [], ""
        if not has_marks(pieces):
            for alias in row.aliases.all():
                other = marker.marked(alias.name, alias.language)
                if has_marks(other):
                    beside, language = other, alias.language
                    break
        made[row.pk] = SearchResult(kind, row, pieces, beside, language)
    return made


def _places(
    rows: QuerySet[Any], searchable: Searchable, marker: Marker
) -> Mapping[int, SearchResult]:
    """Places, each with the dossiers of what happened there."""
    places = list(rows)
    there: dict[int, list[Incident]] = {}
    dossiers = searchable.rows[IndexedKind.INCIDENT].filter(place__in=[each.pk for each in places])
    for dossier in dossiers.order_by("-start", "pk")[:MOST_DOSSIERS]:
        there.setdefault(dossier.place_id, []).append(dossier)
    return {
        place.pk: SearchResult(
            IndexedKind.PLACE, place, marker.marked(place.name), dossiers=there.get(place.pk, [])
        )
        for place in places
    }


def _pages(
    rows: QuerySet[Any], hits: Sequence[SearchHit], marker: Marker
) -> Mapping[int, SearchResult]:
    """Pages, each with the passage of the copy that was found."""
    copies = {hit.subject: hit.found.capture for hit in hits if hit.found and hit.found.capture}
    begun = Left("text", LONGEST_READ)
    sent = CaptureText.objects.filter(capture__in=copies.values()).annotate(begun=begun)
    texts = dict(sent.values_list("pk", "begun"))
    pages = {page.pk: page for page in rows.select_related("publisher")}
    passages = {
        key: marker.passage(texts.get(copies[key], ""), page.language)
        for key, page in pages.items()
        if key in copies
    }
    # What a browser showed of the others stands in files.
    unmarked = {copies[key]: key for key, passage in passages.items() if not has_marks(passage)}
    for copy, words in words_of_all([*unmarked]).items() if unmarked else ():
        key = unmarked[copy]
        passages[key] = marker.passage(readable_words(words) or "", pages[key].language)
    made = {}
    for key, page in pages.items():
        pieces = marker.marked(page.title or page.url, page.language)
        made[key] = SearchResult(
            IndexedKind.PAGE,
            page,
            pieces,
            passages.get(key, ()),
            page.language,
            capture=copies.get(key),
        )
    return made
