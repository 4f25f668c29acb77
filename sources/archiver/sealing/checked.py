"""Open sealed files only as what was sealed: the digest is compared before a byte is given out.

    CheckedFiles(storage).open(name) -> a file to read from, at any place

is the one way to bytes that are shown, quoted or handed out. A sealed file carries its SHA-256 in
its name; of a timestamp, which is named after what it stamps, the digest is passed. The whole file
is read once and compared; after that, for `CHECKED_FOR` seconds, the same answer holds for a file
that has the same size and the same time stamps (of an object store: the same ETag). What is given
out comes from the very file that was compared: on a local disk from the handle that was open then,
from an object store by its own ranges and only of that ETag. So a part of a file costs that part.
"""

import hashlib
import io
import os
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, BinaryIO, cast

from sources.archiver.sealing.store import READ_SIZE, Storage, StoreError, answering

CHECKED_FOR = 3600.0
"""Seconds for which a comparison that fitted holds, unless size or time stamp change."""
REFUSED_FOR = 60.0
"""Seconds for which one that did not fit holds: what is put right is soon given out again."""
REMEMBERED = 10_000
"""Files whose comparison is remembered in a process."""
LOCKS = 64
SMALL, LARGE = 64 * 1024, 8 * 1024 * 1024
"""Bytes asked of an object store at once: few at first, more the longer somebody reads on."""
DIGEST = re.compile(r"(?:\A|/)([0-9a-f]{64})\.[^/]+\Z")

Stamp = tuple[object, ...]
Told = Callable[[str], None]
"""Called with a file's name when a comparison finds that it no longer fits."""


class ChangedFileError(StoreError):
    """A stored file is not what was sealed under its name; `name` is that name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__("changed", name=name)


def digest_in(name: str) -> str:
    """The SHA-256 (hex) that a sealed file carries in its name.

    Raises:
        ChangedFileError: it carries none, so nothing can be said of it.
    """
    found = DIGEST.search(name)
    if found is None:
        raise ChangedFileError(name)
    return found.group(1)


class Comparisons:
    """What was compared lately: (name, digest) and the stamp it had then, with the result."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: OrderedDict[tuple[object, str, str], tuple[Stamp, bool, float]] = OrderedDict()
        self._guard = threading.Lock()
        self._locks = [threading.Lock() for _ in range(LOCKS)]

    def known(self, key: tuple[object, str, str], stamp: Stamp) -> bool | None:
        """Whether the file fits; None if it must be read to say so."""
        with self._guard:
            found = self._known.get(key)
            if found is None or found[0] != stamp or found[2] <= self._clock():
                return None
            self._known.move_to_end(key)
            return found[1]

    def remember(self, key: tuple[object, str, str], stamp: Stamp, *, fits: bool) -> None:
        """Keep a result for a while."""
        until = self._clock() + (CHECKED_FOR if fits else REFUSED_FOR)
        with self._guard:
            self._known[key] = (stamp, fits, until)
            self._known.move_to_end(key)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)

    def turn(self, key: tuple[object, str, str]) -> threading.Lock:
        """One at a time reads a file to its end; the others then know the result."""
        return self._locks[hash(key) % LOCKS]


_COMPARISONS = Comparisons()


class CheckedFiles:
    """A storage to read from, whose files are what was sealed or are not opened."""

    def __init__(
        self,
        storage: Storage,
        *,
        told: Told = lambda _name: None,
        comparisons: Comparisons = _COMPARISONS,
    ) -> None:
        self._storage = storage
        self._told = told
        self._comparisons = comparisons

    def open(self, name: str, mode: str = "rb", *, sha256: str = "") -> BinaryIO:
        """Open a sealed file once its digest was compared.

        Args:
            name: its name in the storage.
            mode: for reading bytes; there is no other.
            sha256: what a row says its digest is (hex); else the one in its name counts.

        Raises:
            ChangedFileError: it is not what was sealed.
            FileNotFoundError: there is no such file.
            StoreError: an object store did not answer.
            OSError: the storage cannot be read.
        """
        if mode != "rb":
            raise ValueError(f"Sealed files are only read: {mode}")
        with ExitStack() as opened:
            with answering():
                file, stamp = _open(self._storage, name)
            opened.callback(file.close)
            if not self._fits(file, stamp, name, sha256 or digest_in(name)):
                raise ChangedFileError(name)
            opened.pop_all()
        return file

    def _fits(self, file: BinaryIO, stamp: Stamp, name: str, sha256: str) -> bool:
        key = (_place(self._storage), name, sha256)
        known = self._comparisons.known(key, stamp)
        if known is not None:
            return known
        with self._comparisons.turn(key):
            known = self._comparisons.known(key, stamp)
            if known is not None:
                return known
            with answering():
                fits = _digest(file) == sha256
                file.seek(0)
            self._comparisons.remember(key, stamp, fits=fits)
        if not fits:
            self._told(name)
        return fits

    def exists(self, name: str) -> bool:
        """Whether a file of this name is kept."""
        return self._storage.exists(name)

    def size(self, name: str) -> int:
        """Bytes of a kept file."""
        return self._storage.size(name)

    def path(self, name: str) -> str:
        """None: a path would lead round the comparison."""
        raise NotImplementedError

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Not here."""
        raise NotImplementedError

    def delete(self, name: str) -> None:
        """Not here."""
        raise NotImplementedError


def _place(storage: Any) -> object:
    """Which storage it is: names are the same in every one."""
    return getattr(storage, "bucket_name", None) or getattr(storage, "base_location", "")


def _open(storage: Any, name: str) -> tuple[BinaryIO, Stamp]:
    file = storage.open(name, "rb")
    kept = getattr(file, "obj", None)
    if kept is not None:  # django-storages has asked for the head of the object, and no more
        read = cast("BinaryIO", io.BufferedReader(ObjectFile(kept), SMALL))
        return read, (kept.content_length, kept.e_tag, str(kept.last_modified))
    try:
        facts = os.fstat(file.fileno())
    except (AttributeError, OSError):
        return file, (storage.size(name), str(storage.get_modified_time(name)))
    # Whoever sets the time of a file back by hand cannot set back when its entry was changed.
    times = (facts.st_mtime_ns, facts.st_ctime_ns)
    return file, (facts.st_size, *times, facts.st_dev, facts.st_ino)


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := file.read(READ_SIZE):
        digest.update(piece)
    return digest.hexdigest()


class ObjectFile(io.RawIOBase):
    """An object of an object store, read by ranges; always the one whose ETag was seen first."""

    def __init__(self, kept: Any) -> None:
        """Read from a boto3 `Object` whose head was asked for."""
        self._kept = kept
        self._size: int = kept.content_length
        self._etag: str = kept.e_tag
        self._place = 0
        self._body: Any = None
        self._left = 0
        self._window = SMALL

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; nothing is asked of the store."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        place = max(0, start + offset)
        if place != self._place:
            self._let_go()
            self._window = SMALL
        self._place = place
        return place

    def readinto(self, into: Any) -> int:
        """Read up to as many bytes as there is room for."""
        if self._place >= self._size:
            return 0
        if self._body is None:
            last = min(self._size, self._place + max(self._window, len(into)))
            with answering():
                got = self._kept.get(Range=f"bytes={self._place}-{last - 1}", IfMatch=self._etag)
            self._body, self._left = got["Body"], last - self._place
            self._window = min(LARGE, self._window * 4)
        with answering():
            piece = self._body.read(min(len(into), self._left))
        if not piece:
            raise StoreError("cut_short")
        into[: len(piece)] = piece
        self._place += len(piece)
        self._left -= len(piece)
        if not self._left:
            self._let_go()
        return len(piece)

    def close(self) -> None:
        """Let the connection go."""
        self._let_go()
        super().close()

    def _let_go(self) -> None:
        body, self._body, self._left = self._body, None, 0
        if body is not None:
            body.close()
