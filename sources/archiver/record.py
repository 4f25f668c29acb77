"""Write the WARC 1.1 file of one capture (ISO 28500:2017), one gzip member a record.

The standard defines the payload of an HTTP record as the body without transfer coding, but the
usual checkers digest the block after the head as it stands. So that both agree, a chunked answer
is stored with its chunks joined, its `Transfer-Encoding` line renamed, and the size and digest of
the exact wire bytes noted in the metadata record. Every other answer is stored byte for byte.
"""

import base64
import gzip
import hashlib
import json
import re
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sources.archiver.values import Hop, Record

SOFTWARE = "Counterclaim archiver"
CRLF = b"\r\n"
_TRANSFER_ENCODING = re.compile(rb"^transfer-encoding(?=[ \t]*:)", re.IGNORECASE | re.MULTILINE)

Field = tuple[str, str]


def record(
    hops: tuple[Hop, ...], *, at: datetime, agent: str, provenance: Mapping[str, Any]
) -> Record:
    """Make the WARC file of a capture.

    Args:
        hops: requests and answers in order; at least one.
        at: when the capture began (aware).
        agent: the User-Agent header that was sent.
        provenance: goes into a metadata record that concerns the last answer.
    """
    records: list[tuple[str, bytes]] = []
    about = _fields(software=SOFTWARE, format="WARC File Format 1.1", isPartOf=agent)
    info_id, info = _record("warcinfo", at, "application/warc-fields", about)
    records.append((info_id, info))
    response_id = ""
    for hop in hops:
        for name, member in _exchange(hop, info_id):
            records.append((name, member))
            response_id = name
    block = json.dumps(provenance, ensure_ascii=False, sort_keys=True, indent=1).encode()
    concerns = [
        ("WARC-Warcinfo-ID", info_id),
        ("WARC-Refers-To", response_id),
        ("WARC-Target-URI", hops[-1].target.url),
    ]
    records.append(_record("metadata", at, "application/json", block, concerns))
    content = b"".join(member for _, member in records)
    return Record(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        record_ids=tuple(name for name, _ in records),
    )


def payload_digest(hop: Hop) -> str:
    """SHA-256 (hex) of the body without transfer coding."""
    return hashlib.sha256(hop.payload).hexdigest()


def _exchange(hop: Hop, info_id: str) -> Iterator[tuple[str, bytes]]:
    """The request record, then the response record."""
    common = [
        ("WARC-Warcinfo-ID", info_id),
        ("WARC-Target-URI", hop.target.url),
        ("WARC-IP-Address", hop.connected_to),
    ]
    request_id, request = _record(
        "request", hop.started_at, "application/http;msgtype=request", hop.request, common
    )
    yield request_id, request
    fields = [
        *common,
        ("WARC-Concurrent-To", request_id),
        ("WARC-Payload-Digest", _digest(hop.payload)),
    ]
    if hop.truncated:
        fields.append(("WARC-Truncated", hop.truncated))
    yield _record(
        "response", hop.started_at, "application/http;msgtype=response", response_block(hop), fields
    )


def response_block(hop: Hop) -> bytes:
    """The block of the response record: the final answer, chunks joined."""
    answer = hop.response[hop.head_bytes :]
    if "chunked" not in hop.header("transfer-encoding").lower():
        return answer
    end = re.search(rb"\r?\n\r?\n", answer)
    head = answer[: end.end()] if end else answer
    return _TRANSFER_ENCODING.sub(b"X-Archive-Orig-Transfer-Encoding", head) + hop.payload


def _record(
    kind: str,
    at: datetime,
    content_type: str,
    block: bytes,
    fields: list[Field] | None = None,
) -> tuple[str, bytes]:
    """One record as a gzip member; returns its identifier and bytes."""
    name = f"<urn:uuid:{uuid.uuid4()}>"
    lines: list[Field] = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", name),
        ("WARC-Date", at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
        *(fields or []),
        ("Content-Type", content_type),
        ("WARC-Block-Digest", _digest(block)),
        ("Content-Length", str(len(block))),
    ]
    head = "WARC/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in lines)
    return name, gzip.compress(head.encode() + CRLF + block + CRLF + CRLF, 6, mtime=0)


def _digest(data: bytes) -> str:
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode("ascii")


def _fields(**values: str) -> bytes:
    return "".join(f"{key}: {value}\r\n" for key, value in values.items()).encode()
