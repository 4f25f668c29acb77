"""The copies of a page by date, as programs ask for them. See docs/decisions/memento.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from claims.reads.evidence.captures import captures_shown
from claims.reads.evidence.pages import pages_shown
from sources.archiver.outcomes import Outcome
from sources.models import Capture, CaptureStatus, Page
from sources.reads.twins import twins_of
from sources.reads.withheld import withheld_captures
from tracker.base.built_once import built_once
from tracker.base.values.address import Address, InvalidAddressError

_FETCHED_WHOLE = {"status": CaptureStatus.SEALED.value, "outcome": Outcome.CAPTURED.value}
"""As `Capture.is_whole`. Of what a person brought nobody knows on which day the page said so."""


@dataclass(frozen=True, slots=True)
class DatedCopy:
    """A sealed copy, and the second in which it was fetched (UTC)."""

    capture_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class DatedCopies:
    """The copies of one page, the oldest first; there is at least one."""

    original: str
    """The address that the page is kept under."""
    copies: tuple[DatedCopy, ...]

    def nearest(self, at: datetime) -> DatedCopy:
        """The copy nearest to a moment; of two that are as near, the earlier.

        Args:
            at: with whole seconds.
        """
        return min(self.copies, key=lambda copy: abs(copy.at - at))

    def copy_of(self, capture_id: UUID) -> DatedCopy | None:
        """The copy that one capture made, if it is among these."""
        return next((copy for copy in self.copies if copy.capture_id == capture_id), None)


def dated_copies_at(address: str) -> DatedCopies | None:
    """The copies that readers may see of the page at an address, however that is spelled.

    A page that is not kept under the address itself is found by http for https and the other way
    round, then by what pages are otherwise known again by (`twins_of`).

    Args:
        address: as somebody wrote it.

    Returns:
        None where it is no address, or readers may see no copy that was fetched from it.
    """
    try:
        asked = Address.parse(address)
        spellings = [asked.registered(), asked.written, _of_other_scheme(asked.page)]
    except InvalidAddressError:
        return None
    found = {page.url: page for page in _pages_with_copies().filter(url__in=spellings)}
    pages = [found[url] for url in spellings if url in found]
    pages = pages or twins_of(asked.page, among=_pages_with_copies())
    return dated_copies_of(pages[0]) if pages else None


def dated_copies_of(page: Page) -> DatedCopies | None:
    """The copies of a page that readers may see; None where there are none."""
    rows = captures_shown().filter(page=page, **_FETCHED_WHOLE).order_by("finished_at", "pk")
    moments = rows.values_list("pk", "finished_at")
    copies = tuple(DatedCopy(key, at.replace(microsecond=0)) for key, at in moments if at)
    return DatedCopies(page.url, copies) if copies else None


@built_once
def _pages_with_copies() -> QuerySet[Page]:
    copies = Capture.objects.filter(**_FETCHED_WHOLE).exclude(pk__in=withheld_captures())
    return pages_shown().filter(Exists(copies.filter(page=OuterRef("pk"))))


def _of_other_scheme(url: str) -> str:
    scheme, rest = url.split(":", 1)
    return f"{'http' if scheme == 'https' else 'https'}:{rest}"
