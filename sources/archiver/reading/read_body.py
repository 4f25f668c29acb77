"""Read one body: its text and its metadata. Runs in a confined child of the nursery.

A child can open no file, so all that reading may need is loaded before (`rehearse`).
"""

import codecs
import contextlib
import encodings.aliases
import re
from typing import Any

import pypdfium2

from sources.archiver.reading.charsets import decode
from sources.archiver.reading.markup import read_html
from sources.archiver.reading.sniff import FEED, HTML, JSON, PDF, TEXT, XML, picture, sniffed_kind
from sources.archiver.reading.structured import DamagedError, read_feed, read_json, read_xml
from sources.archiver.reading.walls.read_signs import signs_of
from sources.archiver.values import ExtractionState

NOT_JSON_TYPE = "text/x-not-json"
MAX_PDF_PAGES = 2000
MAX_TEXT_OF_WALLS = 40_000
"""Characters: a notice may stand within a large menu, but no larger one."""
_SURROGATES = re.compile("[\ud800-\udfff]")

# Codes of the table of sentences, after "page.": the child that reads says no more than that.
UNSUPPORTED = "unsupported"
NO_TEXT = "no_text"
LOCKED = "locked"
DAMAGED = "damaged"
TOO_LONG = "too_long"


class UnreadableError(Exception):
    """The text cannot be read; the message is one of the codes above."""


def read(body: bytes, content_type: str, longest: int) -> dict[str, Any]:
    """Read a body.

    Args:
        body: bytes without any coding.
        content_type: the Content-Type header, or nothing.
        longest: most characters of text; a longer one is refused, never cut.

    Returns:
        What `Extraction` holds, the reason as its code.
    """
    kind = sniffed_kind(body, content_type)
    reader = _READERS.get(kind)
    if reader is None:
        return _answer(ExtractionState.UNSUPPORTED, UNSUPPORTED, kind=kind, metadata=picture(body))
    try:
        text, charset, metadata = reader(body, content_type)
    except (UnreadableError, DamagedError) as error:
        # A text may well begin with a brace; what is declared as JSON is damaged.
        if kind == JSON and "json" not in content_type.lower():
            return read(body, NOT_JSON_TYPE, longest)
        return _answer(ExtractionState.FAILED, str(error), kind=kind)
    if len(text) > longest:
        return _answer(ExtractionState.FAILED, TOO_LONG, kind=kind)
    return _done(text, kind, charset, metadata) | {"signs": _signs(body, content_type, kind, text)}


def _signs(body: bytes, content_type: str, kind: str, text: str) -> dict[str, str]:
    """What the structure of a page shows that may be a wall: one without much text."""
    if kind != HTML or len(text) > MAX_TEXT_OF_WALLS:
        return {}
    signs = signs_of(decode(body, content_type, markup=True)[0])
    return {key: _keepable(value) for key, value in signs.items()}


def _html(body: bytes, content_type: str) -> tuple[str, str, dict[str, str]]:
    source, charset = decode(body, content_type, markup=True)
    text, metadata = read_html(source)
    return text, charset, metadata


def _pdf(body: bytes, _content_type: str) -> tuple[str, str, dict[str, str]]:
    text, metadata = read_pdf(body)
    return text, "", metadata


def _text(body: bytes, content_type: str) -> tuple[str, str, dict[str, str]]:
    text, charset = decode(body, content_type, markup=False)
    return text.replace("\r\n", "\n").replace("\r", "\n"), charset, {}


def _feed(body: bytes, content_type: str) -> tuple[str, str, dict[str, str]]:
    source, charset = decode(body, content_type, markup=True)
    text, metadata = read_feed(source, _fragment)
    return text, charset, metadata


def _xml(body: bytes, content_type: str) -> tuple[str, str, dict[str, str]]:
    source, charset = decode(body, content_type, markup=True)
    return read_xml(source), charset, {}


def _json(body: bytes, _content_type: str) -> tuple[str, str, dict[str, str]]:
    # JSON is UTF-8 (RFC 8259), whatever a parameter says.
    source, charset = decode(body, "charset=utf-8", markup=False)
    return read_json(source, _fragment), charset, {}


def _fragment(source: str) -> str:
    return read_html(source)[0]


_READERS = {HTML: _html, PDF: _pdf, TEXT: _text, FEED: _feed, XML: _xml, JSON: _json}


def rehearse() -> None:
    """Load whatever reading any kind of body loads, so that no child has to."""
    for name in {*encodings.aliases.aliases.values(), "idna", "punycode"}:
        with contextlib.suppress(LookupError):
            codecs.lookup(name)
    for body, content_type in _EXAMPLES:
        read(body, content_type, 1000)


# One of our own of every kind; the last is detected by its letters.
_PDF = b"""%PDF-1.4
1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>
endobj 4 0 obj<</Length 22>>stream
BT/F 9 Tf(Text)Tj ET  \nendstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>"""
_EXAMPLES = (
    (b"<!doctype html><title>t</title><p lang=en>Text", "text/html"),
    (_PDF, "application/pdf"),
    (b"<rss><channel><item><title>Text</title></item></channel></rss>", ""),
    (b'{"a": ["Text", 1]}', ""),
    ("Douze hommes étaient là près de la frontière. ".encode("cp1252") * 9, "text/plain"),
)


def read_pdf(body: bytes) -> tuple[str, dict[str, str]]:
    """Text and metadata of a PDF.

    Raises:
        UnreadableError: it is locked, damaged, too long or holds no text.
    """
    try:
        document = pypdfium2.PdfDocument(body)
        if len(document) > MAX_PDF_PAGES:
            raise UnreadableError(TOO_LONG)
        pages = [_pdf_page(document[number]) for number in range(len(document))]
        found = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise UnreadableError(LOCKED if locked else DAMAGED) from error
    text = "\n\n".join(page.strip() for page in pages)
    if not text.strip():
        raise UnreadableError(NO_TEXT)
    names = {"title": "Title", "author": "Author", "date": "CreationDate"}
    return text, {key: found[name] for key, name in names.items() if found.get(name)}


def _pdf_page(page: Any) -> str:
    text: str = page.get_textpage().get_text_range()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # PDFium marks a hyphen that only breaks a line with one of these.
    return re.sub("[\x02\ufffe]\n?", "", text)


def _done(text: str, kind: str, charset: str, metadata: dict[str, str]) -> dict[str, Any]:
    clean = {key: _keepable(value)[:500] for key, value in metadata.items()}
    return _answer(
        ExtractionState.DONE, "", text=_keepable(text), kind=kind, charset=charset, metadata=clean
    )


def _keepable(text: str) -> str:
    # The database keeps neither NUL nor half a surrogate pair, and neither is visible.
    text = text.replace("\0", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def _answer(state: ExtractionState, reason: str, **facts: Any) -> dict[str, Any]:
    blank = {"text": "", "kind": "", "charset": "", "metadata": {}}
    return {"state": state.value, "reason": reason} | blank | facts
