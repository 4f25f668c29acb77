"""Sealed rows and files as they are shown; who may see which was asked before.

`sealed_files()` is the storage that everything goes through which shows, quotes or hands out what
was sealed: it opens no file that is not what was sealed (`archiver.sealing.checked`).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from uuid import UUID

from celery import current_app
from kombu.exceptions import OperationalError

from sources import configuration
from sources.archiver.sealing.checked import ChangedFileError, CheckedFiles
from sources.archiver.sealing.store import StoreError
from sources.models import Capture, CaptureStatus, FileKind, RenderedFile, SealedFile
from sources.reads.withheld import withheld_captures

log = logging.getLogger(__name__)

MOST_SHOWN = 16 * 1024 * 1024
"""Bytes of the words that a browser showed of one page."""


def replayed_capture(capture_id: UUID) -> Capture | None:
    """A sealed capture with its page and, if it is one, its deposit; none that is withheld.

    An address of the replay's origin says nothing of who asks, so what is withheld from readers is
    shown there to nobody.
    """
    rows = Capture.objects.select_related("page", "deposit").exclude(pk__in=withheld_captures())
    return rows.filter(pk=capture_id, status=CaptureStatus.SEALED).first()


def sealed_file(number: int) -> SealedFile | None:
    """A file of the register by its key."""
    return SealedFile.objects.filter(pk=number).first()


def words_in(row: RenderedFile) -> str:
    """The words that a browser showed of a page.

    Args:
        row: a file of words, with its file.

    Raises:
        ChangedFileError: it is not what was sealed.
        OSError, StoreError: the storage does not give it.
    """
    with sealed_files().open(row.file.name, sha256=row.file.sha256) as file:
        return file.read(MOST_SHOWN).decode("utf-8", "replace")


def words_shown(capture: Capture) -> str | None:
    """The words that a browser showed of a copy; None where none did, or they cannot be read."""
    rows = RenderedFile.objects.select_related("file")
    row = rows.filter(rendering__capture=capture, kind=FileKind.WORDS).first()
    return None if row is None else readable_words(row)


def words_of_all(captures: Sequence[UUID]) -> dict[UUID, RenderedFile]:
    """The files with the words that a browser showed of some copies; they are not opened."""
    rows = RenderedFile.objects.filter(rendering__capture__in=captures, kind=FileKind.WORDS)
    with_copy = rows.select_related("file", "rendering")
    return {row.rendering.capture_id: row for row in with_copy}


def readable_words(row: RenderedFile) -> str | None:
    """The same of a row; None where they cannot be read at the moment."""
    try:
        return words_in(row)
    except (OSError, StoreError, ChangedFileError):
        log.exception("The words in %s could not be read", row.file.name)
        return None


def sealed_files() -> CheckedFiles:
    """The storage of sealed files, to read from; a file that no longer fits its digest is refused.

    Whoever finds one has it read again and written down by a worker (`check_fixity`): reading
    writes nothing.
    """
    return CheckedFiles(configuration.storage(), told=_tell)


def _tell(name: str) -> None:
    log.error("The sealed file %s no longer fits its digest; it is not given out", name)
    try:
        current_app.send_task("sources.tasks.read_again", [name], retry=False)
    except OperationalError:
        log.warning("No worker could be told of %s; the next check of fixity finds it", name)
