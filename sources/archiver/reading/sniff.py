"""What kind of file a body is: by its content first, then by what the server declared.

The signatures are those of the WHATWG MIME Sniffing standard, with the root element of XML looked
at beside them. The order matters: a picture that is declared as a page is a picture.
"""

import codecs
import re
import struct

from sources.archiver.reading.charsets import unmarked_wide

SNIFF = 1024
HTML, PDF, IMAGE, FEED, XML, JSON, TEXT = "html", "pdf", "image", "feed", "xml", "json", "text"
SAVED = "saved"
"""A page and its parts in one MIME file: MHTML (RFC 2557)."""

_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_HTML_START = re.compile(
    rb"<(?:script|iframe|h1|div|font|table|a|style|title|b|br|p|meta)[\s>]|<!--", re.IGNORECASE
)
_XML_START = re.compile(rb"<\?xml[\s?]|<(?:rss|feed|rdf:rdf|svg)[\s>]", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(html|rss|feed|rdf|svg)[\s>/]", re.IGNORECASE)
_ROOTS = {b"html": HTML, b"rss": FEED, b"feed": FEED, b"rdf": FEED, b"svg": IMAGE}
# Headers of RFC 5322 from the first line on, as browsers write them.
_SAVED = re.compile(
    rb"(?:[A-Za-z-]{1,40}:[^\n]{0,500}\r?\n(?:[ \t][^\n]{0,500}\r?\n){0,5}){0,12}MIME-Version:",
    re.IGNORECASE,
)
_OTHER_FILES = (
    b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"OggS", b"ID3", b"\xff\xfb", b"RIFF",
    b"\x1aE\xdf\xa3", b"\0asm", b"MZ", b"\x7fELF", b"wOFF", b"wOF2", b"\0\x01\0\0", b"OTTO",
)  # fmt: skip
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_JSON_TYPES = ("/json", "+json", "/x-ndjson", "/jsonl", "/jsonlines")
_OPAQUE_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_TEXT_TYPES = frozenset({"application/javascript", "application/x-subrip", "application/yaml"})
BINARY = frozenset({*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)})
"""Bytes that no text holds (MIME Sniffing, 7.1)."""
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def sniffed_kind(body: bytes, content_type: str) -> str:
    """Decide the kind of a body.

    Returns:
        One of the names above, or nothing for a file in which no text is looked for.
    """
    start = body[:SNIFF]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start[2:].replace(b"\0", b"")
    elif unmarked_wide(start):
        start = start.replace(b"\0", b"")
    start = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if b"%PDF-" in start:
        return PDF
    if picture(body):
        return IMAGE
    if start.startswith(_OTHER_FILES) or start[4:8] == b"ftyp":
        return ""
    if _SAVED.match(start) and b"multipart/related" in start.lower():
        return SAVED
    mime = content_type.split(";", 1)[0].strip().lower()
    return _markup(start, mime) or _written(start, mime)


def _markup(start: bytes, mime: str) -> str:
    is_xml = _XML_START.match(start) or mime in ("text/xml", "application/xml")
    if is_xml or (mime.endswith("+xml") and mime not in _HTML_TYPES):
        root = _ROOT.search(start)
        return _ROOTS[root[1].lower()] if root else XML
    if mime in _HTML_TYPES or _HTML.search(start):
        return HTML
    return HTML if mime in _OPAQUE_TYPES and _HTML_START.match(start) else ""


def _written(start: bytes, mime: str) -> str:
    if mime.endswith(_JSON_TYPES):
        return JSON
    if b"\0" in start and not mime.startswith("text/"):
        return ""
    opaque = mime in _OPAQUE_TYPES
    if start[:1] in (b"{", b"[") and (opaque or mime == "text/plain"):
        return JSON
    return TEXT if opaque or mime.startswith("text/") or mime in _TEXT_TYPES else ""


def picture(body: bytes) -> dict[str, str]:
    """The type and size of a picture, as its own head says; empty if it is none.

    Returns:
        `media_type`, and `width` and `height` in pixels where the head tells them.
    """
    for start, media_type, measure in _PICTURES:
        if re.match(start, body[:32], re.DOTALL):
            found = {"media_type": media_type}
            try:
                size = measure(body)
            except (struct.error, IndexError, ValueError):
                size = None
            if size and all(0 < side < 2**31 for side in size):
                found |= {"width": str(size[0]), "height": str(size[1])}
            return found
    return {}


def _png(body: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", body, 16)
    return width, height


def _gif(body: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", body, 6)
    return width, height


def _bmp(body: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<ii", body, 18)
    return width, abs(height)


def _jpeg(body: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 < len(body) and body[place] == 0xFF:  # noqa: PLR2004 - begins a marker
        if body[place + 1] in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", body, place + 5)
            return width, height
        place += 2 + struct.unpack_from(">H", body, place + 2)[0]
    return None


def _webp(body: bytes) -> tuple[int, int] | None:
    form = body[12:16]
    if form == b"VP8X":
        width, height = (int.from_bytes(body[place : place + 3], "little") for place in (24, 27))
        return width + 1, height + 1
    if form == b"VP8L":
        bits = struct.unpack_from("<I", body, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _icon(body: bytes) -> tuple[int, int]:
    return body[6] or 256, body[7] or 256


def _untold(_body: bytes) -> None:
    return None


_PICTURES = (
    (rb"\x89PNG\r\n\x1a\n", "image/png", _png),
    (rb"\xff\xd8\xff", "image/jpeg", _jpeg),
    (rb"GIF8[79]a", "image/gif", _gif),
    (rb"RIFF....WEBP", "image/webp", _webp),
    (rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", "image/bmp", _bmp),
    (rb"II\*\0|MM\0\*", "image/tiff", _untold),
    (rb"\0\0\x01\0[^\0]", "image/vnd.microsoft.icon", _icon),
    (rb"....ftypavi[fs]", "image/avif", _untold),
    (rb"....ftyp(?:heic|heix|mif1)", "image/heic", _untold),
)
