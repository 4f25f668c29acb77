"""Index the texts of sealed copies, sent and shown, a little after they were sealed.

To index a text takes longer than all else that the database does for a capture, so no capture waits
for it. A row that is not searched yet is the queue.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Left

from claims.matching.search.texts import LONGEST_TEXT, text_row
from claims.models.matching import Indexed
from claims.models.matching.index import IndexedKind
from claims.operations.matching.index import write_index
from sources.archiver.sealing.checked import ChangedFileError
from sources.archiver.sealing.store import StoreError
from sources.models import Capture, CaptureCause, CaptureText, FileKind, RenderedFile
from sources.reads.sealed import words_in

log = logging.getLogger(__name__)

AT_ONCE = 100


@transaction.atomic
def index_texts(*, at: datetime, most: int = AT_ONCE) -> int:
    """Index texts that are not searched yet; two who do so at once share the work.

    Args:
        at: the present moment.
        most: texts at most.

    Returns:
        How many were indexed, or found to be those of another copy.
    """
    waiting = CaptureText.objects.filter(searched_since=None).order_by("pk")
    locked = waiting.select_for_update(of=("self",), skip_locked=True)
    rows = list(locked.only("capture")[:most])
    begun = dict(
        CaptureText.objects.filter(pk__in=[row.pk for row in rows])
        .annotate(begun=Left("text", LONGEST_TEXT))
        .values_list("pk", "begun")
    )
    captures = Capture.objects.select_related("page").in_bulk(begun)
    for key, text in begun.items():
        if not _is_indexed(captures[key]):
            _index(captures[key], text)
    CaptureText.objects.filter(pk__in=begun).update(searched_since=at)
    return len(rows) + _index_shown(most - len(rows), at=at)


def _index_shown(most: int, *, at: datetime) -> int:
    """Index the words that browsers showed; they stand in files."""
    missing = RenderedFile.objects.filter(kind=FileKind.WORDS, searched_since=None)
    locked = missing.select_for_update(of=("self",), skip_locked=True)
    read = 0
    for row in locked.select_related("file", "rendering__capture__page").order_by("pk")[:most]:
        try:
            text = words_in(row)[:LONGEST_TEXT]
        except (OSError, StoreError, ChangedFileError) as error:
            log.exception("The words in %s are not searched yet", row.file.name)
            if not isinstance(error, ChangedFileError):
                break  # the storage is away: the next run asks again
            text = ""
        _index(row.rendering.capture, text)
        read += RenderedFile.objects.filter(pk=row.pk).update(searched_since=at)
    return read


def _is_indexed(capture: Capture) -> bool:
    """Whether the same text was fetched from the page before and is indexed.

    A copy that a person brought stands for no other: it may be withheld.
    """
    same = Capture.objects.filter(page=capture.page_id, text_sha256=capture.text_sha256)
    fetched = same.exclude(cause=CaptureCause.DEPOSITED).exclude(pk=capture.pk)
    indexed = Indexed.objects.filter(kind=IndexedKind.PAGE, subject=capture.page_id)
    return indexed.filter(capture__in=fetched.values("pk")).exists()


def _index(capture: Capture, text: str) -> None:
    page = capture.page
    row = text_row(text.replace("\0", " "), page.language, title=page.title)
    write_index([(page.pk, row)], kind=IndexedKind.PAGE, capture=capture.pk)
