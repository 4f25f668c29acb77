"""Take in a file that a person brought: decide what it is by its content, seal it by its digest.

Nothing in it is run and nothing is unpacked here; what must be opened to be read is opened by
`unpack`, in a process of its own. Names and types that came with the file are nobody's word.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sources.archiver.deposits.kinds import MEDIA_TYPES, SNIFFED, ContentKind, kind_of
from sources.archiver.deposits.packages import RefusedPackageError, check_package
from sources.archiver.sealing.store import PART, READ_SIZE, Storage, keep_file
from tracker.base.values.sentence import gettext_noop

FOLDER = "deposit"
WACZ_TYPE = "application/wacz"
SUFFIXES = {
    ContentKind.HTML: "html",
    ContentKind.MHTML: "mhtml",
    ContentKind.PDF: "pdf",
    ContentKind.PNG: "png",
    ContentKind.JPEG: "jpg",
    ContentKind.GIF: "gif",
    ContentKind.WEBP: "webp",
    ContentKind.TEXT: "txt",
    ContentKind.WARC: "warc",
    ContentKind.ZIP: "wacz",
}
WORDS = {kind: "image" for kind in ContentKind if kind.is_image} | {
    ContentKind.HTML: "html",
    ContentKind.MHTML: "html",
    ContentKind.PDF: "pdf",
    ContentKind.TEXT: "text",
    ContentKind.WARC: "warc",
    ContentKind.ZIP: "wacz",
}
"""The kind as the table of deposits has it."""

REFUSED: dict[str, str] = {
    "empty": gettext_noop("The file is empty."),
    "too_large": gettext_noop("The file is larger than this installation takes."),
    "unknown_kind": gettext_noop(
        "Files of this kind are not taken. Deposit a web page (HTML or MHTML), a PDF, a picture "
        "(PNG, JPEG, GIF or WebP), plain text, or a web archive (WARC or WACZ)."
    ),
    "svg": gettext_noop("An SVG picture is a program of a kind. Save it as PNG and deposit that."),
    "package_damaged": gettext_noop("This package is damaged and cannot be opened."),
    "package_no_wacz": gettext_noop("This ZIP file is no web archive package (WACZ)."),
    "package_names": gettext_noop("The package holds a file whose name leads out of it."),
    "package_locked": gettext_noop("The package is encrypted."),
    "package_packing": gettext_noop("The package is packed in a way that is not read."),
    "package_entries": gettext_noop("The package holds more files than are read."),
    "package_grows": gettext_noop("The package would unpack to far more than it weighs."),
}


class RefusedFileError(Exception):
    """A file that is not taken; `rule` is a key of `REFUSED`."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(REFUSED[rule])


@dataclass(frozen=True)
class Received:
    """A file that has arrived whole."""

    sha256: str
    size: int
    kind: ContentKind
    is_packed: bool
    """Whether a WARC file is in gzip."""

    @property
    def name(self) -> str:
        """The name it is sealed under."""
        packed = ".gz" if self.is_packed else ""
        return f"{FOLDER}/{self.sha256[:2]}/{self.sha256}.{SUFFIXES[self.kind]}{packed}"

    @property
    def media_type(self) -> str:
        """What it is called on the web."""
        return WACZ_TYPE if self.kind is ContentKind.ZIP else MEDIA_TYPES[self.kind]


@contextmanager
def receive(
    storage: Storage, chunks: Iterable[bytes], *, most: int
) -> Iterator[tuple[Received, IO[bytes], str]]:
    """Write a file aside while it arrives, and decide what it is; it is gone after the block.

    Args:
        storage: where it will be kept; the aside file stands in its folder if it has one.
        chunks: the file in pieces.
        most: bytes that are taken.

    Yields:
        The facts, the aside file open for reading, and its path.

    Raises:
        RefusedFileError: it is not taken.
        OSError: it cannot be written (full disk, no permission).
    """
    with tempfile.NamedTemporaryFile(dir=_beside(storage), prefix=PART, delete=False) as file:
        try:
            digest, size = _write(file, chunks, most)
            file.seek(0)
            start = file.read(SNIFFED)
            kind = examine(start, file, size=size, most=most)
            packed = kind is ContentKind.WARC and start.startswith(b"\x1f\x8b")
            yield Received(digest, size, kind, packed), file, file.name
        finally:
            Path(file.name).unlink(missing_ok=True)


def examine(start: bytes, file: IO[bytes], *, size: int, most: int) -> ContentKind:
    """Decide what a file is, or refuse it.

    Args:
        start: its first bytes.
        file: all of it, open for reading.
        size: its bytes.
        most: bytes that are taken of one file; ten times that, of all in a package together.

    Raises:
        RefusedFileError: it is not taken.
    """
    kind = kind_of(start)
    if kind is ContentKind.OTHER:
        raise RefusedFileError("unknown_kind")
    if kind is ContentKind.TEXT and b"<svg" in start.lower():
        raise RefusedFileError("svg")
    if kind is ContentKind.ZIP:
        try:
            check_package(file, size=size, most_unpacked=10 * most)
        except RefusedPackageError as error:
            raise RefusedFileError(error.rule) from error
    return kind


def keep(storage: Storage, received: Received, file: IO[bytes], path: str) -> None:
    """Move a file that was received into the storage; what is kept already is not written over.

    Raises:
        StoreError: what the storage gives back is not what arrived, or an object store did not
            answer.
        OSError: the storage refused.
    """
    keep_file(storage, received.name, received.sha256, arrived(storage, file, path))


def arrived(
    storage: Storage, file: IO[bytes], path: str
) -> Callable[[], AbstractContextManager[Any]]:
    """What `store.keep_file` moves or copies into the storage, of a file that was received."""

    def opened() -> AbstractContextManager[Any]:
        file.flush()
        os.fsync(file.fileno())
        return nullcontext(_Arrived(file, path, movable=_is_local(storage)))

    return opened


class _Arrived:
    """Content that Django's local storage moves into place, and any other one copies."""

    def __init__(self, file: IO[bytes], path: str, *, movable: bool) -> None:
        self._file = file
        self.name = path
        if movable:
            self.temporary_file_path = lambda: path

    def chunks(self, chunk_size: int = READ_SIZE) -> Iterator[bytes]:
        self._file.seek(0)
        while piece := self._file.read(chunk_size):
            yield piece

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def seek(self, place: int, whence: int = 0) -> int:
        return self._file.seek(place, whence)

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        """The block that received it closes it."""


def _write(file: IO[bytes], chunks: Iterable[bytes], most: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise RefusedFileError("too_large")
        digest.update(chunk)
        file.write(chunk)
    if not size:
        raise RefusedFileError("empty")
    return digest.hexdigest(), size


def _beside(storage: Storage) -> str | None:
    """The folder the files end up in, so that the move is a rename; None where there is none."""
    try:
        folder = Path(storage.path(FOLDER))
    except NotImplementedError:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _is_local(storage: Storage) -> bool:
    return _beside(storage) is not None
