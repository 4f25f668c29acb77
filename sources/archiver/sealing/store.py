"""Keep sealed files under the SHA-256 of their content, in whatever storage is passed in.

A storage is anything with Django's storage API (exists, save, open). On a local disk the file is
written aside and renamed, so a name never stands for half a file; an object store does the same
on its side.
"""

import glob
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Protocol

from sources.archiver.sentences import Said, english, say
from sources.archiver.values import Content, Record

READ_SIZE = 1024 * 1024
PART = ".part-"
"""What the names of files begin with that are being written."""


class Storage(Protocol):
    """The part of Django's storage API that is used."""

    def exists(self, name: str) -> bool:
        """Whether a file of this name is kept."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Keep content under a name; returns the name given."""

    def open(self, name: str, mode: str = "rb") -> Any:
        """Open a kept file."""

    def delete(self, name: str) -> None:
        """Remove a kept file."""

    def size(self, name: str) -> int:
        """Bytes of a kept file."""

    def path(self, name: str) -> str:
        """Local path; NotImplementedError where there is none."""


class StoreError(Exception):
    """The storage is at fault; `said` tells how, by a code of the table of sentences."""

    def __init__(self, rule: str, **values: object) -> None:
        self.said = say(f"store.{rule}", **values)
        super().__init__(english(self.said))


def fault(error: OSError | StoreError) -> Said:
    """What is wrong with the storage, as codes and values: a full disk, a right that is missing."""
    if isinstance(error, StoreError):
        return error.said
    return say("store.refused", why=error.strerror or type(error).__name__)


def file_name(sha256: str) -> str:
    """Name of the WARC file with this digest (hex)."""
    return f"warc/{sha256[:2]}/{sha256}.warc.gz"


def keep(storage: Storage, record: Record) -> str:
    """Store a file and read it back; keeping the same bytes twice changes nothing.

    Raises:
        StoreError: the file read back differs.
        OSError: the storage refused (full disk, no permission).
    """
    name = file_name(record.sha256)
    keep_as(storage, name, record.content, record.sha256)
    return name


@contextmanager
def answering() -> Iterator[None]:
    """Give the errors of an object store's client, which are of its own kinds, one name.

    Raises:
        StoreError: it did not answer. Errors that every storage may have pass as they are.
    """
    try:
        yield
    except (OSError, NotImplementedError, StoreError):
        raise
    except Exception as error:
        raise StoreError("away", why=error) from error


def keep_as(storage: Storage, name: str, content: Content, sha256: str) -> None:
    """Store content under a name and read it back; what is kept already is never written over.

    Raises:
        StoreError: the file read back differs, another one was kept under this name, or an object
            store did not answer.
        OSError: the storage refused (full disk, no permission).
    """
    keep_file(storage, name, sha256, lambda: _content(storage, name, content))


def keep_file(
    storage: Storage, name: str, sha256: str, content: Callable[[], AbstractContextManager[Any]]
) -> None:
    """The same of content that is opened only if there is no such file yet."""
    with answering():
        _keep(storage, name, sha256, content)


def _keep(
    storage: Storage, name: str, sha256: str, content: Callable[[], AbstractContextManager[Any]]
) -> None:
    if not storage.exists(name):
        with content() as file:
            given = storage.save(name, file)
        if given != name:
            # Somebody else kept a file of this name in the same moment.
            storage.delete(given)
    if file_digest(storage, name) != sha256:
        raise StoreError("differs", name=name)


def size_of(storage: Storage, name: str) -> int | None:
    """Bytes of a kept file; None if there is none of this name.

    Raises:
        StoreError: an object store did not answer.
        OSError: the storage cannot be read.
    """
    with answering():
        return storage.size(name) if storage.exists(name) else None


def discard(storage: Storage, name: str) -> None:
    """Remove a file, and what whoever was killed while storing it had begun; none is no error.

    Raises:
        OSError: the storage refused.
    """
    storage.delete(name)
    with suppress(NotImplementedError):  # an object store shows nothing before it is whole
        path = Path(storage.path(name))
        for begun in path.parent.glob(f"{glob.escape(PART + path.name)}-*"):
            begun.unlink(missing_ok=True)


def file_digest(storage: Storage, name: str) -> str:
    """SHA-256 (hex) of a kept file, read in pieces.

    Raises:
        FileNotFoundError: there is no such file.
    """
    digest = hashlib.sha256()
    with storage.open(name, "rb") as file:
        while piece := file.read(READ_SIZE):
            digest.update(piece)
    return digest.hexdigest()


class _AsideFile(BytesIO):
    """Content that Django's local storage moves into place instead of copying."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def temporary_file_path(self) -> str:
        return self._path

    def chunks(self) -> Iterator[bytes]:
        with Path(self._path).open("rb") as file:
            while piece := file.read(READ_SIZE):
                yield piece


@contextmanager
def _content(storage: Storage, name: str, content: Content) -> Iterator[IO[bytes]]:
    given: IO[bytes] = BytesIO(content) if isinstance(content, bytes) else content
    given.seek(0)
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        yield given
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, so that the move is a rename and not a copy.
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f"{PART}{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            shutil.copyfileobj(given, file, READ_SIZE)
            file.flush()
            os.fsync(file.fileno())
        yield _AsideFile(aside)
    finally:
        Path(aside).unlink(missing_ok=True)
