"""Claims among some, by words of their own or of the pages that they cite."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet

from claims.matching.search.find import search_for
from claims.matching.search.readers import open_to_desk
from claims.models import Citation, Claim
from claims.models.matching.index import IndexedKind
from tracker.base.people.models import User


def claims_found(
    words: str, among: QuerySet[Claim], user: User, *, by_pages: bool = False
) -> list[Claim]:
    """Search claims, likeliest first.

    Args:
        words: what somebody typed.
        among: the claims that they choose from.
        user: who searches at the desk.
        by_pages: whether claims are found, too, that cite an archived page with these words.

    Raises:
        SearchTooLongError: it took too long.
    """
    every = open_to_desk(user)
    searchable = replace(every, rows={**every.rows, IndexedKind.CLAIM: among})
    kinds = [IndexedKind.CLAIM, IndexedKind.PAGE] if by_pages else [IndexedKind.CLAIM]
    found = search_for(words, searchable, kinds=kinds)
    keys = [hit.subject for hit in found.of(IndexedKind.CLAIM).hits]
    pages = [hit.subject for hit in found.of(IndexedKind.PAGE).hits]
    if pages:
        citing = Citation.objects.filter(page__in=pages).order_by("claim_id")
        keys += [key for key in citing.values_list("claim_id", flat=True) if key not in set(keys)]
    rows = among.in_bulk(keys)
    return [rows[key] for key in dict.fromkeys(keys) if key in rows]
