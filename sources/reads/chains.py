"""Chains of pages that have their content from each other, of any length, in one query each.

A page that is met again ends the walk there, so circles end too (`UNION` of PostgreSQL's
`WITH RECURSIVE` drops rows that were found before).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from sources.models import Derivation, Page

_UP = """
WITH RECURSIVE chain(page_id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT link.from_page_id FROM sources_derivation link JOIN chain USING (page_id)
    WHERE link.from_page_id IS NOT NULL
)
SELECT page_id FROM chain
"""
_DOWN = """
WITH RECURSIVE chain(page_id) AS (
    SELECT %s::bigint
    UNION
    SELECT link.page_id FROM sources_derivation link JOIN chain ON link.from_page_id = chain.page_id
)
SELECT page_id FROM chain
"""


def derivations_up(pages: Iterable[int]) -> QuerySet[Derivation]:
    """What is said of where pages, and all that they have it from, have their content from.

    Args:
        pages: keys of pages.
    """
    chain = RawSQL(_UP, [sorted(set(pages))])  # noqa: S611 - a fixed text; keys are parameters
    return Derivation.objects.filter(page__in=chain).order_by("pk")


def pages_from(page: int) -> QuerySet[Page]:
    """A page, and all that have their content from it, by whatever way round.

    Args:
        page: its key.
    """
    return Page.objects.filter(pk__in=RawSQL(_DOWN, [page])).order_by()  # noqa: S611 - as above
