"""Captures whose text was read, for the desk to read again."""

from __future__ import annotations

from django.db.models import QuerySet

from sources.models import Capture

_NEWEST = 20


def captures_read() -> QuerySet[Capture]:
    """Every capture of which a text was kept, with it and its page, the newest first."""
    rows = Capture.objects.filter(kept_text__isnull=False)
    return rows.select_related("kept_text", "page__publisher").order_by("-requested_at")


def newest_read() -> QuerySet[Capture]:
    """The newest of them, without their texts."""
    rows = Capture.objects.filter(kept_text__isnull=False).select_related("page__publisher")
    return rows.order_by("-requested_at")[:_NEWEST]
