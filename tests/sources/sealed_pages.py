"""Captures whose WARC file a test wrote itself, byte by byte."""

from __future__ import annotations

import gzip
import hashlib
import uuid
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

if TYPE_CHECKING:
    from sources.models import Capture


def warc_of(
    body: bytes,
    *headers: tuple[str, str],
    url: str = "https://example.org/a",
    status: str = "200 OK",
    truncated: str = "",
) -> bytes:
    """A WARC file with one answer of a site, written by hand."""
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    block = f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body
    record = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\nWARC-Date: 2026-03-01T12:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http;msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n"
        + (f"WARC-Truncated: {truncated}\r\n" if truncated else "")
        + "\r\n"
    )
    return gzip.compress(record.encode() + block + b"\r\n\r\n", mtime=0)


def keep(file: bytes) -> tuple[str, str, int]:
    """Put a file into the storage: its name there, its digest and its size."""
    digest = hashlib.sha256(file).hexdigest()
    name = default_storage.save(f"warc/{digest[:2]}/{digest}.warc.gz", ContentFile(file))
    return name, digest, len(file)


def sealed_page(
    body: bytes, content_type: str = "text/html", *headers: tuple[str, str], **fields: Any
) -> Capture:
    """A sealed capture of a new page, its file in the storage."""
    from tests.factories import a_page  # noqa: PLC0415 - models need Django set up
    from tests.public.captures import a_capture  # noqa: PLC0415

    file = warc_of(body, *([("Content-Type", content_type)] if content_type else []), *headers)
    name, digest, size = keep(file)
    facts = {"page": fields.pop("page", None) or a_page(), "content_type": content_type}
    facts |= {"file_name": name, "file_sha256": digest, "file_size": size}
    return a_capture(**(facts | fields))
