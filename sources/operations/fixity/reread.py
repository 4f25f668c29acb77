"""Read stored files again and say whether they are still what was sealed.

The file read longest ago comes first, so whoever stops and begins again goes on where it stopped.
Every storage of Django's kind will do: a file is opened, read in pieces and let go. Nothing is
locked meanwhile, and a second reader at the same time only does some of the work twice.
"""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from django.core.files.storage import Storage
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from sources.archiver.sealing.store import PART, READ_SIZE, answering, size_of
from sources.models import Capture, Fixity, SealedFile
from sources.models.file import DAMAGED
from sources.operations.fixity.announced_files import remove_unnamed
from tracker.base.ledger.chain import Defect

log = logging.getLogger(__name__)

AT_ONCE = 50
"""Rows fetched at once."""
PATIENCE = 5
"""Files in a row that cannot be read before the storage itself is taken to be away."""
EARLY = 0.9
"""The share of the longest time between two readings after which a file is due."""
DAMAGED_AGAIN = timedelta(days=1)
UNREADABLE_AGAIN = timedelta(hours=1)
YOUNG = timedelta(hours=1)
"""A file stored so recently may belong to a row that is not committed yet."""
BY_DIGEST = re.compile(rf"/(?:{re.escape(PART)}[^/]*|[0-9a-f]{{64}}\.[^/]+)\Z")
NOT_EVIDENCE = ("health", "held")
"""Folders of the storage that hold no sealed files: what /health/ writes to see that it can, and
what waits for the choice of whoever brought it."""


@dataclass(slots=True)
class FixityReport:
    """What a run read: how many files of each fixity, and how many bytes."""

    found: Counter[str] = field(default_factory=Counter)
    size: int = 0

    @property
    def read(self) -> int:
        """How many files."""
        return self.found.total()

    @property
    def damaged(self) -> int:
        """How many of them are not what was sealed."""
        return sum(self.found[state] for state in DAMAGED)


class StorageAwayError(Exception):
    """One file after the other could not be read: it is not the files that are at fault.

    `report` is what was read until then.
    """

    def __init__(self, report: FixityReport) -> None:
        super().__init__(f"The storage does not answer: {PATIENCE} files in a row were unreadable.")
        self.report = report


Told = Callable[[SealedFile, FixityReport], None]


def check(
    rows: QuerySet[SealedFile],
    *,
    storage: Storage,
    at: datetime,
    told: Told = lambda _file, _report: None,
    most: int | None = None,
    seconds: float | None = None,
) -> FixityReport:
    """Read files again, the one read longest ago first, and write down what was found.

    Args:
        rows: which files; one that was read since `at` is not read again.
        storage: where they are kept.
        at: the moment the run begins.
        told: called after each file, whose row says what was found.
        most: files to read at most.
        seconds: time to take at most; the file being read when it is over is read to its end.

    Raises:
        StorageAwayError: several files in a row could not be read.
    """
    began, report, silent = time.monotonic(), FixityReport(), 0
    for file in _oldest_first(rows, at):
        passed = time.monotonic() - began
        if report.read == most or (seconds is not None and passed >= seconds):
            break
        file.fixity, size = read_again(file, storage)
        file.checked_at = at + timedelta(seconds=time.monotonic() - began)
        _write(file)
        report.found[file.fixity] += 1
        report.size += size
        told(file, report)
        silent = silent + 1 if file.fixity == Fixity.UNREADABLE else 0
        if silent == PATIENCE:
            raise StorageAwayError(report)
    return report


def _oldest_first(rows: QuerySet[SealedFile], at: datetime) -> Iterator[SealedFile]:
    """Files not read since `at`. Reading one moves it to the end, so each piece asks anew."""
    waiting = rows.filter(Q(checked_at__isnull=True) | Q(checked_at__lt=at))
    waiting = waiting.order_by(F("checked_at").asc(nulls_first=True), "id")
    while piece := list(waiting[:AT_ONCE]):
        yield from piece


def read_again(file: SealedFile, storage: Storage) -> tuple[Fixity, int]:
    """Read one file to its end. Gives what it was found to be and the bytes that were read."""
    digest, size = hashlib.sha256(), 0
    try:
        with storage.open(file.name, "rb") as content:
            while piece := content.read(READ_SIZE):
                digest.update(piece)
                size += len(piece)
    except FileNotFoundError:
        return Fixity.MISSING, size
    except Exception:  # every storage has errors of its own, and one bad file must not end the run
        log.exception("The sealed file %s could not be read", file.name)
        return Fixity.UNREADABLE, size
    fits = size == file.size and digest.hexdigest() == file.sha256
    return (Fixity.INTACT if fits else Fixity.ALTERED), size


def _write(file: SealedFile) -> None:
    SealedFile.objects.filter(pk=file.pk).update(fixity=file.fixity, checked_at=file.checked_at)
    if file.fixity in DAMAGED:
        log.error("The sealed file %s is %s: SHA-256 was %s", file.name, file.fixity, file.sha256)


def due(*, days: float, at: datetime) -> QuerySet[SealedFile]:
    """Files that must be read soon, so that none is read less often than every `days` days.

    A file that could not be read is due after an hour, one that was damaged after a day.
    """
    last = at - timedelta(days=days) * EARLY
    healthy = Q(checked_at__lte=last) | Q(checked_at__isnull=True, sealed_at__lte=last)
    unreadable = Q(fixity=Fixity.UNREADABLE, checked_at__lte=at - UNREADABLE_AGAIN)
    damaged = Q(fixity__in=DAMAGED, checked_at__lte=at - DAMAGED_AGAIN)
    return SealedFile.objects.filter(healthy | unreadable | damaged)


def standing(*, days: float, at: datetime) -> dict[str, object]:
    """How the stored files stand, for `/health/`.

    `ok` is that none is damaged and none was left unread for more than `days` days;
    `oldest_check_days` is the longest time since a file was sealed or read, in days.
    """
    counts = {state.value: Count("pk", filter=Q(fixity=state)) for state in Fixity}
    row = SealedFile.objects.aggregate(
        files=Count("pk"), oldest=Min(Coalesce("checked_at", "sealed_at")), **counts
    )
    oldest = row.pop("oldest")
    age = 0.0 if oldest is None else max(0.0, (at - oldest) / timedelta(days=1))
    damaged = any(row[state.value] for state in DAMAGED)
    return {"ok": not damaged and age <= days, **row, "oldest_check_days": round(age, 2)}


def damaged_files() -> QuerySet[SealedFile]:
    """Files that were not what was sealed when they were last read, by name."""
    return SealedFile.objects.filter(fixity__in=DAMAGED).order_by("name")


def unregistered() -> Iterator[Defect]:
    """Captures whose file is not registered with the digest and size it was sealed with."""
    files = SealedFile.objects.filter(
        name=OuterRef("file_name"), sha256=OuterRef("file_sha256"), size=OuterRef("file_size")
    )
    rows = Capture.objects.exclude(file_name="").filter(~Exists(files)).order_by("pk")
    for key, name in rows.values_list("pk", "file_name").iterator():
        yield Defect("file", f"capture {key}: its file {name} is not registered as it was sealed.")


def orphans(storage: Storage, *, at: datetime) -> Iterator[str]:
    """Name the files of the storage that no row knows, older than an hour.

    Raises:
        NotImplementedError: the storage cannot list what it holds.
        OSError: it cannot be read.
        StoreError: an object store did not answer.
    """
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with answering():
            folders, names = storage.listdir(folder)
        below = [str(PurePosixPath(folder, name)) for name in sorted(folders, reverse=True)]
        waiting += [path for path in below if path not in NOT_EVIDENCE]
        paths = [str(PurePosixPath(folder, name)) for name in sorted(names)]
        for start in range(0, len(paths), AT_ONCE):
            yield from _unknown(storage, paths[start : start + AT_ONCE], at)


def _unknown(storage: Storage, paths: list[str], at: datetime) -> Iterator[str]:
    known = set(SealedFile.objects.filter(name__in=paths).values_list("name", flat=True))
    for path in paths:
        if path in known:
            continue
        with answering():
            is_old = storage.get_modified_time(path) <= at - YOUNG
        if is_old:
            yield path


def clear_orphans(storage: Storage, *, at: datetime) -> list[str]:
    """Remove files that no row knows and that were not announced, or not to this database.

    Only what `orphans` names and what carries a digest as its name, or was begun under one or as an
    upload: nothing that somebody else put into the storage.

    Returns:
        The names of the files that are gone.

    Raises:
        NotImplementedError: the storage cannot list what it holds.
        OSError: it cannot be read.
        StoreError: an object store did not answer.
    """
    left = [name for name in orphans(storage, at=at) if BY_DIGEST.search(name)]
    for name in left:
        remove_unnamed(name)
    return [name for name in left if size_of(storage, name) is None]
