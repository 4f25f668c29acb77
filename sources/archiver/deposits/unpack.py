"""Find one page in a web archive that a person brought, in a process of its own with limits.

    unpack(file, kind, url, limits=limits) -> Unpacked

The archive is hostile until shown otherwise: it may unpack without end or hold anything. The
process is given the open file and nothing else, and what it cannot do in its share of CPU and
memory is not done. Redirects inside the archive are followed inside it; nothing is asked of a site.
"""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any, BinaryIO

import ada_url

from sources.archiver.deposits.packages import RefusedPackageError, check_package
from sources.archiver.reading.sandbox import confine
from sources.archiver.sealing.payload import Payload, PayloadError, read_payload
from sources.archiver.sentences import english, say
from sources.archiver.values import PARTIAL, Limits

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
REDIRECTS = (301, 302, 303, 307, 308)

NOT_THERE = "not_there"
NOT_READ = "not_read"
NOT_DECODED = "not_decoded"


class UnpackError(Exception):
    """Nothing can be read from a deposited file; `said` tells why."""

    def __init__(self, why: str) -> None:
        self.said = say(f"archive.{why}")
        super().__init__(english(self.said))


@dataclass(frozen=True)
class Unpacked:
    """A page out of an archive, as the archive tells it."""

    body: bytes
    """Without any coding."""
    content_type: str
    url: str
    """The address that answered, after redirects."""
    status: int
    date: str
    """When it was fetched, as whoever made the archive wrote it (WARC-Date)."""
    truncated: str = ""
    """Why the archive calls the answer cut short (WARC-Truncated); nothing if it is whole."""

    @property
    def is_success(self) -> bool:
        """Whether the whole page was sent; a file that is no archive has no status."""
        whole = HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES
        return self.status == 0 or (whole and self.status not in PARTIAL)


def unpack(file: IO[bytes], kind: str, url: str, *, limits: Limits) -> Unpacked:
    """Find a page in an archive.

    Args:
        file: a local file, open for reading.
        kind: `warc` or `wacz`.
        url: the page's address.
        limits: of the reader, and of what is unpacked.

    Raises:
        UnpackError: it is not there, or not within the limits.
    """
    task = {
        "kind": kind,
        "url": url,
        "wire_bytes": limits.wire_bytes,
        "decoded_bytes": limits.decoded_bytes,
        "cpu_seconds": limits.extract_cpu_seconds,
        "memory_bytes": limits.extract_memory_bytes + limits.wire_bytes + limits.decoded_bytes,
    }
    file.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            [sys.executable, "-B", "-m", "sources.archiver.deposits.unpack", json.dumps(task)],
            stdin=file.fileno(),
            capture_output=True,
            timeout=limits.extract_seconds,
            cwd=ROOT,
            env=ENVIRONMENT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnpackError(NOT_READ) from error
    head, _, body = done.stdout.partition(b"\n")
    try:
        facts = json.loads(head)
        if done.returncode == 0 and "why" not in facts:
            return Unpacked(body=body, **facts)
        raise UnpackError(facts["why"])
    except (ValueError, KeyError, TypeError) as error:
        raise UnpackError(NOT_READ) from error


@dataclass(frozen=True)
class _Only:
    """A storage that has one file, already open."""

    file: BinaryIO

    def exists(self, name: str) -> bool:
        return False

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        raise NotImplementedError

    def size(self, name: str) -> int:
        return self.file.seek(0, os.SEEK_END)

    def delete(self, name: str) -> None:
        raise NotImplementedError

    def path(self, name: str) -> str:
        raise NotImplementedError

    @contextmanager
    def open(self, name: str, mode: str = "rb") -> Iterator[BinaryIO]:
        if name != "archive":
            raise FileNotFoundError(name)  # a revisit that leads to another file
        self.file.seek(0)
        yield self.file


def find(file: BinaryIO, url: str, limits: Limits) -> Payload | None:
    """Find the answer of an address in a WARC file, following redirects that stand in it."""
    for _ in range(limits.redirects + 1):
        found = next(filter(None, (_answer(file, name, limits) for name in spellings(url))), None)
        if found is None or found.status not in REDIRECTS or not found.header("location"):
            return found
        try:
            url = ada_url.URL(found.header("location"), base=found.url).href
        except ValueError:
            return None
    return None


def spellings(url: str) -> list[str]:
    """The ways one address may stand in an archive: as typed, as parsed, over TLS or not."""
    try:
        parsed = ada_url.URL(url).href.split("#", 1)[0]
    except ValueError:
        return [url]
    scheme, _, rest = parsed.partition("://")
    other = f"{'http' if scheme == 'https' else 'https'}://{rest}"
    return list(dict.fromkeys((url, parsed, other)))


def _answer(file: BinaryIO, url: str, limits: Limits) -> Payload | None:
    try:
        return read_payload(_Only(file), "archive", limits=limits, url=url)
    except (PayloadError, FileNotFoundError):
        return None


def _search(file: BinaryIO, task: dict[str, Any], limits: Limits) -> Payload | None:
    if task["kind"] == "warc":
        return find(file, task["url"], limits)
    size = file.seek(0, os.SEEK_END)
    names = check_package(file, size=size, most_unpacked=sys.maxsize)
    with zipfile.ZipFile(file) as package:
        for name in names:
            with package.open(name) as archive:
                found = find(archive, task["url"], limits)  # type: ignore[arg-type]
            if found is not None:
                return found
    return None


def main() -> None:
    """Search the archive on standard input; print the facts as a line of JSON, then the body."""
    task = json.loads(sys.argv[1])
    limits = Limits(wire_bytes=task["wire_bytes"], decoded_bytes=task["decoded_bytes"])
    "".encode("cp437")  # old names in packages; loaded before no file can be opened any more
    file = os.fdopen(os.dup(0), "rb")
    confine(cpu_seconds=task["cpu_seconds"], memory_bytes=task["memory_bytes"])
    try:
        found = _search(file, task, limits)
    except (RefusedPackageError, zipfile.BadZipFile, OSError, EOFError, MemoryError, ValueError):
        _tell({"why": NOT_READ})
        return
    if found is None:
        _tell({"why": NOT_THERE})
    elif found.body is None:
        _tell({"why": NOT_DECODED})
    else:
        facts = {"content_type": found.header("content-type"), "url": found.url}
        facts |= {"date": found.date, "truncated": found.truncated}
        _tell(facts | {"status": found.status}, found.body)


def _tell(facts: dict[str, Any], body: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n")
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
