"""All pages that claims may rest on, or those of an address, a title or a publisher."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import Citation
from claims.reads.desk.evidence import pages_at
from claims.reads.visible import claims_seen_by
from sources.models import Capture, CaptureStatus, Page, Publisher
from tracker.base.people.models import User
from tracker.base.values.address import page_spelled


def pages_listed(user: User) -> QuerySet[Page]:
    """Every page, the newest first, with ``claims_count`` and ``newest_copy``.

    Counted are the claims resting on it that this person may know of; the key of its newest sealed
    copy is None where there is none. Both are asked for the rows that are fetched.
    """
    cited = Citation.objects.filter(page=OuterRef("pk"), claim__in=claims_seen_by(user))
    claims = cited.order_by().values("page").annotate(many=Count("claim", distinct=True))
    copies = Capture.objects.filter(page=OuterRef("pk"), status=CaptureStatus.SEALED)
    return (
        Page.objects.select_related("publisher")
        .annotate(
            claims_count=Coalesce(Subquery(claims.values("many")), 0),
            newest_copy=Subquery(copies.order_by("-finished_at", "pk").values("pk")[:1]),
        )
        .order_by("-pk")
    )


def going_by_words(text: str, publishers: Q) -> Q:
    """Which pages a list keeps that is narrowed by words, as a filter of them.

    Those that have them in their address or title, those of publishers that go by them, and those
    at an address that is typed whole, in whatever spelling.

    Args:
        text: as it was typed.
        publishers: which publishers go by them.
    """
    written = Page.objects.filter(Q(url__icontains=text) | Q(title__icontains=text))
    published = Page.objects.filter(publisher__in=Publisher.objects.filter(publishers))
    keys = [rows.order_by().values("pk") for rows in (written, published)]
    return Q(pk__in=keys[0].union(keys[1])) | Q(
        pk__in=[page.pk for page in pages_at(page_spelled(text))]
    )
