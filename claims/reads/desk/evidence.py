"""Pages and captures as the desk sees them: all of them, those of drafts too."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Citation, Incident
from claims.reads.visible import claims_seen_by
from sources.models import Capture, CaptureCause, Derivation, Page, Quotation
from tracker.base.people.models import User
from tracker.base.queue import UNFINISHED


def all_pages() -> QuerySet[Page]:
    """Every page, with its publisher."""
    return Page.objects.select_related("publisher")


def all_derivations() -> QuerySet[Derivation]:
    """What is said of where every page has its content from, with the pages and publishers."""
    rows = Derivation.objects.select_related("page__publisher", "from_page", "from_publisher")
    return rows.order_by("pk")


def pages_without_copy(incident: Incident | None = None) -> QuerySet[Page]:
    """Pages nobody has asked a capture of, of one incident or of all."""
    fetched = Capture.objects.exclude(cause=CaptureCause.DEPOSITED)
    rows = all_pages().filter(~Exists(fetched.filter(page=OuterRef("pk"))))
    if incident is not None:
        cited = Citation.objects.filter(page=OuterRef("pk"), claim__incident=incident)
        rows = rows.filter(Exists(cited))
    return rows.order_by("pk")


def quotations_seen_by(user: User, page: Page) -> QuerySet[Quotation]:
    """Quotations of a page that a claim rests on which somebody may know of, and their own."""
    cited = Citation.objects.filter(quotation=OuterRef("pk"), claim__in=claims_seen_by(user))
    return Quotation.objects.filter(Q(page=page) & (Q(added_by=user) | Exists(cited)))


def all_captures() -> QuerySet[Capture]:
    """Every capture, with its page and who asked for it."""
    return Capture.objects.select_related("page__publisher", "requested_by")


def captures_in_short() -> QuerySet[Capture]:
    """The same without what only one capture's own page shows."""
    return all_captures().defer("provenance", "metadata")


def captures_under_way() -> int:
    """How many captures have not ended."""
    return Capture.objects.filter(status__in=UNFINISHED).count()


def all_incidents() -> QuerySet[Incident]:
    """Every incident by title."""
    return Incident.objects.order_by("title")
