"""The values handed along the line."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from http import HTTPStatus
from typing import IO, Any

from sources.archiver.allowances import read_allowance
from sources.archiver.outcomes import Outcome, is_transient
from sources.archiver.sentences import Said

MIB = 1024 * 1024

Content = bytes | IO[bytes]
"""A file that is kept next: its bytes, or where they stand if they are too many to be held."""
Resolver = Callable[[str, float], Sequence[str]]
"""(name, seconds left) -> the addresses of the name; raises `NameNotFoundError` or `OSError`."""


class NameNotFoundError(Exception):
    """The name has no address."""


class ExtractionState(StrEnum):
    """Whether the text of a payload could be read. A failure never means "no text"."""

    DONE = "done"
    FAILED = "failed"
    UNSUPPORTED = "unsupported"
    NOT_TRIED = "not_tried"


class CheckKind(StrEnum):
    """What a check of a quotation found."""

    VERBATIM = "verbatim"
    NEAR = "near"
    """Only writing differs: case, marks, spacing, the script of digits, a slip of a letter."""
    INTERRUPTED = "interrupted"
    """An advertisement, caption, heading or note stands between its parts."""
    REWORDED = "reworded"
    """Words differ, are missing or added; nothing is said about sense."""
    ALTERED = "altered"
    """A number, bound, negation, name, unit or date differs, or a word that turns the sense."""
    ABSENT = "absent"
    """It does not stand in the text, which was read whole."""
    UNREADABLE = "unreadable"
    """The text could not be read, or not the whole of it."""


@dataclass(frozen=True)
class Limits:
    """What one capture may cost. Sizes in bytes, times in seconds."""

    wire_bytes: int = 24 * MIB
    """Bytes of one response as they come over the wire."""
    decoded_bytes: int = 48 * MIB
    """Bytes of the body after every layer of content coding."""
    document_bytes: int = 100_000_000
    """Bytes of a PDF that comes without content coding: what is more than `wire_bytes` of it goes
    through a file and is never held."""
    header_bytes: int = 256 * 1024
    """Bytes of one head: what browsers bear."""
    content_codings: int = 3
    redirects: int = 10
    interim_responses: int = 8
    total_seconds: float = 60.0
    """One deadline for the whole capture, all hops together."""
    connect_seconds: float = 15.0
    """For one attempt to connect, never beyond the total."""
    extract_seconds: float = 30.0
    extract_cpu_seconds: int = 20
    extract_memory_bytes: int = 512 * MIB
    text_characters: int = 4_000_000


@dataclass(frozen=True)
class Allowance:
    """Addresses admitted although they are not public: a setting, or `--allow`.

    `hosts` holds (host, port) as they stand in an address; `networks` holds CIDR networks.
    """

    hosts: frozenset[tuple[str, int]] = frozenset()
    networks: tuple[str, ...] = ()

    @classmethod
    def parse(cls, entries: Sequence[str]) -> "Allowance":
        """Read `HOST:PORT` and CIDR network entries.

        Raises:
            ValueError: an entry is neither; the message names it.
        """
        hosts, networks = read_allowance(entries)
        return cls(hosts=frozenset(hosts), networks=tuple(networks))


@dataclass(frozen=True)
class Target:
    """An address that passed the guard, and where to connect for it."""

    url: str
    """The address, serialised by the parser, without its fragment."""
    scheme: str
    host: str
    """Host as it goes into the Host header and TLS (IPv6 without brackets)."""
    port: int
    addresses: tuple[str, ...]
    """Every answer of the look-up; all of them passed."""
    allowed_by: str = ""
    """The entry of the allowance that admitted it, or nothing."""

    @property
    def address(self) -> str:
        """The first checked address: the one to connect to."""
        return self.addresses[0]


@dataclass(frozen=True)
class TlsSeen:
    """What was seen of the server's TLS."""

    version: str
    cipher: str
    certificate_sha256: str
    subject: str = ""
    """Whom the certificate names, where it was not accepted; with issuer and validity."""
    issuer: str = ""
    not_before: str = ""
    not_after: str = ""


@dataclass(frozen=True)
class LargeBody:
    """A payload that is too large to be held; it stands in a temporary file without a name."""

    file: IO[bytes] = field(repr=False)
    size: int
    sha256: bytes
    wire_size: int
    """Bytes of all that came over the wire, and their SHA-256."""
    wire_sha256: bytes

    def pieces(self) -> Iterator[bytes]:
        """The bytes, from the first to the last."""
        self.file.seek(0)
        while piece := self.file.read(MIB):
            yield piece


@dataclass(frozen=True)
class Hop:
    """One request and its answer, bytes as they went over the wire."""

    target: Target
    connected_to: str
    started_at: datetime
    request: bytes
    response: bytes
    """Head and body as received, transfer coding and interim responses included; of a large body
    the head alone."""
    head_bytes: int
    """Where the final response starts within `response` (after interim responses)."""
    status: int
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    """Body without transfer coding, content coding still on."""
    tls: TlsSeen | None = None
    truncated: str = ""
    """WARC-Truncated reason: "length", "time", "disconnect", or nothing for a whole answer."""
    cookies: str = ""
    """The Cookie header of the request, which came of earlier answers of the same capture."""
    large: LargeBody | None = None
    """The payload, where it is too large to be held; `payload` is then empty."""

    @property
    def payload_size(self) -> int:
        """Bytes of the body without transfer coding."""
        return self.large.size if self.large else len(self.payload)

    @property
    def wire_size(self) -> int:
        """Bytes of all that came over the wire."""
        return self.large.wire_size if self.large else len(self.response)

    def header(self, name: str) -> str:
        """The first value of a header, or the empty string."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    def list_header(self, name: str) -> str:
        """A header that holds a list, which may be split over lines (RFC 9110, 5.3)."""
        return joined(self.headers, name)

    @cached_property
    def payload_digest(self) -> bytes:
        """SHA-256 of the body without transfer coding; computed once."""
        return self.large.sha256 if self.large else hashlib.sha256(self.payload).digest()

    @cached_property
    def wire_digest(self) -> bytes:
        """SHA-256 of all that came over the wire; computed once."""
        return self.large.wire_sha256 if self.large else hashlib.sha256(self.response).digest()


PARTIAL = (HTTPStatus.PARTIAL_CONTENT, HTTPStatus.IM_USED)
"""Statuses of success that come with a part of the page only."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Statuses that lead on to the address they name."""


def joined(headers: Iterable[tuple[str, str]], name: str) -> str:
    """The lines of one header as one list; the empty string where there is none."""
    return ", ".join(value for key, value in headers if key.lower() == name.lower())


@dataclass(frozen=True)
class Fetched:
    """What came of following an address to its end."""

    outcome: Outcome
    reason: Said
    """The particulars; nothing where the outcome says all."""
    hops: tuple[Hop, ...] = ()
    rule: str = ""
    """The guard's rule, for a refusal."""
    body: bytes | None = None
    """Decoded body of the last hop; None when it could not be decoded or none came whole."""
    retry_after: float | None = None
    """Seconds that the site asked us to wait."""
    tls_seen: TlsSeen | None = None
    """What a server showed that could not prove who it is; nothing was asked of it."""

    @property
    def last(self) -> Hop | None:
        """The last answer received."""
        return self.hops[-1] if self.hops else None


@dataclass(frozen=True)
class Earlier:
    """An earlier capture of the page: if the bytes are the same again, they are not kept twice."""

    payload_sha256: str
    """SHA-256 (hex) of its payload."""
    file_name: str
    """Its sealed file; one that refers to a still earlier file will do."""


@dataclass(frozen=True)
class Record:
    """A WARC file on its way into the store."""

    content: Content
    sha256: str
    size: int
    record_ids: tuple[str, ...]


@dataclass(frozen=True)
class Extraction:
    """The visible text of a body and what its markup says about itself."""

    state: ExtractionState
    text: str = ""
    reason: Said = ()
    kind: str = ""
    """One of the names of `reading.sniff`, or nothing."""
    charset: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    struck: tuple[str, ...] = ()
    """Passages that the page strikes out: they are not among its words."""
    unread: Said = ()
    """Which parts of the page are not in the text; nothing is absent where there are any."""
    signs: dict[str, str] = field(default_factory=dict)
    """What the structure of a short page shows (`reading.walls.signs`)."""


@dataclass(frozen=True)
class Quote:
    """Exact words to look for, after W3C TextQuoteSelector; `key` is the caller's own."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    key: str = ""
    language: str = ""
    """BCP 47 tag of what it is said to be written in, or nothing."""


@dataclass(frozen=True)
class Difference:
    """One place where page and quotation differ; offsets count characters of the page's text."""

    kind: str
    quoted: str
    found: str
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        """For the findings table."""
        return {
            "kind": self.kind,
            "quoted": self.quoted,
            "found": self.found,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True)
class Check:
    """What a check of one quotation found; offsets count characters of the page's text."""

    kind: CheckKind
    start: int | None = None
    end: int | None = None
    matched: str = ""
    differences: tuple[Difference, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Sealed:
    """All that a capture's row needs."""

    outcome: Outcome
    reason: Said
    at: datetime
    requested_url: str
    final_url: str = ""
    rule: str = ""
    http_status: int | None = None
    content_type: str = ""
    provenance: dict[str, Any] = field(default_factory=dict)
    file_name: str = ""
    file_sha256: str = ""
    file_size: int | None = None
    content: Content = field(default=b"", repr=False)
    """The bytes of the file, as long as it is not stored."""
    payload_sha256: str = ""
    payload_size: int | None = None
    text: str = ""
    text_sha256: str = ""
    extraction: ExtractionState = ExtractionState.NOT_TRIED
    extraction_reason: Said = ()
    metadata: dict[str, str] = field(default_factory=dict)
    struck: tuple[str, ...] = ()
    unread: Said = ()
    checks: tuple[Check, ...] = ()
    retry_after: float | None = None
    waits_for_storage: bool = False
    """Whether it was the storage of files that failed, and not the page."""

    @property
    def held_bytes(self) -> int:
        """What is held of it in memory until it is stored."""
        content = len(self.content) if isinstance(self.content, bytes) else 0
        return content + len(self.text)

    @property
    def is_transient(self) -> bool:
        """Whether a later attempt may end otherwise."""
        return is_transient(self.outcome, self.http_status)
