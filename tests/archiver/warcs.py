"""WARC records made by hand, so that a test can break one rule and nothing else."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Mapping

INFO = "<urn:uuid:00000000-0000-4000-8000-000000000001>"
ASKED = "<urn:uuid:00000000-0000-4000-8000-000000000002>"
ANSWERED = "<urn:uuid:00000000-0000-4000-8000-000000000003>"
AGAIN = "<urn:uuid:00000000-0000-4000-8000-000000000004>"
NOTED = "<urn:uuid:00000000-0000-4000-8000-000000000005>"
URL = "http://news.example/a"
DATE = "2026-11-22T12:00:00.000001Z"
BODY = b"<p>Twelve soldiers"
HTTP = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(BODY)
SAME = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

Fields = Mapping[str, str | list[str] | None]


def labelled(data: bytes, algorithm: str = "sha256", form: str = "base32") -> str:
    digest = hashlib.new(algorithm, data).digest()
    return f"{algorithm}:" + (
        base64.b32encode(digest).decode() if form == "base32" else digest.hex()
    )


class Made:
    """A record: fields by their names, a block; `None` takes a field away."""

    def __init__(self, fields: Fields, block: bytes) -> None:
        self.fields = dict(fields)
        self.block = block
        self.version = b"WARC/1.1\r\n"
        self.end = b"\r\n\r\n"
        self.raw_line = b""

    def but(self, **changes: str | list[str] | None) -> Made:
        for name, value in changes.items():
            self.fields[name.replace("_", "-")] = value
        return self

    def content(self) -> bytes:
        lines = [self.version]
        for name, value in self.fields.items():
            values = value if isinstance(value, list) else [value]
            lines += [f"{name}: {one}\r\n".encode() for one in values if one is not None]
        return b"".join([*lines, self.raw_line, b"\r\n", self.block, self.end])


def a_record(kind: str, record_id: str, block: bytes, **fields: str) -> Made:
    common: dict[str, str | list[str] | None] = {
        "WARC-Type": kind,
        "WARC-Record-ID": record_id,
        "WARC-Date": DATE,
        "Content-Length": str(len(block)),
        "WARC-Block-Digest": labelled(block),
    }
    more = {name.replace("_", "-"): value for name, value in fields.items()}
    return Made(common | more, block)


def info() -> Made:
    kind = "application/warc-fields"
    return a_record("warcinfo", INFO, b"software: test\r\n", Content_Type=kind)


def asked() -> Made:
    return a_record(
        "request",
        ASKED,
        b"GET /a HTTP/1.1\r\nHost: news.example\r\n\r\n",
        Content_Type="application/http;msgtype=request",
        WARC_Target_URI=URL,
        WARC_Warcinfo_ID=INFO,
        WARC_IP_Address="192.0.2.7",
    )


def answered(body: bytes = BODY, head: bytes = HTTP) -> Made:
    return a_record(
        "response",
        ANSWERED,
        head + body,
        Content_Type="application/http;msgtype=response",
        WARC_Target_URI=URL,
        WARC_Warcinfo_ID=INFO,
        WARC_IP_Address="2001:db8::7",
        WARC_Concurrent_To=ASKED,
        WARC_Payload_Digest=labelled(body),
    )


def again() -> Made:
    return a_record(
        "revisit",
        AGAIN,
        HTTP,
        Content_Type="application/http;msgtype=response",
        WARC_Target_URI=URL,
        WARC_Warcinfo_ID=INFO,
        WARC_Profile=SAME,
        WARC_Refers_To=ANSWERED,
        WARC_Refers_To_Target_URI=URL,
        WARC_Refers_To_Date=DATE,
        WARC_Payload_Digest=labelled(BODY),
        WARC_Truncated="length",
    )


def noted() -> Made:
    return a_record(
        "metadata", NOTED, b"{}", Content_Type="application/json", WARC_Refers_To=ANSWERED
    )


def packed(*records: Made) -> bytes:
    return b"".join(gzip.compress(one.content(), mtime=0) for one in records)


def plain(*records: Made) -> bytes:
    return b"".join(one.content() for one in records)


def whole() -> tuple[Made, ...]:
    return info(), asked(), answered(), again(), noted()
