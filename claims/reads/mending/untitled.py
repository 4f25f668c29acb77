"""Pages without a title whose newest good copy has one, with what would be taken from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from sources.archiver.outcomes import Outcome
from sources.archiver.reading.proposals import propose
from sources.models import Capture, CaptureCause, CaptureStatus, Page
from sources.reads.withheld import hidden_pages, withheld_captures
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate


@dataclass(frozen=True, slots=True)
class Takeable:
    """A page without a title, and what its newest good copy says of it where nothing is recorded.

    ``author`` is "", and ``published`` unknown, where the copy says nothing or it is recorded.
    """

    page: Page
    capture: Capture
    title: str
    author: str
    published: PartialDate


def untitled_pages(copies_among: Collection[UUID] | None = None) -> QuerySet[Page]:
    """Pages without a title whose newest good copy has one, in ``newest_copy``; newest first.

    Good is a whole copy, or one that was brought; what is withheld from readers gives nothing away.

    Args:
        copies_among: only pages whose newest good copy is one of these; all if not said.
    """
    good = Q(outcome=Outcome.CAPTURED.value) | Q(cause=CaptureCause.DEPOSITED)
    copies = (
        Capture.objects.filter(good, status=CaptureStatus.SEALED, page=OuterRef("pk"))
        .exclude(pk__in=withheld_captures())
        .order_by("-finished_at", "-pk")
    )
    among = Q() if copies_among is None else Q(newest_copy__in=copies_among)
    return (
        Page.objects.filter(title="")
        .exclude(pk__in=hidden_pages())
        .annotate(
            newest_copy=Subquery(copies.values("pk")[:1]),
            said_title=Subquery(copies.values("metadata__title")[:1]),
        )
        .filter(among, said_title__regex=r"[^\s\"]")
        .select_related("publisher")
        .order_by("-pk")
    )


def takeable(pages: Iterable[Page]) -> list[Takeable]:
    """What would be taken for each page, in one query.

    Args:
        pages: of ``untitled_pages``.
    """
    rows = list(pages)
    copies = Capture.objects.defer("provenance").in_bulk([_copy_of(page) for page in rows])
    found = (_said(page, copies[_copy_of(page)]) for page in rows if _copy_of(page) in copies)
    return [one for one in found if one.title]


def _copy_of(page: Page) -> UUID:
    key: UUID = getattr(page, "newest_copy")  # noqa: B009 - annotated
    return key


def _said(page: Page, copy: Capture) -> Takeable:
    said = propose(copy.metadata, at=copy.finished_at or copy.requested_at)
    title, author, published = (said.get(name) for name in ("title", "author", "published"))
    return Takeable(
        page=page,
        capture=copy,
        title=title.value if title else "",
        author="" if author is None or page.author else author.value[:300],
        published=UNKNOWN_DATE if published is None or page.published else published.date,
    )
