"""What kind of file some bytes are, by their content: nobody's word is taken for it.

Signatures are those of the WHATWG MIME Sniffing standard (sections 6 and 7), ISO 28500 for WARC
and ISO/IEC 21320-1 for the ZIP of a WACZ.
"""

import re
import zlib
from enum import StrEnum

SNIFFED = 4096
"""Bytes from the start that decide."""


class ContentKind(StrEnum):
    """The kinds of file that are told apart."""

    HTML = "html"
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
_LEAD = b"\t\n\x0c\r "
# Comments are possessed and never given back: hostile bytes would be cut into them in every way.
_HTML = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?><!--.{0,1500}?-->\s*)*+<(?:!doctype\s+html|html|head|script|iframe|h1|div|font|"
    rb"table|a|style|title|b|body|br|p|meta|link|article|section|main)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
# MIME Sniffing, 7.1: bytes that no text holds.
_BINARY = frozenset({*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)})


def kind_of(start: bytes) -> ContentKind:
    """Decide what a file is.

    Args:
        start: its first `SNIFFED` bytes, or all of it if it is shorter.
    """
    for kind, fits in (
        (ContentKind.PNG, start.startswith(b"\x89PNG\r\n\x1a\n")),
        (ContentKind.JPEG, start.startswith(b"\xff\xd8\xff")),
        (ContentKind.GIF, start.startswith((b"GIF87a", b"GIF89a"))),
        (ContentKind.WEBP, start[:4] == b"RIFF" and start[8:14] == b"WEBPVP"),
        (ContentKind.PDF, start.lstrip(_LEAD).startswith(b"%PDF-")),
        (
            ContentKind.WARC,
            start.startswith((b"WARC/1.0\r\n", b"WARC/1.1\r\n")) or _is_packed_warc(start),
        ),
        (ContentKind.ZIP, start.startswith(b"PK\x03\x04")),
    ):
        if fits:
            return kind
    return _words(start)


def _words(start: bytes) -> ContentKind:
    """Markup, text, or neither."""
    wide = start.startswith(_MARKS[1:])
    plain = start.replace(b"\0", b"") if wide else start
    for mark in _MARKS:
        plain = plain.removeprefix(mark)
    if not plain.strip():
        return ContentKind.OTHER
    if _BINARY & set(plain):
        return ContentKind.OTHER
    return ContentKind.HTML if _HTML.match(plain.lstrip(_LEAD)) else ContentKind.TEXT


def _is_packed_warc(start: bytes) -> bool:
    """Whether it is gzip whose first member begins a WARC record."""
    if not start.startswith(b"\x1f\x8b\x08"):
        return False
    try:
        opened = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(start, 64)
    except zlib.error:
        return False
    return opened.startswith((b"WARC/1.0\r\n", b"WARC/1.1\r\n"))
