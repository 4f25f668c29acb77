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
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from sources.archiver.deposits.archives import (
    Files,
    NotFoundError,
    block_of,
    choose,
    index,
    status_of,
)
from sources.archiver.deposits.packages import RefusedPackageError, check_package
from sources.archiver.network import content_coding
from sources.archiver.reading.sandbox import confine
from sources.archiver.sealing.conformance import FileDefect, check_file
from sources.archiver.sealing.conformance.blocks import FITS_CHUNKS
from sources.archiver.sealing.conformance.defects import CONTRADICTIONS
from sources.archiver.sealing.gzip_members import MemberError
from sources.archiver.sealing.payload import (
    LONGEST_HEAD,
    PayloadError,
    split_head,
    without_chunks,
)
from sources.archiver.sentences import english, say
from sources.archiver.values import PARTIAL, Limits, joined

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}

NOT_READ = "not_read"


class UnpackError(Exception):
    """Nothing can be read from a deposited file; `said` tells why."""

    def __init__(self, why: str, **values: object) -> None:
        self.said = say(f"archive.{why}", **values)
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
    kind: str = ""
    """The type of the record it stands in."""
    contradictions: dict[str, int] | None = None
    """Where the archive says two things of the same bytes, by the rule of the standard that it
    breaks, and how often; None where it was not held against the standard to its end."""

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
        out = done.stdout
    except subprocess.TimeoutExpired as error:
        out = error.stdout or b""
    return _told(out)


def _told(out: bytes) -> Unpacked:
    """Read what the process said before it ended, however it did."""
    head, _, rest = out.partition(b"\n")
    try:
        facts = json.loads(head)
        if "why" in facts:
            raise UnpackError(facts["why"], **facts.get("values", {}))
        size = facts.pop("size")
        if len(rest) < size:
            raise UnpackError(NOT_READ)
        return Unpacked(body=rest[:size], contradictions=_last_word(rest[size:]), **facts)
    except (ValueError, KeyError, TypeError) as error:
        raise UnpackError(NOT_READ) from error


def _last_word(line: bytes) -> dict[str, int] | None:
    try:
        said: dict[str, int] = json.loads(line)["contradictions"]
    except (ValueError, KeyError, TypeError):
        return None
    return said


@dataclass(frozen=True)
class ArchivedPage:
    """The page as it stands in the archive: what is told of it, and its bytes without coding."""

    facts: dict[str, Any]
    body: bytes


@contextmanager
def _archives(file: BinaryIO, kind: str) -> Iterator[Files]:
    """The WARC files of a deposit: itself, or those in its package."""

    @contextmanager
    def itself() -> Iterator[BinaryIO]:
        file.seek(0)
        yield file

    if kind == "warc":
        yield (itself,)
        return
    names = check_package(file, size=file.seek(0, os.SEEK_END), most_unpacked=sys.maxsize)
    with zipfile.ZipFile(file) as package:
        yield [partial(_entry_of, package, name) for name in names]


def _entry_of(package: zipfile.ZipFile, name: str) -> AbstractContextManager[BinaryIO]:
    return cast("AbstractContextManager[BinaryIO]", package.open(name))


def find(files: Files, url: str, limits: Limits) -> ArchivedPage:
    """Find the page at an address and take it out of its record.

    Raises:
        NotFoundError: it is not there, or cannot be taken out.
        MemberError: the file is damaged where it stands.
        PayloadError: what stands there is no answer.
    """
    found = index(files)
    entry = choose(found, url)
    facts = {
        "url": entry.url,
        "date": entry.date,
        "truncated": entry.truncated,
        "status": status_of(entry, found),
        "kind": entry.kind,
    }
    holder = found.origin(entry) if entry.kind == "revisit" else entry
    if holder is None:
        raise NotFoundError("not_there")
    block = block_of(files, holder, most=limits.wire_bytes + LONGEST_HEAD)
    if holder.kind != "response":
        media = holder.fields.get("content-type", "")
        return ArchivedPage(facts | {"content_type": media}, block)
    _status, headers, rest = split_head(block)
    body = _decoded(without_chunks(headers, rest), joined(headers, "content-encoding"), limits)
    media = next((value for name, value in headers if name.lower() == "content-type"), "")
    return ArchivedPage(facts | {"content_type": media}, body)


def _decoded(payload: bytes, codings: str, limits: Limits) -> bytes:
    try:
        return content_coding.decode_content(
            payload, codings, limit=limits.decoded_bytes, layers=limits.content_codings
        )
    except content_coding.UnknownCodingError as error:
        raise NotFoundError("coding_not_read", coding=error) from error
    except content_coding.DecodedTooLargeError as error:
        raise NotFoundError("unpacked_too_large") from error
    except content_coding.CodingError as error:
        raise NotFoundError("coding_damaged") from error


def count_contradictions(files: Files) -> dict[str, int]:
    """Where the archives say two things of the same bytes: how often, by the rule broken."""
    found: Counter[str] = Counter()
    for opened in files:
        with opened() as file:
            for one in check_file(file, "archive", in_memory=True):
                if isinstance(one, FileDefect) and FITS_CHUNKS not in one.message:
                    found[one.rule] += 1
    return {rule: found[rule] for rule in CONTRADICTIONS if found[rule]}


def main() -> None:
    """Search the archive on standard input.

    Prints the facts as a line of JSON, the body, and once that is out a line with what in the
    archive contradicts itself: a page that was found is not lost over a check that takes too long.
    """
    task = json.loads(sys.argv[1])
    limits = Limits(wire_bytes=task["wire_bytes"], decoded_bytes=task["decoded_bytes"])
    "".encode("cp437")  # old names in packages; loaded before no file can be opened any more
    file = os.fdopen(os.dup(0), "rb")
    confine(cpu_seconds=task["cpu_seconds"], memory_bytes=task["memory_bytes"])
    try:
        with _archives(file, task["kind"]) as files:
            _tell_page(files, task["url"], limits)
            _tell({"contradictions": count_contradictions(files)})
    except (RefusedPackageError, zipfile.BadZipFile, OSError, EOFError, MemoryError, ValueError):
        _tell({"why": NOT_READ})


def _tell_page(files: Files, url: str, limits: Limits) -> None:
    try:
        page = find(files, url, limits)
    except NotFoundError as error:
        said = {name: str(value) for name, value in error.values.items()}
        _tell({"why": error.why, "values": said})
    except (MemberError, PayloadError):
        _tell({"why": "damaged"})
    else:
        _tell(page.facts | {"size": len(page.body)}, page.body)


def _tell(facts: dict[str, Any], body: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n")
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
