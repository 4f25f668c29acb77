"""Write the WARC 1.1 file of one capture (ISO 28500:2017), one gzip member a record.

The standard defines the payload of an HTTP record as the body without transfer coding, but the
usual checkers digest the block after the head as it stands. So that both agree, a chunked answer
is stored with its chunks joined, its `Transfer-Encoding` line renamed, and the size and digest of
the exact wire bytes noted in the metadata record. Every other answer is stored byte for byte.

A final answer whose payload stands in an earlier file already becomes a `revisit` record with
the HTTP head (6.7.2). The standard names the earlier record, its address and its date; in which
file it stands is said in an extension field, `WARC-Refers-To-Filename`.
"""

import base64
import hashlib
import json
import re
import tempfile
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from isal import isal_zlib

from sources.archiver.sealing.payload import EARLIER_FILE, KeptPayload
from sources.archiver.sealing.stored import stored
from sources.archiver.values import Content, Hop, LargeBody, Record

SOFTWARE = "Counterclaim archiver"
STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
CRLF = b"\r\n"
GZIP = 16 + isal_zlib.MAX_WBITS
FAST, AS_IT_IS = 1, 0
"""Levels of packing. A page takes a quarter of the time that zlib takes at its own level 1 and is
smaller; harder packing takes longer than all the digests together. What is packed already is not
packed again."""
PACKED = (
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "video/",
    "audio/mp",
    "font/woff",
)
_TRANSFER_ENCODING = re.compile(rb"^transfer-encoding(?=[ \t]*:)", re.IGNORECASE | re.MULTILINE)
_NO_URI = re.compile(r"[\x00-\x20\"<>\\^`{|}]")
_HEAD_END = re.compile(rb"\r?\n\r?\n")

Field = tuple[str, str]
Block = tuple[bytes | LargeBody, ...]
"""A block in parts, so that a body is not copied to be written."""


def record(
    hops: tuple[Hop, ...],
    *,
    at: datetime,
    agent: str,
    provenance: Mapping[str, Any],
    same_as: KeptPayload | None = None,
) -> Record:
    """Make the WARC file of a capture.

    Args:
        hops: requests and answers in order; at least one.
        at: when the capture began (aware).
        agent: the User-Agent header that was sent.
        provenance: goes into a metadata record that concerns the last answer.
        same_as: the earlier record that holds the very bytes of the last payload.
    """
    about = _fields(
        {
            "software": SOFTWARE,
            "format": "WARC File Format 1.1",
            "conformsTo": STANDARD,
            "http-header-user-agent": agent,
        }
    )
    info = _record("warcinfo", at, "application/warc-fields", (about,))
    records = [info]
    for hop in hops:
        records += _exchange(hop, info.name, same_as if hop is hops[-1] else None)
    block = json.dumps(provenance, ensure_ascii=False, sort_keys=True).encode()
    # Without an address of its own: pywb would replay it in place of the page.
    concerns = [("WARC-Warcinfo-ID", info.name), ("WARC-Refers-To", records[-1].name)]
    records.append(_record("metadata", at, "application/json", (block,), concerns))
    is_large = any(hop.large is not None for hop in hops)
    return _written(records, _in_a_file if is_large else _in_memory)


@dataclass(frozen=True)
class _Member:
    """A record as a gzip member that is packed while it is read."""

    name: str
    pieces: Iterator[bytes]


def _written(
    records: list[_Member], put: Callable[[Iterator[bytes]], tuple[Content, int]]
) -> Record:
    digest = hashlib.sha256()

    def pieces() -> Iterator[bytes]:
        for one in records:
            for piece in one.pieces:
                digest.update(piece)
                yield piece

    content, size = put(pieces())
    names = tuple(one.name for one in records)
    return Record(content=content, sha256=digest.hexdigest(), size=size, record_ids=names)


def _in_memory(pieces: Iterator[bytes]) -> tuple[Content, int]:
    content = b"".join(pieces)
    return content, len(content)


def _in_a_file(pieces: Iterator[bytes]) -> tuple[Content, int]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - lives until it is stored
    for piece in pieces:
        file.write(piece)
    file.flush()
    return file, file.tell()


def _exchange(hop: Hop, info_id: str, same_as: KeptPayload | None) -> Iterator[_Member]:
    """The request record, then the response or revisit record."""
    common = [
        ("WARC-Warcinfo-ID", info_id),
        ("WARC-Target-URI", _uri(hop.target.url)),
        ("WARC-IP-Address", hop.connected_to),
    ]
    request = _record(
        "request", hop.started_at, "application/http;msgtype=request", (hop.request,), common
    )
    yield request
    fields = [
        *common,
        ("WARC-Concurrent-To", request.name),
        ("WARC-Payload-Digest", _labelled(hop.payload_digest)),
    ]
    kind = "response" if same_as is None else "revisit"
    if same_as is not None:
        fields += _reference(same_as)
        # The standard asks for this reason where the payload is left out as a duplicate.
        fields.append(("WARC-Truncated", "length"))
    elif hop.truncated:
        fields.append(("WARC-Truncated", hop.truncated))
    yield _record(
        kind,
        hop.started_at,
        "application/http;msgtype=response",
        _answer(hop) if same_as is None else (_head(hop),),
        fields,
        level=AS_IT_IS if _is_packed(hop) else FAST,
        known=hop.wire_digest if same_as is None and _is_as_sent(hop) else None,
    )


def _reference(same_as: KeptPayload) -> list[Field]:
    return [
        ("WARC-Profile", SAME_PAYLOAD),
        ("WARC-Refers-To", same_as.record_id),
        ("WARC-Refers-To-Target-URI", same_as.url),
        ("WARC-Refers-To-Date", same_as.date),
        (EARLIER_FILE, same_as.file_name),
    ]


def _is_as_sent(hop: Hop) -> bool:
    """Whether the block of the response is all that came over the wire."""
    return hop.large is None and not hop.head_bytes and not _is_chunked(hop)


def _is_chunked(hop: Hop) -> bool:
    return "chunked" in hop.header("transfer-encoding").lower()


def _is_packed(hop: Hop) -> bool:
    coding = hop.list_header("content-encoding").strip().lower()
    kind = hop.header("content-type").strip().lower()
    return coding not in ("", "identity") or kind.startswith(PACKED)


def _answer(hop: Hop) -> Block:
    """The block of the response record: the final answer, chunks joined."""
    if hop.large is not None:
        return _head(hop), hop.large
    if _is_chunked(hop):
        return _head(hop), hop.payload
    return (hop.response[hop.head_bytes :],)


def _head(hop: Hop) -> bytes:
    """The head of the final answer with its blank line; of a chunked one, as it is stored."""
    end = _HEAD_END.search(hop.response, hop.head_bytes)
    head = hop.response[hop.head_bytes : end.end() if end else None]
    if _is_chunked(hop):
        head = _TRANSFER_ENCODING.sub(b"X-Archive-Orig-Transfer-Encoding", head)
    return head


def _record(
    kind: str,
    at: datetime,
    content_type: str,
    block: Block,
    fields: list[Field] | None = None,
    *,
    level: int = FAST,
    known: bytes | None = None,
) -> _Member:
    """One record as a gzip member.

    Args:
        kind: WARC-Type.
        at: WARC-Date.
        content_type: of the block.
        block: its pieces.
        fields: further fields of the head.
        level: how hard the member is packed.
        known: SHA-256 of the block, if that has been computed before.
    """
    name = f"<urn:uuid:{uuid.uuid4()}>"
    lines: list[Field] = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", name),
        ("WARC-Date", at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
        *(fields or []),
        ("Content-Type", content_type),
        ("WARC-Block-Digest", _labelled(known or _digest(block))),
        ("Content-Length", str(sum(map(_size, block)))),
    ]
    head = "WARC/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in lines)
    return _Member(name, _packed((head.encode() + CRLF, *block, CRLF + CRLF), level))


def _packed(block: Block, level: int) -> Iterator[bytes]:
    if level == AS_IT_IS:
        yield from stored(_pieces(block))
        return
    engine = isal_zlib.compressobj(level, wbits=GZIP)
    for piece in _pieces(block):
        yield engine.compress(piece)
    yield engine.flush()


def _pieces(block: Block) -> Iterator[bytes]:
    for part in block:
        if isinstance(part, LargeBody):
            yield from part.pieces()
        else:
            yield part


def _size(part: bytes | LargeBody) -> int:
    return part.size if isinstance(part, LargeBody) else len(part)


def _digest(block: Block) -> bytes:
    digest = hashlib.sha256()
    for piece in _pieces(block):
        digest.update(piece)
    return digest.digest()


def _labelled(digest: bytes) -> str:
    return "sha256:" + base64.b32encode(digest).decode("ascii")


def _uri(url: str) -> str:
    """Escape what browsers leave as it is and RFC 3986 does not admit."""
    return _NO_URI.sub(lambda match: f"%{ord(match[0]):02X}", url)


def _fields(values: Mapping[str, str]) -> bytes:
    return "".join(f"{key}: {value}\r\n" for key, value in values.items()).encode()
