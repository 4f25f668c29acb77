"""Pages and captures as the desk sees them: all of them, those of drafts too."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Affiliation, Citation, Incident, Party
from claims.reads.visible import claims_seen_by
from claims.rules.actors import Actor
from sources.models import (
    Capture,
    CaptureCause,
    Derivation,
    Finding,
    Page,
    Publisher,
    Quotation,
)
from sources.reads.twins import twins_of
from sources.reads.withheld import hidden_pages
from tracker.base.people.models import User
from tracker.base.queue import UNFINISHED


def all_pages() -> QuerySet[Page]:
    """Every page, with its publisher."""
    return Page.objects.select_related("publisher")


def pages_at(url: str) -> list[Page]:
    """The pages at an address, in its one spelling, or most likely the same at another."""
    if not url:
        return []
    return [*Page.objects.filter(url=url), *twins_of(url)]


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


def findings_seen_by(user: User, capture: Capture) -> QuerySet[Finding]:
    """What was found in one copy of the quotations that somebody may know of."""
    seen = quotations_seen_by(user, capture.page).values("pk")
    return Finding.objects.filter(capture=capture, quotation__in=seen)


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


def pages_beside(page: Page, *, most: int) -> QuerySet[Page]:
    """Other pages that claims of the same incidents rest on, the newest first; none is hidden.

    Args:
        page: a page.
        most: how many, at most.
    """
    incidents = Citation.objects.filter(page=page).values("claim__incident")
    beside = Citation.objects.filter(claim__incident__in=incidents).values("page")
    rows = all_pages().filter(pk__in=beside).exclude(pk=page.pk).exclude(pk__in=hidden_pages())
    return rows.order_by("-pk")[:most]


def pages_of_house(page: Page, *, most: int) -> list[int]:
    """Keys of other pages of the same publisher, the newest first.

    Args:
        page: a page.
        most: how many, at most.
    """
    rows = Page.objects.filter(publisher=page.publisher_id).exclude(pk=page.pk)
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:most])


def publishers_named() -> QuerySet[Publisher]:
    """Every publisher, as far as a text may name or link to it, with its other names."""
    return Publisher.objects.only("name", "homepage").prefetch_related("aliases").order_by("pk")


def parties_with_names() -> QuerySet[Party]:
    """Every party that is somebody, with its other names."""
    named = Party.objects.exclude(kind__actor=Actor.NOBODY).order_by("pk")
    return named.only("name", "acronym").prefetch_related("aliases")


def affiliated() -> list[tuple[int, int]]:
    """Which publisher belongs to which party: their keys."""
    return list(Affiliation.objects.order_by("pk").values_list("publisher_id", "party_id"))
