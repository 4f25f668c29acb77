"""Sealed rows and files as they are shown; who may see which was asked before.

`sealed_files()` is the storage that everything goes through which shows, quotes or hands out what
was sealed: it opens no file that is not what was sealed (`archiver.sealing.checked`).
"""

from __future__ import annotations

import logging
from uuid import UUID

from celery import current_app
from kombu.exceptions import OperationalError

from sources import configuration
from sources.archiver.sealing.checked import CheckedFiles
from sources.models import Capture, CaptureStatus, SealedFile
from sources.reads.withheld import withheld_captures

log = logging.getLogger(__name__)


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
