"""Read back what a sealed WARC file holds of the page.

    read_payload(storage, file_name, *, limits=Limits(), url="") -> Payload

is the one way to the headers, the payload and the decoded body of a sealed capture: for replay,
rendering, WACZ, downloads and checks. A file whose final answer is a `revisit` record has no
payload of its own; its bytes are read from the earlier file that it names and are checked
against the digest in the later one. Files may be damaged: sizes are bounded and
whatever is wrong comes back as `PayloadError`.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from sources.archiver.network import content_coding
from sources.archiver.network.chunks import ChunkError, dechunk
from sources.archiver.sealing.gzip_members import MemberError, Members
from sources.archiver.sealing.store import Storage
from sources.archiver.values import Limits, joined

ANSWERS = ("response", "revisit")
LONGEST_HEAD = 256 * 1024
MOST_RECORDS = 100_000
SEALED_NAME = re.compile(r"warc/([0-9a-f]{2})/\1[0-9a-f]{62}\.warc\.gz")
EARLIER_FILE = "WARC-Refers-To-Filename"
"""An extension field, as the standard admits them: in which file the referred record stands."""
DIGESTS = ("sha256", "sha1")

Headers = tuple[tuple[str, str], ...]
Wanted = Callable[[dict[str, str]], bool]


class PayloadError(Exception):
    """The file holds no answer that can be read; the message is a sentence."""


class LargePayloadError(PayloadError):
    """The answer is whole and larger than is held in memory."""


@dataclass(frozen=True)
class KeptPayload:
    """The record that holds the bytes: another one than the answer's own if that is a revisit."""

    file_name: str
    record_id: str
    url: str
    date: str
    """As it stands in the record (WARC-Date, ISO 8601)."""


@dataclass(frozen=True)
class Payload:
    """The final answer of a sealed file."""

    url: str
    date: str
    record_id: str
    status: int
    headers: Headers
    """As they stand in the file; the `Transfer-Encoding` of a chunked answer is renamed there."""
    payload: bytes
    """Body without transfer coding, content coding still on."""
    body: bytes | None
    """Body without content coding; None where that could not be taken off."""
    truncated: str
    """WARC-Truncated reason, or nothing for a whole answer."""
    kept: KeptPayload

    def header(self, name: str) -> str:
        """The first value of a header, or the empty string."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    @property
    def is_revisit(self) -> bool:
        """Whether the bytes stand in the file of an earlier capture."""
        return self.kept.record_id != self.record_id

    @property
    def payload_sha256(self) -> str:
        """SHA-256 (hex) of the payload."""
        return hashlib.sha256(self.payload).hexdigest()


@dataclass(frozen=True)
class SealedAnswer:
    """A response or revisit record as it was read; field names are in lower case."""

    fields: dict[str, str]
    block: bytes


def read_payload(storage: Storage, file_name: str, *, limits: Limits | None = None) -> Payload:
    """Read the final answer of a sealed WARC file, following a revisit to the earlier file.

    Args:
        storage: where the files are kept.
        file_name: name of the file in the storage.
        limits: `wire_bytes` bounds a record, `decoded_bytes` and `content_codings` the decoding.

    Raises:
        PayloadError: no such answer, damaged or too large, or its bytes do not fit its digest.
        FileNotFoundError: the file is not in the storage.
    """
    limits = limits or Limits()
    answer = find_answer(storage, file_name, limits=limits)
    status, headers, rest = split_head(answer.block)
    kept = kept_in(answer, file_name)
    truncated = answer.fields.get("warc-truncated", "")
    if answer.fields.get("warc-type") == "revisit":
        payload, kept = _follow(storage, answer, limits)
        truncated = ""  # in a revisit it says that the duplicate was left out
    else:
        payload = without_chunks(headers, rest)
        _check(answer, payload, rest)
    return Payload(
        url=_url(answer),
        date=answer.fields.get("warc-date", ""),
        record_id=answer.fields.get("warc-record-id", ""),
        status=status,
        headers=headers,
        payload=payload,
        body=_decoded(payload, headers, limits),
        truncated=truncated,
        kept=kept,
    )


def find_answer(
    storage: Storage, file_name: str, *, limits: Limits, record_id: str = ""
) -> SealedAnswer:
    """Find the last response or revisit record of a file.

    Args:
        storage: where the files are kept.
        file_name: name of the file in the storage.
        limits: `wire_bytes` bounds a record.
        record_id: only this record, with its angle brackets.

    Raises:
        PayloadError: there is none, or the file is damaged before its end.
        FileNotFoundError: the file is not in the storage.
    """

    def is_wanted(fields: dict[str, str]) -> bool:
        is_asked_for = record_id in ("", fields.get("warc-record-id"))
        return fields.get("warc-type") in ANSWERS and is_asked_for

    with storage.open(file_name, "rb") as file:
        try:
            found = _last(file, is_wanted, limits.wire_bytes + LONGEST_HEAD)
        except MemberError as error:
            raise PayloadError(f"The file {file_name} is damaged: {error}") from error
    if found is None:
        raise PayloadError(f"The file {file_name} holds no such answer.")
    return found


def _last(file: BinaryIO, is_wanted: Wanted, most: int) -> SealedAnswer | None:
    members = Members(file)
    found: SealedAnswer | None = None
    records = 0
    while members.advance():
        while (fields := read_fields(members)) is not None:
            records += 1
            size = length_of(fields)
            if records > MOST_RECORDS:
                raise PayloadError("The file holds too many records.")
            if not is_wanted(fields):
                skip(members, size)
                continue
            if size > most:
                raise LargePayloadError(f"A record of {size} bytes is too large to be shown.")
            found = None  # two bodies are never held at once
            block = members.read_all(size)
            if len(block) < size:
                raise PayloadError("A record of the file is cut short.")
            found = SealedAnswer(fields, block)
    return found


def read_fields(members: Members) -> dict[str, str] | None:
    """Read the fields of the record that follows; None at the end of the member.

    Names are in lower case, of a field that stands twice the first value.

    Raises:
        PayloadError: what follows is no record.
        MemberError: the file is damaged.
    """
    line = members.line(LONGEST_HEAD)
    while line in (b"\r\n", b"\n"):
        line = members.line(LONGEST_HEAD)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise PayloadError("The file is no WARC file.")
    fields: dict[str, str] = {}
    left = LONGEST_HEAD
    name = ""
    while (line := members.line(left)) not in (b"\r\n", b"\n"):
        left -= len(line)
        if left <= 0 or not line.endswith(b"\n"):
            raise PayloadError("The head of a record is too long or cut short.")
        # A NUL can stand in no field (ISO 28500, 4), and no database keeps one.
        text = line.decode("utf-8", "replace").rstrip("\r\n").replace("\0", "\ufffd")
        if text[:1] in (" ", "\t") and name:
            fields[name] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        fields.setdefault(name, value.strip())
    return fields


def length_of(fields: dict[str, str]) -> int:
    """Content-Length in bytes.

    Raises:
        PayloadError: it is missing or no number.
    """
    declared = fields.get("content-length", "")
    if not (declared.isascii() and declared.isdigit() and len(declared) < 20):  # noqa: PLR2004
        raise PayloadError("A record does not say how long it is.")
    return int(declared)


def skip(members: Members, size: int) -> None:
    """Go over a block, or the rest of one.

    Raises:
        PayloadError: it ends before.
        MemberError: the file is damaged.
    """
    while size > 0:
        piece = members.read(size)
        if not piece:
            raise PayloadError("A record of the file is cut short.")
        size -= len(piece)


def split_head(block: bytes) -> tuple[int, Headers, bytes]:
    """Cut an HTTP answer into status, headers (read as Latin-1) and what follows the head.

    Raises:
        PayloadError: it does not start with an HTTP status line.
    """
    end = re.search(rb"\r?\n\r?\n", block[:LONGEST_HEAD])
    stop = end.end() if end else min(len(block), LONGEST_HEAD)
    first, *lines = re.split(r"\r?\n", block[:stop].decode("latin-1"))
    words = first.split(None, 2)
    if not first.startswith("HTTP/") or len(words) < 2 or not words[1].isdecimal():  # noqa: PLR2004
        raise PayloadError("The answer does not start with an HTTP status line.")
    pairs: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in (" ", "\t") and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
        elif ":" in line:
            name, _, value = line.partition(":")
            pairs.append((name.strip(), value.strip()))
    return int(words[1][:3]), tuple(pairs), block[stop:]


def _follow(storage: Storage, answer: SealedAnswer, limits: Limits) -> tuple[bytes, KeptPayload]:
    """The payload of a revisit, from the earlier file; never over more than one step."""
    name, wanted = earlier_of(answer)
    try:
        earlier = find_answer(storage, name, limits=limits, record_id=wanted)
    except FileNotFoundError as error:
        raise PayloadError(f"The earlier file {name} is not in the storage.") from error
    if earlier.fields.get("warc-type") != "response":
        raise PayloadError("The earlier file refers on to another one.")
    _, headers, rest = split_head(earlier.block)
    payload = without_chunks(headers, rest)
    if not answer.fields.get("warc-payload-digest"):
        raise PayloadError("The answer does not say what the earlier bytes were.")
    _check(answer, payload, payload)
    return payload, kept_in(earlier, name)


def earlier_of(answer: SealedAnswer) -> tuple[str, str]:
    """The earlier file that a revisit names, and the record in it.

    Raises:
        PayloadError: it names none, or none of ours.
    """
    name = answer.fields.get(EARLIER_FILE.lower(), "")
    wanted = answer.fields.get("warc-refers-to", "")
    if not SEALED_NAME.fullmatch(name) or not wanted:
        raise PayloadError("The answer refers to an earlier file that it does not name.")
    return name, wanted


def kept_in(answer: SealedAnswer, file_name: str) -> KeptPayload:
    """What a revisit says of a record that holds the bytes."""
    record_id = answer.fields.get("warc-record-id", "")
    return KeptPayload(file_name, record_id, _url(answer), answer.fields.get("warc-date", ""))


def _url(answer: SealedAnswer) -> str:
    return answer.fields.get("warc-target-uri", "").strip("<>")


def without_chunks(headers: Headers, rest: bytes) -> bytes:
    """The payload of a block: what follows its head, without transfer coding."""
    names = [value.lower() for key, value in headers if key.lower() == "transfer-encoding"]
    if not any("chunked" in value for value in names):
        return rest
    try:
        return dechunk(rest)
    except ChunkError:
        # Many writers join the chunks and leave the header as it was.
        return rest


def _check(answer: SealedAnswer, payload: bytes, stored: bytes) -> None:
    """Refuse bytes that do not fit the digest of the record.

    Others' files may count the transfer coding into the digest, so either form will do.
    """
    said = answer.fields.get("warc-payload-digest", "")
    name, _, value = said.partition(":")
    name = name.lower().replace("-", "")
    if name not in DIGESTS:
        return
    forms = [payload] if payload is stored else [payload, stored]
    for data in forms:
        digest = hashlib.new(name, data, usedforsecurity=False)
        if value.upper() == base64.b32encode(digest.digest()).decode():
            return
        if value.lower() == digest.hexdigest():
            return
    raise PayloadError("The bytes do not fit the digest that was sealed with them.")


def _decoded(payload: bytes, headers: Headers, limits: Limits) -> bytes | None:
    codings = joined(headers, "content-encoding")
    try:
        return content_coding.decode_content(
            payload, codings, limit=limits.decoded_bytes, layers=limits.content_codings
        )
    except content_coding.CodingError:
        return None
