"""Read the head of a record and check its fields (clauses 4 and 5)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sources.archiver.sealing.conformance.defects import excerpt
from sources.archiver.sealing.conformance.syntax import SYNTAX
from sources.archiver.sealing.gzip_members import Members

VERSIONS = {b"WARC/1.0": "1.0", b"WARC/1.1": "1.1"}
LONGEST_HEAD = 256 * 1024
TOKEN = re.compile(r"[!#$%&'*+\-.0-9A-Z^_`a-z|~]+")
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")

Fault = tuple[str, str]
"""A rule and what was seen."""

EVERY = ("warc-type", "warc-record-id", "warc-date", "content-length")
WITH_TARGET = ("response", "resource", "request", "revisit", "conversion", "continuation")
MUST: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(WITH_TARGET, ("warc-target-uri",)),
    "revisit": ("warc-target-uri", "warc-profile"),
    "continuation": ("warc-target-uri", "warc-segment-number", "warc-segment-origin-id"),
}
ONLY: dict[str, tuple[str, ...]] = {
    "warc-filename": ("warcinfo",),
    "warc-profile": ("revisit",),
    "warc-segment-origin-id": ("continuation",),
    "warc-segment-total-length": ("continuation",),
    "warc-concurrent-to": ("request", "response", "resource", "metadata", "revisit"),
    "warc-ip-address": ("request", "response", "resource", "metadata", "revisit"),
    "warc-refers-to": ("metadata", "revisit", "conversion"),
    "warc-target-uri": (*WITH_TARGET, "metadata"),
    "warc-warcinfo-id": (*WITH_TARGET, "metadata"),
    "warc-payload-digest": WITH_TARGET,
    "warc-identified-payload-type": WITH_TARGET,
}
"""Fields that only these types of record may have; types that the standard does not know may
have any."""
TYPES = ("warcinfo", "metadata", *WITH_TARGET)
REPEATABLE = ("warc-concurrent-to",)


@dataclass
class RecordHead:
    """The head of a record as it was read; `fields` has lower-case names, first value each."""

    version: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    repeated: dict[str, list[str]] = field(default_factory=dict)
    """Every value of the fields that stand more than once."""
    faults: list[Fault] = field(default_factory=list)
    is_framed: bool = False
    """Whether a version line and a blank line were found, so that a block can follow."""

    @property
    def kind(self) -> str:
        """WARC-Type."""
        return self.fields.get("warc-type", "")

    @property
    def record_id(self) -> str:
        """WARC-Record-ID with its angle brackets."""
        return self.fields.get("warc-record-id", "")

    @property
    def length(self) -> int | None:
        """Content-Length in bytes; None if it is no number."""
        value = self.fields.get("content-length", "")
        return int(value) if re.fullmatch(r"[0-9]{1,18}", value) else None

    def values(self, name: str) -> list[str]:
        """Every value of a field."""
        one = [self.fields[name]] if name in self.fields else []
        return self.repeated.get(name, one)


def read_head(members: Members, first: bytes) -> RecordHead:
    """Read a head.

    Args:
        members: stands behind the first line.
        first: the first line.

    Raises:
        MemberError: the gzip member is damaged.
    """
    head = RecordHead()
    head.version = VERSIONS.get(first.rstrip(b"\r\n"), "")
    if not head.version:
        head.faults.append(("version", f"The record starts with “{excerpt(_text(first))}”."))
        if not first.startswith(b"WARC/"):
            return head
    sloppy = not first.endswith(b"\r\n")
    left = LONGEST_HEAD
    lines: list[bytes] = []
    while (line := members.line(left)) not in (b"\r\n", b"\n"):
        left -= len(line)
        if left <= 0:
            head.faults.append(("head_size", f"The head is longer than {LONGEST_HEAD} bytes."))
            return head
        if not line.endswith(b"\n"):
            head.faults.append(("head_cut", "The record ends inside its head."))
            return head
        sloppy = sloppy or not line.endswith(b"\r\n")
        if line[:1] in (b" ", b"\t") and lines:
            lines[-1] = lines[-1] + b" " + line.strip()
        else:
            lines.append(line.rstrip(b"\r\n"))
    if sloppy or line == b"\n":
        head.faults.append(("line_end", "A line of the head ends without CR LF."))
    head.is_framed = True
    for whole in lines:
        _take(head, whole)
    return head


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").rstrip("\r\n")


def _take(head: RecordHead, line: bytes) -> None:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("utf-8", "replace")
        head.faults.append(("field_encoding", f"“{excerpt(text)}” is not UTF-8."))
    name, colon, value = text.partition(":")
    if not colon or not TOKEN.fullmatch(name) or CONTROL.search(value):
        head.faults.append(("field_syntax", f"“{excerpt(text)}” is no field."))
        return
    key, value = name.lower(), value.strip(" \t")
    if key in head.fields:
        head.repeated.setdefault(key, [head.fields[key]]).append(value)
    else:
        head.fields[key] = value


def check_head(head: RecordHead) -> Iterator[Fault]:
    """Check the fields of a head, each by itself and against the type of the record."""
    yield from head.faults
    if not head.is_framed:
        return
    yield from _presence(head)
    for name, check in SYNTAX.items():
        for value in head.values(name):
            fault = check(value, head.version)
            if fault:
                yield fault, f"{_proper(name)} is “{excerpt(value)}”."


def _presence(head: RecordHead) -> Iterator[Fault]:
    """Which fields are there that must not be, and the other way about."""
    for name in head.repeated:
        if name in SYNTAX and name not in REPEATABLE:
            yield "field_repeated", f"{_proper(name)} stands more than once."
    for name in (*EVERY, *MUST.get(head.kind, ())):
        if name not in head.fields:
            yield "field_missing", f"{_proper(name)} is missing."
    if head.length and head.kind != "continuation" and "content-type" not in head.fields:
        yield "field_missing", "Content-Type is missing though there is a block."
    if head.kind in TYPES:
        for name in head.fields:
            if head.kind not in ONLY.get(name, TYPES):
                yield "field_forbidden", f"A {head.kind} record has no {_proper(name)}."


def _proper(name: str) -> str:
    """The usual spelling of a field's name."""
    words = {"warc": "WARC", "id": "ID", "uri": "URI", "ip": "IP"}
    return "-".join(words.get(word, word.capitalize()) for word in name.split("-"))
