"""Asks for the captures the demonstration shows, and counts how far they have come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from sources.models import (
    FINISHED,
    Capture,
    CaptureCause,
    Finding,
    FindingKind,
    Page,
    Quotation,
    Rendering,
)
from sources.operations.captures.request import request_capture
from sources.reads.pages import PageState, page_state
from sources.tasks import tell
from tracker.base.people.models import User
from tracker.base.queue import UNFINISHED
from tracker.site.exercise import HOST, PREFIX

# What a page is, after its number and in the order they are told; the same for one and for many.
_WORDS = {
    PageState.SEALED: "sealed",
    PageState.CHANGED: "changed",
    PageState.GONE: "gone",
    PageState.DEPOSITED: "deposited",
    PageState.FAILED: "without a whole copy",
    PageState.WAITING: "waiting",
    PageState.NOT_CAPTURED: "not captured",
}


@dataclass(frozen=True)
class Progress:
    """How many captures of a set of pages have ended, out of how many."""

    ended: int
    asked: int

    @property
    def done(self) -> bool:
        """Whether none is under way."""
        return self.ended == self.asked


def pages_to_capture(*, exercise: bool) -> QuerySet[Page]:
    """Pages cited in exercises, or those cited in real dossiers."""
    return Page.objects.filter(citations__claim__incident__is_exercise=exercise).distinct()


def port_of_exercise() -> int | None:
    """The port that the pages of the exercise were loaded with; None before the first time."""
    served = Page.objects.filter(url__startswith=f"http://{HOST}:", url__contains=PREFIX)
    url = served.order_by("pk").values_list("url", flat=True).first()
    return urlsplit(url).port if url else None


def ask(pages: QuerySet[Page], *, visits: int, by: User, at: datetime) -> int:
    """Ask for one more capture of each page that has been visited less than ``visits`` times.

    Args:
        pages: which pages.
        visits: how many finished captures a page is to have.
        by: in whose name.
        at: the present moment.

    Returns:
        How many captures were asked for. Pages with one under way are left alone.
    """
    due = pages.annotate(
        ended=Count("captures", filter=Q(captures__status__in=FINISHED), distinct=True),
        under_way=Count("captures", filter=Q(captures__status__in=UNFINISHED), distinct=True),
    ).filter(ended__lt=visits, under_way=0)
    asked = []
    for page in due:
        cause = CaptureCause.RECHECK if page.ended else CaptureCause.CITED
        asked.append(request_capture(page=page, cause=cause, by=by, at=at).pk)
    tell(asked)
    return len(asked)


def progress(pages: QuerySet[Page]) -> Progress:
    """How far the captures of these pages have come."""
    captures = Capture.objects.filter(page__in=pages)
    asked = captures.count()
    return Progress(asked - captures.filter(status__in=UNFINISHED).count(), asked)


def standing(pages: QuerySet[Page]) -> str:
    """How many of these pages are sealed, changed, and so on: "8 sealed, 1 changed, 1 gone"."""
    with_captures = pages.prefetch_related("captures")
    states = Counter(page_state(_newest_first(page)) for page in with_captures)
    return ", ".join(f"{states[state]} {word}" for state, word in _WORDS.items() if states[state])


def altered(pages: QuerySet[Page]) -> int:
    """How many quotations of these pages were found altered when they were last checked."""
    newest = Finding.objects.filter(quotation=OuterRef("pk")).order_by("-at", "-pk")
    checked = Quotation.objects.filter(page__in=pages).annotate(
        newest=Subquery(newest.values("kind")[:1])
    )
    return checked.filter(newest=FindingKind.ALTERED).count()


def pictures_ended() -> int:
    """How many sealed pages have been shown in a browser, or could not be."""
    return Rendering.objects.filter(finished_at__isnull=False).count()


def pictures() -> str:
    """How the sealed pages' pictures stand: "1 rendered, 11 waiting"."""
    states = Counter(row.get_status_display() for row in Rendering.objects.only("status"))
    told = ", ".join(f"{number} {str(word).lower()}" for word, number in states.items())
    return told or "none asked for"


def _newest_first(page: Page) -> list[Capture]:
    return sorted(page.captures.all(), key=lambda capture: capture.requested_at, reverse=True)
