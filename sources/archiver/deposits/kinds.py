"""What kind of file some bytes are, by their content: nobody's word is taken for it.

Signatures are those of the WHATWG MIME Sniffing standard (sections 6 and 7), ISO 28500 for WARC
and ISO/IEC 21320-1 for the ZIP of a WACZ. What is markup and what a PDF is decided as
it is for reading (`sources.archiver.reading.sniff`): no file is taken for one kind and read as
another.
"""

import zlib
from enum import StrEnum

from sources.archiver.reading import sniff

SNIFFED = 4096
"""Bytes from the start that decide."""


class ContentKind(StrEnum):
    """The kinds of file that are told apart."""

    HTML = "html"
    MHTML = "mhtml"
    """A page and its parts, saved in one MIME file."""
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    WEBP = "webp"
    TEXT = "text"
    WARC = "warc"
    ZIP = "zip"
    OTHER = "other"

    @property
    def is_image(self) -> bool:
        """Whether it is a picture that every browser shows and that can hold no script."""
        return self in IMAGES


IMAGES = frozenset({ContentKind.PNG, ContentKind.JPEG, ContentKind.GIF, ContentKind.WEBP})
MEDIA_TYPES = {
    ContentKind.HTML: "text/html",
    ContentKind.MHTML: "multipart/related",
    ContentKind.PDF: "application/pdf",
    ContentKind.PNG: "image/png",
    ContentKind.JPEG: "image/jpeg",
    ContentKind.GIF: "image/gif",
    ContentKind.WEBP: "image/webp",
    ContentKind.TEXT: "text/plain",
    ContentKind.WARC: "application/warc",
    ContentKind.ZIP: "application/zip",
    ContentKind.OTHER: "application/octet-stream",
}

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SIGNATURES = (
    (ContentKind.PNG, b"\x89PNG\r\n\x1a\n"),
    (ContentKind.JPEG, b"\xff\xd8\xff"),
    (ContentKind.GIF, b"GIF87a"),
    (ContentKind.GIF, b"GIF89a"),
    (ContentKind.WARC, b"WARC/1.0\r\n"),
    (ContentKind.WARC, b"WARC/1.1\r\n"),
    (ContentKind.ZIP, b"PK\x03\x04"),
)
_READ_AS = {
    sniff.PDF: ContentKind.PDF,
    sniff.HTML: ContentKind.HTML,
    sniff.SAVED: ContentKind.MHTML,
}


def kind_of(start: bytes) -> ContentKind:
    """Decide what a file is.

    Args:
        start: its first `SNIFFED` bytes, or all of it if it is shorter.
    """
    found = next((kind for kind, mark in _SIGNATURES if start.startswith(mark)), None)
    if found is not None:
        return found
    if start[:4] == b"RIFF" and start[8:14] == b"WEBPVP":
        return ContentKind.WEBP
    if _is_packed_warc(start):
        return ContentKind.WARC
    kind = _READ_AS.get(sniff.sniffed_kind(start, ""), ContentKind.TEXT)
    return kind if kind is ContentKind.PDF or _holds_words(start) else ContentKind.OTHER


def _holds_words(start: bytes) -> bool:
    """Whether there is something, and no byte that no text holds."""
    plain = start.replace(b"\0", b"") if start.startswith(_MARKS[1:]) else start
    for mark in _MARKS:
        plain = plain.removeprefix(mark)
    return bool(plain.strip()) and not sniff.BINARY & set(plain)


def _is_packed_warc(start: bytes) -> bool:
    """Whether it is gzip whose first member begins a WARC record."""
    if not start.startswith(b"\x1f\x8b\x08"):
        return False
    try:
        opened = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(start, 64)
    except zlib.error:
        return False
    return opened.startswith((b"WARC/1.0\r\n", b"WARC/1.1\r\n"))
