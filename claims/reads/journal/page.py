"""What was done with a page itself: it was added, copied, quoted, confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from claims.reads.desk.evidence import all_captures, all_pages, quotations_seen_by
from sources.models import Capture, Page, Quotation
from tracker.base.people.models import User

MOST = 100
"""Copies and quotations that are shown, the newest."""


@dataclass(frozen=True, slots=True)
class OfPage:
    """A page with who added it, its copies with who asked for them, and who quoted it."""

    page: Page
    captures: QuerySet[Capture]
    quotations: QuerySet[Quotation]


def of_page(key: int, user: User) -> OfPage | None:
    """What was done with a page; None where there is none.

    Args:
        key: of the page.
        user: who reads: what only somebody else's draft quotes is left out.
    """
    page = all_pages().select_related("added_by").filter(pk=key).first()
    if page is None:
        return None
    captures = all_captures().defer("provenance", "metadata").filter(page=page)
    quotations = quotations_seen_by(user, page).select_related("added_by", "confirmation__by")
    return OfPage(
        page,
        captures.order_by("-requested_at")[:MOST],
        quotations.order_by("-added_at", "-pk")[:MOST],
    )
