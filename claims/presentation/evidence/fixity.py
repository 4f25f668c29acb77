"""Whether a sealed file is still what was sealed, and where the ledger speaks of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sources.models import Capture, SealedFile
from sources.models.file import DAMAGED
from sources.reads.ledger_kinds import CAPTURE
from tracker.base.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of the file of one capture; ``position`` is that of its ledger entry.

    ``earlier`` is the file that holds its bytes where its own only refers to them (a revisit).
    """

    capture: Capture
    file: SealedFile
    earlier: SealedFile | None = None
    position: int | None = None

    @property
    def is_damaged(self) -> bool:
        """Whether the last reading of what it needs found anything else than what was sealed."""
        return self.file.fixity in DAMAGED or self.earlier_is_damaged

    @property
    def earlier_is_damaged(self) -> bool:
        """Whether the file it refers to is not what was sealed."""
        return self.earlier is not None and self.earlier.fixity in DAMAGED


def kept(capture: Capture) -> Kept | None:
    """The file of one capture and its place in the ledger; None if nothing was kept."""
    found = kept_of([capture])
    if not found:
        return None
    entries = Entry.objects.filter(kind=CAPTURE.name, subject=str(capture.pk))
    return replace(found[0], position=entries.values_list("position", flat=True).first())


def kept_of(captures: Sequence[Capture]) -> list[Kept]:
    """The files of a page's captures, in the order of the captures, in two queries."""
    # A capture's provenance is large, and lists do without it.
    rows = Capture.objects.filter(pk__in=[capture.pk for capture in captures])
    referred = dict(rows.values_list("pk", "provenance__revisit__file_name"))
    names = {capture.file_name for capture in captures} | set(referred.values())
    files = {file.name: file for file in SealedFile.objects.filter(name__in=names - {"", None})}
    return [
        Kept(capture, files[capture.file_name], files.get(referred.get(capture.pk) or ""))
        for capture in captures
        if capture.file_name in files
    ]
