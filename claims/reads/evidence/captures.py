"""Captures of pages that may be seen, and what a browser showed of them."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.reads.evidence.pages import pages_shown
from sources.models import (
    Capture,
    CaptureStatus,
    RenderedFile,
)
from sources.reads.withheld import withheld_captures


def captures_shown(*, to_staff: bool = False) -> QuerySet[Capture]:
    """Captures of the pages that may be seen, but those that are withheld from readers."""
    rows = Capture.objects.select_related(
        "page__publisher", "deposit__deposited_by", "deposit__original__file"
    ).filter(page__in=pages_shown(to_staff=to_staff))
    return rows if to_staff else rows.exclude(pk__in=withheld_captures())


def sealed_capture(capture_id: str, *, to_staff: bool) -> Capture:
    """A sealed capture of a page that may be seen.

    Raises:
        Capture.DoesNotExist: there is none, or it is not sealed.
    """
    shown = captures_shown(to_staff=to_staff)
    return shown.get(pk=capture_id, status=CaptureStatus.SEALED)


def rendered_file(capture_id: str, kind: str, *, to_staff: bool) -> RenderedFile | None:
    """What a browser made of a capture that may be seen: the file of one ``FileKind``."""
    shown = captures_shown(to_staff=to_staff).filter(pk=capture_id)
    rows = RenderedFile.objects.filter(rendering__capture__in=shown.values("pk"), kind=kind)
    return rows.select_related("file").first()
