"""Read the block of a record once, in pieces, and compute what its digests must be."""

import hashlib
import re
from collections.abc import Iterator

from sources.archiver.network.chunks import ChunkError, Dechunker
from sources.archiver.sealing.conformance.defects import excerpt
from sources.archiver.sealing.conformance.heads import Fault, RecordHead
from sources.archiver.sealing.conformance.syntax import read_digest

LONGEST_HTTP_HEAD = 256 * 1024
SAME_PAYLOAD = "/revisit/identical-payload-digest"
FITS_CHUNKS = " It fits the body with its chunks."
"""Said of a digest that many writers compute so: untrue by the standard, and yet no other bytes."""
BODILESS = (204, 304)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})(?: |\r?\n|$)")
_REQUEST = re.compile(rb"[!#$%&'*+\-.0-9A-Z^_`a-z|~]+ \S+ HTTP/\d(?:\.\d)?\r?\n")
_CHUNKED = re.compile(rb"^transfer-encoding[ \t]*:.*\bchunked", re.IGNORECASE | re.MULTILINE)
_LENGTH = re.compile(
    rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)


class Digest:
    """One stated digest and the computation that must give it."""

    def __init__(self, stated: str) -> None:
        labelled = read_digest(stated)
        self.stated = labelled.value if labelled else None
        self.engine = (
            hashlib.new(labelled.algorithm, usedforsecurity=False)
            if labelled and self.stated is not None
            else None
        )

    def update(self, piece: bytes) -> None:
        """Take a piece in."""
        if self.engine is not None:
            self.engine.update(piece)

    @property
    def is_true(self) -> bool:
        """Whether the digest fits; also if it has no form that could be compared."""
        return self.engine is None or self.engine.digest() == self.stated


class RecordBlock:
    """The block of one record: `feed` it in pieces, then ask for its `faults`."""

    def __init__(self, head: RecordHead) -> None:
        self.head = head
        kind = head.fields.get("content-type", "").split(";")[0].strip().lower()
        self.is_http = kind == "application/http" and head.kind in (
            "response",
            "request",
            "revisit",
        )
        self.whole = Digest(head.fields.get("warc-block-digest", ""))
        payload = head.fields.get("warc-payload-digest", "")
        self.as_stored = Digest(payload)
        self.without_chunks: Digest | None = None
        self.dechunker: Dechunker | None = None
        self.http_head: bytes | None = None if self.is_http else b""
        self.held = b""
        self.body_size = 0

    def feed(self, piece: bytes) -> None:
        """Take the next piece of the block."""
        self.whole.update(piece)
        if self.http_head is not None:
            self._body(piece)
            return
        self.held += piece
        end = _HEAD_END.search(self.held)
        if end is None and len(self.held) < LONGEST_HTTP_HEAD:
            return
        self._end_http_head(end.end() if end else len(self.held))

    def _end_http_head(self, place: int) -> None:
        self.http_head, rest = self.held[:place], self.held[place:]
        self.held = b""
        if _CHUNKED.search(self.http_head):
            self.dechunker = Dechunker()
            self.without_chunks = Digest(self.head.fields.get("warc-payload-digest", ""))
        self._body(rest)

    def _body(self, piece: bytes) -> None:
        self.body_size += len(piece)
        self.as_stored.update(piece)
        if self.dechunker is None or self.without_chunks is None:
            return
        try:
            self.without_chunks.update(self.dechunker.feed(piece))
        except ChunkError:
            self._take_as_stored()

    def _take_as_stored(self) -> None:
        """The header says chunked and the body is not: the writer joined the chunks."""
        self.dechunker = None
        self.without_chunks = None

    def faults(self) -> Iterator[Fault]:
        """What is wrong with the block, now that all of it was fed."""
        if self.http_head is None:
            self._end_http_head(len(self.held))
        if self.dechunker is not None and self.body_size and not self.dechunker.has_begun:
            self._take_as_stored()
        fields = self.head.fields
        if "warc-block-digest" not in fields:
            yield "block_digest_missing", "WARC-Block-Digest is missing."
        elif not self.whole.is_true:
            yield "block_digest_untrue", "The block is not the one that was digested."
        if self.is_http and self.head.length:
            yield from self._http_faults(self.http_head or b"")
        yield from self._payload_faults()
        if self._leaves_out() and "warc-truncated" not in fields:
            yield "revisit_truncation", "The payload is left out without WARC-Truncated."

    def _leaves_out(self) -> bool:
        same = SAME_PAYLOAD in self.head.fields.get("warc-profile", "")
        return self.head.kind == "revisit" and same and bool(self.head.length)

    def _payload_faults(self) -> Iterator[Fault]:
        kind, fields = self.head.kind, self.head.fields
        stated = "warc-payload-digest" in fields
        if kind == "response" and not stated:
            yield "payload_digest_missing", "WARC-Payload-Digest is missing."
        if kind == "revisit" and SAME_PAYLOAD in fields.get("warc-profile", "") and not stated:
            yield "field_missing", "WARC-Payload-Digest is missing."
        if not stated or kind in ("revisit", "continuation") or "warc-segment-number" in fields:
            return  # the payload is not, or not all, in this record
        if self.without_chunks is None or self.dechunker is None:
            if not self.as_stored.is_true:
                yield "payload_digest_untrue", "The payload is not the one that was digested."
        elif not self.without_chunks.is_true:
            also = FITS_CHUNKS if self.as_stored.is_true else ""
            yield "payload_digest_untrue", f"The digest is not that of the payload.{also}"

    def _http_faults(self, http_head: bytes) -> Iterator[Fault]:
        status = _STATUS.match(http_head)
        form = _REQUEST.match(http_head) if self.head.kind == "request" else status
        ended = _HEAD_END.search(http_head) is not None
        if form is None or not (ended or "warc-truncated" in self.head.fields):
            first = http_head.split(b"\n", 1)[0].decode("latin-1")
            yield "http_head", f"The block starts with “{excerpt(first)}”."
            return
        if self.head.kind != "response" or status is None or "warc-truncated" in self.head.fields:
            return
        yield from self._cut_faults(http_head, int(status[1]))

    def _cut_faults(self, http_head: bytes, status: int) -> Iterator[Fault]:
        if self.dechunker is not None:
            if not self.dechunker.is_whole:
                yield "truncation_undeclared", "The last chunk of the answer is missing."
            return
        declared = _LENGTH.search(http_head)
        # No body at all is also what a request for the head alone is answered with.
        if declared is None or not self.body_size or status in BODILESS:
            return
        if _CHUNKED.search(http_head) is None and self.body_size < int(declared[1]):
            yield (
                "truncation_undeclared",
                f"The answer declares {int(declared[1])} bytes and {self.body_size} are there.",
            )
