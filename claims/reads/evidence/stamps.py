"""Timestamps over what may be seen."""

from __future__ import annotations

from claims.reads.evidence.captures import captures_shown
from sources.models import Capture, RenderedFile, Timestamp, TimestampStatus, TimestampSubject


def stamps_of(capture: Capture) -> list[Timestamp]:
    """Timestamps over a capture's sealed file, in the order they were asked for."""
    if not capture.file_sha256:
        return []
    rows = Timestamp.objects.filter(sha256=capture.file_sha256, subject=TimestampSubject.FILE)
    return list(rows.order_by("pk"))


def all_stamps_of(capture: Capture) -> list[Timestamp]:
    """Timestamps over a capture's sealed file and over what a browser showed of it."""
    if not capture.file_sha256:
        return []
    shown = RenderedFile.objects.filter(rendering__capture=capture).values("file__sha256")
    rows = Timestamp.objects.filter(sha256=capture.file_sha256) | Timestamp.objects.filter(
        sha256__in=shown
    )
    return list(rows.filter(subject=TimestampSubject.FILE).order_by("pk"))


def granted(timestamp_id: int, *, to_staff: bool) -> Timestamp:
    """A granted timestamp over something that may be seen; the ledger's are for everybody.

    Raises:
        Timestamp.DoesNotExist: there is none, or what it is over may not be seen.
    """
    row = Timestamp.objects.get(pk=timestamp_id, status=TimestampStatus.GRANTED)
    if row.subject == TimestampSubject.LEDGER or _is_shown(row, to_staff=to_staff):
        return row
    raise Timestamp.DoesNotExist


def _is_shown(row: Timestamp, *, to_staff: bool) -> bool:
    shown = captures_shown(to_staff=to_staff)
    rendered = RenderedFile.objects.filter(file__sha256=row.sha256)
    return (
        shown.filter(file_sha256=row.sha256).exists()
        or shown.filter(pk__in=rendered.values("rendering__capture")).exists()
    )
