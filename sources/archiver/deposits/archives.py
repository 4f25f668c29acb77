"""Find one page in the WARC files that a person brought: the right answer of several.

    index(files) -> Index;  choose(index, url) -> ArchivedAnswer

Every file is gone through once and what can answer an address is noted, so that a page is found
across the WARC files of a WACZ, past redirects, and through records that only refer to another. Of
several answers a whole one to a plain request counts before any other, then the later one.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import BinaryIO

import ada_url

from sources.archiver.sealing.gzip_members import MemberError, Members
from sources.archiver.sealing.payload import (
    LONGEST_HEAD,
    MOST_RECORDS,
    PayloadError,
    length_of,
    read_fields,
    skip,
    split_head,
)
from sources.archiver.values import PARTIAL, REDIRECTS
from tracker.base.values.address import one_spelling

Files = Sequence[Callable[[], AbstractContextManager[BinaryIO]]]
"""Opens each WARC file of a deposit, at its beginning."""

MOST_REDIRECTS = 10
LONGEST_VALUE = 8_000
NOT_MODIFIED = "/revisit/server-not-modified"
ANSWERS = ("response", "revisit", "resource", "conversion")
KEPT = (
    "warc-record-id", "warc-target-uri", "warc-date", "warc-truncated", "warc-payload-digest",
    "warc-refers-to", "warc-refers-to-target-uri", "warc-refers-to-date", "warc-profile",
    "warc-concurrent-to", "content-type",
)  # fmt: skip
_METHOD = re.compile(rb"([A-Z]{3,20}) ")


class NotFoundError(Exception):
    """No page is found; `why` is a code of the table of sentences, after "archive."."""

    def __init__(self, why: str, **values: object) -> None:
        self.why = why
        self.values = values
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class ArchivedAnswer:
    """A record that answers an address; `file` and `number` say where it stands."""

    file: int
    number: int
    kind: str
    fields: dict[str, str]
    size: int
    status: int = 0
    """Of the answer; 0 of a record that has no head of HTTP."""
    location: str = ""
    is_cut: bool = False
    """Whether the file ends inside it."""

    @property
    def url(self) -> str:
        """The address, as the archive writes it."""
        return self.fields.get("warc-target-uri", "").strip("<>")

    @property
    def date(self) -> str:
        """When it was fetched, as whoever made the archive wrote it (WARC-Date)."""
        return self.fields.get("warc-date", "")

    @property
    def truncated(self) -> str:
        """Why it is called cut short; a revisit says so of what it leaves out."""
        return "" if self.kind == "revisit" else self.fields.get("warc-truncated", "")


@dataclass
class Index:
    """What stands in the files of a deposit."""

    by_place: dict[str, list[ArchivedAnswer]] = field(default_factory=dict)
    """Answers by the one spelling of their address, without its scheme."""
    by_id: dict[str, ArchivedAnswer] = field(default_factory=dict)
    by_moment: dict[tuple[str, str], ArchivedAnswer] = field(default_factory=dict)
    """What holds bytes of its own, by address and date."""
    by_digest: dict[str, ArchivedAnswer] = field(default_factory=dict)
    posted: set[str] = field(default_factory=set)
    """Identifiers of requests that were no GET, and of what answers them."""
    fault: str = ""
    """Why not all of it was read: `damaged` or `too_many`."""

    def add(self, entry: ArchivedAnswer) -> None:
        """Note an answer."""
        here = place(entry.url)
        self.by_place.setdefault(here, []).append(entry)
        self.by_id.setdefault(entry.fields.get("warc-record-id", ""), entry)
        if entry.kind == "revisit":
            return
        self.by_moment.setdefault((here, entry.date), entry)
        digest = entry.fields.get("warc-payload-digest", "").lower()
        if digest:
            self.by_digest.setdefault(digest, entry)

    def origin(self, revisit: ArchivedAnswer) -> ArchivedAnswer | None:
        """The record that holds the bytes of a revisit (ISO 28500, 6.7); None if none does."""
        named = self.by_id.get(revisit.fields.get("warc-refers-to") or "-")
        digest = revisit.fields.get("warc-payload-digest", "").lower()
        found = named or self._earlier(revisit) or self.by_digest.get(digest)
        return found if found is not None and found.kind != "revisit" else None

    def _earlier(self, revisit: ArchivedAnswer) -> ArchivedAnswer | None:
        url = revisit.fields.get("warc-refers-to-target-uri", "").strip("<>")
        date = revisit.fields.get("warc-refers-to-date", "")
        return self.by_moment.get((place(url), date)) if url and date else None


def place(url: str) -> str:
    """The key of an address: its one spelling without the scheme, which archives are free with."""
    return one_spelling(url).partition("://")[2] or url


def index(files: Files) -> Index:
    """Go through the files once; what follows damage is not read, and said to be missing."""
    found = Index()
    left = MOST_RECORDS
    for number, opened in enumerate(files):
        try:
            with opened() as file:
                left = _walk(file, number, found, left)
        except (MemberError, PayloadError, zipfile.BadZipFile, zlib.error, EOFError):
            found.fault = "damaged"
        if left <= 0:
            found.fault = "too_many"
            break
    return found


def _walk(file: BinaryIO, number: int, found: Index, left: int) -> int:
    for ordinal, (fields, members, size) in enumerate(_records(file)):
        left -= 1
        if left <= 0:
            break
        kept = {name: fields[name][:LONGEST_VALUE] for name in KEPT if name in fields}
        bare = ArchivedAnswer(number, ordinal, fields.get("warc-type", ""), kept, size)
        try:
            head = _http_head(bare, members)
            _note_method(bare, head, found)
            entry = _entry(bare, head)
            skip(members, size - len(head))
        except (MemberError, PayloadError):
            if bare.kind in ANSWERS and bare.url:
                found.add(replace(bare, is_cut=True))
            raise
        if entry is not None:
            found.add(entry)
    return left


def _records(file: BinaryIO) -> Iterator[tuple[dict[str, str], Members, int]]:
    members = Members(file)
    while members.advance():
        while (fields := read_fields(members)) is not None:
            yield fields, members, length_of(fields)


def _http_head(bare: ArchivedAnswer, members: Members) -> bytes:
    """The beginning of a block of HTTP, with all of its head; nothing of another block."""
    is_http = bare.fields.get("content-type", "").lower().startswith("application/http")
    return members.read_all(min(bare.size, LONGEST_HEAD)) if is_http else b""


def _note_method(bare: ArchivedAnswer, head: bytes, found: Index) -> None:
    method = _METHOD.match(head) if bare.kind == "request" else None
    if method is not None and method[1] != b"GET":
        names = ("warc-record-id", "warc-concurrent-to")
        found.posted |= {bare.fields.get(name, "") for name in names}


def _entry(bare: ArchivedAnswer, head: bytes) -> ArchivedAnswer | None:
    """Add what the head of an answer says; None for a record that answers nothing."""
    if bare.kind not in ANSWERS or not bare.url:
        return None
    if bare.kind in ("resource", "conversion"):
        return bare
    if not head:  # a revisit may have no block; a response that is not of HTTP is no page
        return bare if bare.kind == "revisit" else None
    try:
        status, headers, _rest = split_head(head)
    except PayloadError:
        return None
    location = next((value for name, value in headers if name.lower() == "location"), "")
    return replace(bare, status=status, location=location[:LONGEST_VALUE])


def block_of(files: Files, entry: ArchivedAnswer, *, most: int) -> bytes:
    """Read the block of a record.

    Args:
        files: as they were gone through.
        entry: where it stands.
        most: bytes that are read.

    Raises:
        NotFoundError: it is larger, or the file ends inside it.
        MemberError: the file is damaged.
    """
    if entry.size > most:
        raise NotFoundError("record_too_large", megabytes=f"{entry.size / 1e6:.0f}")
    with files[entry.file]() as file:
        for number, (_fields, members, size) in enumerate(_records(file)):
            if number == entry.number:
                block = members.read_all(size)
                if len(block) < size:
                    raise NotFoundError("record_cut")
                return block
            skip(members, size)
    raise NotFoundError("damaged")


def choose(found: Index, url: str) -> ArchivedAnswer:
    """Choose the record that is the page.

    Args:
        found: what stands in the files.
        url: the page's address.

    Raises:
        NotFoundError: none is, with the reason.
    """
    seen: set[str] = set()
    wanted = url
    while (here := place(wanted)) not in seen and len(seen) <= MOST_REDIRECTS:
        seen.add(here)
        rows = found.by_place.get(here, [])
        if not rows:
            raise _missing(found, wanted, is_redirect=len(seen) > 1)
        best = max(enumerate(rows), key=lambda one: (_rank(one[1], found, wanted), one[0]))[1]
        onward = _onward(best)
        if onward is None:
            return _checked(best, found)
        wanted = onward
    raise NotFoundError("redirects_in_a_ring")


def _missing(found: Index, url: str, *, is_redirect: bool) -> NotFoundError:
    if found.fault:
        return NotFoundError(found.fault)
    return NotFoundError("leads_out", url=url) if is_redirect else NotFoundError("not_there")


def _checked(best: ArchivedAnswer, found: Index) -> ArchivedAnswer:
    """Give the entry if it is a page, or say why what is there is none."""
    if best.is_cut:
        raise NotFoundError("record_cut")
    if _is_posted(best, found):
        raise NotFoundError("posted")
    if best.kind == "revisit" and found.origin(best) is None:
        raise NotFoundError(found.fault or "revisit_alone", date=_origin_date(best))
    return best


def _origin_date(revisit: ArchivedAnswer) -> str:
    return revisit.fields.get("warc-refers-to-date", "") or "-"


def status_of(entry: ArchivedAnswer, found: Index) -> int:
    """The status of the page: of a revisit that has none of its own, the one it refers to."""
    unchanged = NOT_MODIFIED in entry.fields.get("warc-profile", "")
    if entry.kind == "revisit" and (unchanged or not entry.status):
        origin = found.origin(entry)
        return origin.status if origin is not None else 0
    return entry.status


def _rank(entry: ArchivedAnswer, found: Index, url: str) -> tuple[int, bool, str]:
    """How good an answer is, then whether its scheme is the one asked for, then its date."""
    same_scheme = entry.url.partition("://")[0].lower() == url.partition("://")[0].lower()
    return _worth(entry, found), same_scheme, entry.date


def _worth(entry: ArchivedAnswer, found: Index) -> int:
    if _is_posted(entry, found):
        return 0
    if entry.kind == "revisit" and found.origin(entry) is None:
        return 1
    status = status_of(entry, found)
    if _onward(entry) is not None:
        return 4
    is_page = not status or (HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES)
    if not is_page or status in REDIRECTS:
        return 1
    if status in PARTIAL or entry.truncated or entry.is_cut:
        return 3
    return 5 if entry.kind == "conversion" else 6


def _is_posted(entry: ArchivedAnswer, found: Index) -> bool:
    names = (entry.fields.get("warc-record-id"), entry.fields.get("warc-concurrent-to"))
    return any(name in found.posted for name in names if name)


def _onward(entry: ArchivedAnswer) -> str | None:
    """Where a redirect leads, if that is another address."""
    if entry.status not in REDIRECTS or not entry.location:
        return None
    try:
        there = ada_url.URL(entry.location, base=one_spelling(entry.url)).href
    except ValueError:
        return None
    return there if place(there) != place(entry.url) else None
