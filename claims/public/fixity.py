"""Whether a sealed file is still what was sealed, and where the ledger speaks of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sources.models import Capture, Fixity, SealedFile
from sources.operations.entering import CAPTURE
from sources.operations.fixity import DAMAGED
from tracker.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of the file of one capture; ``position`` is that of its ledger entry."""

    capture: Capture
    file: SealedFile
    position: int | None = None

    @property
    def is_damaged(self) -> bool:
        """Whether its last reading found anything else than what was sealed."""
        return self.file.fixity in DAMAGED

    @property
    def is_checked(self) -> bool:
        """Whether it was read again at all."""
        return self.file.fixity != Fixity.UNCHECKED


def kept(capture: Capture) -> Kept | None:
    """The file of one capture and its place in the ledger; None if nothing was kept."""
    file = SealedFile.objects.filter(name=capture.file_name).first()
    if file is None:
        return None
    entries = Entry.objects.filter(kind=CAPTURE.name, subject=str(capture.pk))
    return Kept(capture, file, entries.values_list("position", flat=True).first())


def kept_of(captures: Sequence[Capture]) -> list[Kept]:
    """The files of a page's captures, in the order of the captures, in one query."""
    names = [capture.file_name for capture in captures if capture.file_name]
    files = {file.name: file for file in SealedFile.objects.filter(name__in=names)}
    return [
        Kept(capture, files[capture.file_name])
        for capture in captures
        if capture.file_name in files
    ]
