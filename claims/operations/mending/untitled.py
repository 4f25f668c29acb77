"""Take titles, dates and authors of many pages over from their copies at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from claims.operations.shared_evidence import describe
from claims.reads.mending.untitled import Takeable, takeable, untitled_pages
from sources.acts import DESCRIBE_PAGE
from sources.models import Page
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal

MOST_AT_ONCE = 50
"""Pages that are described in one act; each is written into the journal of every claim on it."""


@dataclass(slots=True)
class TakenTitles:
    """What came of it: the pages that have a title now, and why others have none."""

    pages: list[Page] = field(default_factory=list)
    refused: list[tuple[Page, str]] = field(default_factory=list)


def take_titles(*, copies: Collection[UUID], by: User, at: datetime) -> TakenTitles:
    """Take title, date and author over for pages without a title, as far as nothing is recorded.

    Each page by itself: one that claims hold still, so that this person may not change it, stays
    as it is and is told. What was recorded meanwhile, or has a newer copy by now, stays too.

    Args:
        copies: keys of the copies whose pages are meant, `MOST_AT_ONCE` at most.
        by: who takes it over.
        at: when.

    Raises:
        Refusal: `none_chosen`, `too_many`.
    """
    if not copies:
        raise Refusal(_("Choose a page at least."), code="none_chosen")
    if len(copies) > MOST_AT_ONCE:
        raise Refusal(
            _("At most %(most)s pages at once.") % {"most": MOST_AT_ONCE}, code="too_many"
        )
    taken = TakenTitles()
    with act(DESCRIBE_PAGE, by=by):
        for one in takeable(untitled_pages(copies)):
            try:
                with transaction.atomic():
                    _take(one, by=by, at=at)
            except Refusal as refusal:
                taken.refused.append((one.page, refusal.message))
            else:
                taken.pages.append(one.page)
    return taken


def _take(one: Takeable, *, by: User, at: datetime) -> None:
    day = (one.capture.finished_at or one.capture.requested_at).date().isoformat()
    describe(
        page=one.page,
        title=one.title,
        author=one.author or None,
        published=one.published if one.published.is_known else None,
        # Written down for good, so not in the language of whoever presses the button.
        reason=f"The sealed copy of {day} says so.",
        by=by,
        at=at,
    )
