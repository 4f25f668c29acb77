"""Make the WACZ file of one capture (WACZ 1.1.1), on demand and readable from any byte.

    plan(storage, file_name, about) -> Wacz

reads the sealed WARC once, without keeping it, and lays the whole file out: the same capture
always gives the same bytes, so a download can be taken up again where it broke off, and a digest
of the WACZ holds. Nothing is packed: the WARC is packed already, and packing the few small files
would make the bytes depend on the version of a library. A capture whose answer is a revisit
brings the earlier WARC with it, so that the page can be replayed from this one file.
"""

import hashlib
import json
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

from sources.archiver.sealing.gzip_members import MemberError, Members
from sources.archiver.sealing.payload import (
    EARLIER_FILE,
    LONGEST_HEAD,
    SEALED_NAME,
    PayloadError,
    length_of,
    read_fields,
    skip,
    split_head,
)
from sources.archiver.sealing.store import READ_SIZE, Storage
from sources.archiver.sealing.surt import surt

FORMAT = 1
"""Goes up whenever the layout changes, so that no cache mixes two layouts."""
MEDIA_TYPE = "application/wacz"
INDEXED = ("response", "revisit", "resource")
FIRST_DATE = (1 << 5) | 1
"""1 January 1980, the first day that ZIP can write: times inside say nothing about the capture."""
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
LAST = struct.Struct("<4s4H2LH")
NEEDED = 10
"""Version of ZIP that a reader needs: stored files, no more."""
LARGEST = 2**32 - 1
MOST_EARLIER = 1


class WaczError(Exception):
    """The WACZ cannot be made; the message is a sentence."""


@dataclass(frozen=True)
class About:
    """What the file says of itself."""

    title: str
    description: str
    created: datetime
    """When the capture ended (aware): a fact of the capture, not of the download."""
    software: str


@dataclass(frozen=True)
class _Stored:
    """A part that stands in the storage."""

    name: str
    size: int


@dataclass(frozen=True)
class _Entry:
    """One file of the ZIP."""

    path: str
    size: int
    crc: int
    sha256: str
    content: bytes | _Stored


@dataclass(frozen=True)
class Wacz:
    """A WACZ that has been laid out; `size` in bytes."""

    size: int
    storage: Storage
    parts: tuple[bytes | _Stored, ...]

    def is_there(self) -> bool:
        """Whether the stored files still stand in the storage and can be opened.

        Raises:
            ChangedFileError: one is not what was sealed, if the storage compares (`checked`).
        """
        stored = [part for part in self.parts if isinstance(part, _Stored)]
        try:
            for part in stored:
                self.storage.open(part.name, "rb").close()
        except OSError:
            return False
        return True

    def read(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Give the bytes from `start` up to, not including, `end`, in pieces.

        Raises:
            WaczError: a stored file is not there or is shorter than it was.
        """
        end = self.size if end is None else min(end, self.size)
        place = 0
        for part in self.parts:
            size = len(part) if isinstance(part, bytes) else part.size
            first, last = max(start - place, 0), min(end - place, size)
            place += size
            if first >= last:
                continue
            if isinstance(part, bytes):
                yield part[first:last]
            else:
                yield from _stored(self.storage, part, first, last)


def _stored(storage: Storage, part: _Stored, first: int, last: int) -> Iterator[bytes]:
    try:
        with storage.open(part.name, "rb") as file:
            file.seek(first)
            left = last - first
            while left > 0:
                piece = file.read(min(READ_SIZE, left))
                if not piece:
                    raise WaczError(f"The file {part.name} ends before its end.")
                left -= len(piece)
                yield piece
    except OSError as error:
        raise WaczError(f"The file {part.name} cannot be read: {error}.") from error


def plan(storage: Storage, file_name: str, about: About) -> Wacz:
    """Lay out the WACZ of a sealed capture.

    Args:
        storage: where the files are kept.
        file_name: the sealed WARC.
        about: what the WACZ says of itself.

    Raises:
        WaczError: the WARC, or the earlier one that it refers to, is missing or damaged.
    """
    read = [_read_warc(storage, file_name)]
    earlier = read[0].earlier
    if len(earlier) > MOST_EARLIER:
        raise WaczError("The file refers to several earlier files.")
    read += [_read_warc(storage, name) for name in sorted(earlier)]
    lines = sorted(line for one in read for line in one.lines)
    if not lines or read[0].page is None:
        raise WaczError("There is no answer in the file.")
    entries = [one.entry for one in read]
    entries.append(_made("indexes/index.cdx", "".join(lines).encode()))
    entries.append(_made("pages/pages.jsonl", _pages(read[0].page, about)))
    package = _made("datapackage.json", _package(entries, read[0].page, about))
    digest = _json({"path": package.path, "hash": f"sha256:{package.sha256}"})
    return _laid_out(storage, [*entries, package, _made("datapackage-digest.json", digest)])


@dataclass(frozen=True)
class _Page:
    url: str
    date: str


@dataclass(frozen=True)
class _Warc:
    """What one reading of a WARC file gave."""

    entry: _Entry
    lines: tuple[str, ...]
    earlier: frozenset[str]
    page: _Page | None
    """The last answer."""


class _Digesting:
    """A file that is digested while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = 0
        self.crc = 0
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.size += len(piece)
        self.crc = zlib.crc32(piece, self.crc)
        self.sha256.update(piece)
        return piece


def _read_warc(storage: Storage, name: str) -> _Warc:
    if not SEALED_NAME.fullmatch(name):
        raise WaczError("This is no file that the archiver has sealed.")
    base = name.rsplit("/", 1)[-1]
    try:
        with storage.open(name, "rb") as file:
            digesting = _Digesting(file)
            records = list(_records(digesting, base))
    except (MemberError, PayloadError, OSError) as error:
        raise WaczError(f"The file {name} is missing or damaged: {error}") from error
    sha256 = digesting.sha256.hexdigest()
    if not base.startswith(sha256):
        raise WaczError(f"The file {name} is damaged: its bytes do not fit its digest.")
    stored = _Stored(name, digesting.size)
    return _Warc(
        entry=_Entry(f"archive/{base}", digesting.size, digesting.crc, sha256, stored),
        lines=tuple(line for line, _, _ in records),
        earlier=frozenset(earlier for _, _, earlier in records if earlier),
        page=records[-1][1] if records else None,
    )


def _records(file: Any, base: str) -> Iterator[tuple[str, _Page, str]]:
    """A line of the index for each answer, the page it is, and the earlier file if it names one."""
    members = Members(file)
    while members.advance():
        fields = read_fields(members)
        if fields is None:
            continue
        size = length_of(fields)
        head = members.read_all(min(size, LONGEST_HEAD))
        skip(members, size - len(head))
        skip(members, 4)
        place = members.offset
        while members.read(READ_SIZE):
            pass
        if fields.get("warc-type") in INDEXED:
            page = _Page(fields.get("warc-target-uri", ""), fields.get("warc-date", ""))
            line = _line(fields, head, page, (base, place, members.end - place))
            yield line, page, fields.get(EARLIER_FILE.lower(), "")


def _line(fields: dict[str, str], head: bytes, page: _Page, where: tuple[str, int, int]) -> str:
    """A line of the index: key, time to the second, and the rest as JSON (CDXJ)."""
    status, headers, _ = split_head(head)
    kind = next((value for key, value in headers if key.lower() == "content-type"), "")
    is_revisit = fields["warc-type"] == "revisit"
    base, place, size = where
    rest = {
        "url": page.url,
        "mime": "warc/revisit" if is_revisit else kind.split(";")[0].strip().lower() or "unk",
        "status": str(status),
        "digest": fields.get("warc-payload-digest", ""),
        "length": str(size),
        "offset": str(place),
        "filename": base,
    }
    stamp = "".join(char for char in page.date[:19] if char.isdigit())
    return f"{surt(page.url)} {stamp} {json.dumps(rest)}\n"


def _pages(page: _Page, about: About) -> bytes:
    header = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    name = hashlib.sha256(f"{page.date} {page.url}".encode()).hexdigest()[:20]
    line = {"id": name, "url": page.url, "ts": page.date, "title": about.title or page.url}
    return _json(header) + b"\n" + _json(line) + b"\n"


def _package(entries: list[_Entry], page: _Page, about: About) -> bytes:
    moment = about.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": about.title or page.url,
        "description": about.description,
        "created": moment,
        "modified": moment,
        "software": about.software,
        "mainPageUrl": page.url,
        "mainPageDate": page.date,
        "resources": [
            {
                "name": entry.path.rsplit("/", 1)[-1],
                "path": entry.path,
                "hash": f"sha256:{entry.sha256}",
                "bytes": entry.size,
            }
            for entry in entries
        ],
    }
    return _json(package, indent=2)


def _json(value: object, indent: int | None = None) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8", "replace")


def _made(path: str, content: bytes) -> _Entry:
    digest = hashlib.sha256(content).hexdigest()
    return _Entry(path, len(content), zlib.crc32(content), digest, content)


def _laid_out(storage: Storage, entries: list[_Entry]) -> Wacz:
    """Put the entries into a ZIP file (APPNOTE 6.3): stored, sizes known before, no comment."""
    parts: list[bytes | _Stored] = []
    central: list[bytes] = []
    place = 0
    for entry in entries:
        name = entry.path.encode()
        shared = (NEEDED, 0, 0, 0, FIRST_DATE, entry.crc, entry.size, entry.size, len(name), 0)
        local = LOCAL.pack(b"PK\x03\x04", *shared) + name
        central.append(
            CENTRAL.pack(b"PK\x01\x02", NEEDED, *shared, 0, 0, 0, 0, min(place, LARGEST)) + name
        )
        parts += [local, entry.content]
        place += len(local) + entry.size
    directory = b"".join(central)
    if place + len(directory) > LARGEST:
        raise WaczError("The file would be larger than 4 GiB.")
    count = len(entries)
    last = LAST.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), place, 0)
    parts += [directory, last]
    return Wacz(place + len(directory) + len(last), storage, tuple(parts))
