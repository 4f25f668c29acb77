"""The page that a deposited file holds: the file itself, or the page in its archive."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from sources import configuration
from sources.archiver.deposits.unpack import Unpacked, UnpackError, unpack
from sources.archiver.sealing.store import READ_SIZE
from sources.archiver.sentences import Said, say
from sources.models import Capture, DepositKind, ExtractionStatus
from sources.reads.sealed import sealed_files
from sources.reads.sentences import worded

ARCHIVES = (DepositKind.WARC, DepositKind.WACZ)


@dataclass(frozen=True, slots=True)
class DepositTold:
    """What reading a deposited file told of it, in words."""

    unread: str = ""
    """Why no text could be read, in a sentence."""
    archive_date: str = ""
    """When the page was fetched, as whoever made the archive wrote it."""
    archive_url: str = ""
    contradictions: tuple[str, ...] = ()
    """Where the archive contradicts itself, a sentence each."""


def deposit_told(capture: Capture) -> DepositTold | None:
    """Say what reading a deposit told; None of what nobody brought, or is not read yet."""
    if not capture.is_deposit or not capture.is_finished:
        return None
    said = capture.provenance
    held = said.get("in_archive") or {}
    failed = capture.extraction == ExtractionStatus.FAILED
    return DepositTold(
        unread=worded(said.get("extraction_reason")) if failed else "",
        archive_date=str(held.get("date") or ""),
        archive_url=str(held.get("url") or ""),
        contradictions=tuple(worded([one]) for one in held.get("contradictions") or []),
    )


def held_in(capture: Capture) -> Unpacked:
    """Give the page a deposited file holds: the file itself, or the page in its archive.

    Args:
        capture: with its page and its deposit.

    Raises:
        ChangedFileError: it is not what was sealed.
        UnpackError: nothing can be read from it.
        OSError: the storage does not give the file.
    """
    limits = configuration.limits()
    row = capture.deposit
    with sealed_files().open(capture.file_name, sha256=capture.file_sha256) as file:
        if row.kind not in ARCHIVES:
            body = file.read(limits.decoded_bytes + 1)
            if len(body) > limits.decoded_bytes:
                raise UnpackError("too_large")
            return Unpacked(body=body, content_type=row.media_type, url="", status=0, date="")
        with _local(file) as local:
            return unpack(local, row.kind, capture.page.url, limits=limits)


def why_not_the_page(found: Unpacked) -> Said:
    """Why what an archive holds under the address is not the page whose words are to be found."""
    if found.truncated:
        return say("archive.cut_short", mark=found.truncated)
    if not found.is_success:
        return say("archive.not_the_page", status=found.status)
    return ()


@contextmanager
def _local(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """A copy on this machine's disk, which another process can be given; gone after the block."""
    with tempfile.TemporaryFile() as local:
        while piece := file.read(READ_SIZE):
            local.write(piece)
        local.flush()
        yield local
