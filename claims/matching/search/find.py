"""Search: what somebody typed, among all that they may see, the likeliest of each kind first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models.functions import Left
from psycopg.errors import QueryCanceled

from claims.matching.search.alike import words_alike
from claims.matching.search.marks import LONGEST_READ, Marker
from claims.matching.search.ordering import best_first
from claims.matching.search.postings import FoundRow, find_rows, rarities_of
from claims.matching.search.readers import KINDS, Searchable
from claims.matching.search.typed import TypedSearch, has_phrase, read_typed
from claims.models import Claim, Incident, Party, Place, Translation
from claims.models.matching.index import IndexedKind
from claims.reads.facets import (
    MOST_FACETED,
    ClaimFacets,
    ClaimSort,
    claims_in_order,
    narrowed_down,
)
from sources.models import CaptureText, Publisher
from sources.reads.sealed import readable_words, words_of_all
from tracker.base.retraction import STANDING

MOST_FOUND = 200
"""Rows of a kind that a search tells, best first."""
MOST_TEXTS = 40
"""Archived texts that a search tells: each is looked through for what is shown of it."""
LONGEST_MILLISECONDS = 3_000
"""For which the database is asked on behalf of one search, each time."""


class SearchTooLongError(Exception):
    """A search took too long and was given up."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something that was found: the key of its row, of texts that of the page and of the copy."""

    subject: int
    found: FoundRow | None = None


@dataclass(frozen=True, slots=True)
class FoundKind:
    """What was found of one kind, best first; ``is_all`` unless more may fit.

    ``first`` are the keys of the claims, and without words of those that follow, as far as it is
    counted what they have (`claims.reads.facets.facet_counts`).
    """

    kind: IndexedKind
    hits: Sequence[SearchHit]
    is_all: bool
    first: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class SearchFound:
    """What a search found, kinds without anything left out, and what marks it in texts."""

    typed: TypedSearch
    marker: Marker
    kinds: Sequence[FoundKind]

    def of(self, kind: IndexedKind) -> FoundKind:
        """What was found of one kind."""
        nothing = FoundKind(kind, (), is_all=True)
        return next((each for each in self.kinds if each.kind is kind), nothing)


def search_for(
    text: str,
    searchable: Searchable,
    facets: ClaimFacets | None = None,
    *,
    kinds: Sequence[IndexedKind] = KINDS,
    sort: str = "",
) -> SearchFound:
    """Search.

    Without words the claims that have what is asked for are told, the newest first, and those of
    exercises after all others. Facets are of claims: with any of them nothing else is searched.

    Args:
        text: what somebody typed.
        searchable: what they may find.
        facets: what claims are narrowed by.
        kinds: what is searched.
        sort: how claims stand, a value of `claims.reads.facets.ClaimSort`; "" for the likeliest
            first, without words the newest.

    Raises:
        SearchTooLongError: it took too long.
    """
    facets = facets or ClaimFacets()
    typed = read_typed(text)
    if facets.are_given:
        kinds = [kind for kind in kinds if kind is IndexedKind.CLAIM]
    with _bounded():
        if not text.strip():
            groups = [_newest(searchable, facets, sort)] if IndexedKind.CLAIM in kinds else []
            return SearchFound(typed, Marker(typed), [each for each in groups if each.hits])
        rarities = rarities_of(typed, kinds)
        known = {key: n for rarity in rarities.values() for key, n in rarity.counts.items()}
        if misspelt := typed.misspelt(known):
            typed = typed.with_alike(words_alike(misspelt, kinds))
            rarities = rarities_of(typed, kinds)
        groups = []
        for kind in kinds:
            is_text = kind is IndexedKind.PAGE
            most = MOST_TEXTS if is_text else MOST_FOUND
            rows = find_rows(typed, kind, rarities[kind], searchable.among(kind, facets), top=most)
            ordered = best_first(typed, kind, rarities[kind], _standing(typed, kind, rows))
            once: dict[int, SearchHit] = {}
            for each in ordered:  # of the copies of a page the best
                once.setdefault(each.row.subject, SearchHit(each.row.subject, each))
            if sort and kind is IndexedKind.CLAIM:
                once = {key: once[key] for key in _in_order(once, sort)}
            if once:
                hits = list(once.values())
                groups.append(FoundKind(kind, hits, is_all=len(rows) < most, first=list(once)))
        return SearchFound(typed, Marker(typed), groups)


def _in_order(keys: Iterable[int], sort: str) -> list[int]:
    found = Claim.objects.filter(pk__in=list(keys))
    return claims_in_order(found, sort, MOST_FOUND)


def _newest(searchable: Searchable, facets: ClaimFacets, sort: str) -> FoundKind:
    """Claims in an order, those of exercises last: what is invented does not lead a list."""
    narrow = narrowed_down(searchable.claims(), facets)
    # Two questions, each of which ends at its limit: sorted as one, all claims would be.
    real = narrow.claims.filter(incident__is_exercise=False)
    keys = claims_in_order(real, sort, MOST_FACETED + 1, are_few=narrow.are_few)
    if left := MOST_FACETED + 1 - len(keys):
        trials = narrow.claims.filter(incident__is_exercise=True)
        # Their pairs are not measured: none of them is wider than another.
        order = ClaimSort.NEWEST.value if sort == ClaimSort.WIDEST else sort
        keys += claims_in_order(trials, order, left)
    hits = [SearchHit(key) for key in keys[:MOST_FOUND]]
    return FoundKind(IndexedKind.CLAIM, hits, is_all=len(keys) <= MOST_FOUND, first=keys)


def _standing(
    typed: TypedSearch, kind: IndexedKind, rows: Sequence[FoundRow]
) -> Sequence[FoundRow]:
    """The rows in which the phrases stand word for word, and none of those that must not."""
    refused = [words for words in typed.refused if len(words) > 1]
    if not rows or not (typed.phrases or refused):
        return rows
    texts = _texts(kind, rows)

    def says(row: FoundRow, phrase: Sequence[str]) -> bool:
        return any(has_phrase(text, phrase) for text in texts.get(_key(row), ()))

    return [
        row
        for row in rows
        if all(says(row, phrase) for phrase in typed.phrases)
        and not any(says(row, phrase) for phrase in refused)
    ]


def _key(row: FoundRow) -> object:
    return row.capture or row.row.subject


def _texts(kind: IndexedKind, rows: Sequence[FoundRow]) -> Mapping[object, Sequence[str]]:
    """What is said in each row: of claims in every language."""
    keys = [row.row.subject for row in rows]
    match kind:
        case IndexedKind.CLAIM:
            claims = Claim.objects.filter(pk__in=keys)
            texts = claims.values_list("pk", "statement", "incident__title", "claimant__name")
            said: dict[object, list[str]] = {key: [*words] for key, *words in texts}
            standing = Translation.objects.filter(STANDING, claim__in=keys)
            for claim_id, text in standing.values_list("claim_id", "text"):
                said[claim_id].append(text)
            return said
        case IndexedKind.PAGE:
            return _texts_of_copies([row.capture for row in rows if row.capture])
        case IndexedKind.INCIDENT:
            return {pk: [title] for pk, title in Incident.objects.filter(pk__in=keys)
                    .values_list("pk", "title")}  # fmt: skip
        case _:
            rows_named = _NAMED[kind].objects.filter(pk__in=keys).prefetch_related("aliases")
            return {
                each.pk: [each.name, *(alias.name for alias in each.aliases.all())]
                for each in rows_named
            }


_NAMED: dict[IndexedKind, Any] = {
    IndexedKind.PARTY: Party,
    IndexedKind.PLACE: Place,
    IndexedKind.PUBLISHER: Publisher,
}
"""What goes by a name and others."""


def _texts_of_copies(copies: Sequence[UUID]) -> Mapping[object, Sequence[str]]:
    """What was sent of each copy, and what a browser showed of it, which stands in a file."""
    begun = Left("text", LONGEST_READ)
    sent = CaptureText.objects.filter(capture__in=copies).annotate(begun=begun)
    texts: dict[object, list[str]] = {key: [text] for key, text in sent.values_list("pk", "begun")}
    for key, row in words_of_all(copies).items():
        texts.setdefault(key, []).append((readable_words(row) or "")[:LONGEST_READ])
    return texts


@contextmanager
def _bounded() -> Iterator[None]:
    """Let each question to the database take only so long.

    Raises:
        SearchTooLongError: one took longer.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('statement_timeout', %s, true), set_config('jit', 'off', true)",
                [str(LONGEST_MILLISECONDS)],
            )
            yield
            # Of a transaction around this one, only the limit on time is taken back.
            cursor.execute("SELECT set_config('statement_timeout', '0', true)")
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise SearchTooLongError from error
        raise
