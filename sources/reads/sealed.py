"""Sealed rows as the replay shows them; who may see which was asked before an address was given."""

from __future__ import annotations

from uuid import UUID

from sources.models import Capture, CaptureStatus, SealedFile


def replayed_capture(capture_id: UUID) -> Capture | None:
    """A sealed capture with its page and, if it is one, its deposit."""
    rows = Capture.objects.select_related("page", "deposit")
    return rows.filter(pk=capture_id, status=CaptureStatus.SEALED).first()


def sealed_file(number: int) -> SealedFile | None:
    """A file of the register by its key."""
    return SealedFile.objects.filter(pk=number).first()
