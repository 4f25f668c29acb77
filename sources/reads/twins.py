"""Pages that stand here under another address than the one that is given, most likely."""

from __future__ import annotations

from django.db.models import QuerySet

from sources.models import Page
from tracker.base.values.twins import likeness, telling_part

OFFERED = 5
LOOKED_THROUGH = 500
"""Pages whose addresses hold the same telling part, at most."""
LEAST_PART = 4
"""Letters of a part of an address that tells pages apart; shorter ones stand in thousands."""


def twins_of(url: str, *, among: QuerySet[Page] | None = None) -> list[Page]:
    """Give the pages that are most likely the one at an address, the oldest first.

    Args:
        url: an address as pages are kept under (`Address.page`).
        among: the pages that may be given; all of them for None.
    """
    part = telling_part(url)
    if len(part) < LEAST_PART:
        return []
    same = likeness(url)
    rows = Page.objects.all() if among is None else among
    near = rows.filter(url__contains=part).exclude(url=url).order_by("pk")
    return [page for page in near[:LOOKED_THROUGH] if likeness(page.url) == same][:OFFERED]
