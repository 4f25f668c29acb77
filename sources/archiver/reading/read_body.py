"""Read one body: its text and its metadata. Runs in a confined child of the nursery.

A child can open no file, so all that reading may need is loaded before (`rehearse`).
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from sources.archiver.reading.charsets import decode, is_garbled, load_codecs
from sources.archiver.reading.found import PageWords
from sources.archiver.reading.markup.read_html import read_html
from sources.archiver.reading.markup.saved import NoPageError, read_saved
from sources.archiver.reading.pdf import TOO_LONG, UnreadablePdfError, read_pdf
from sources.archiver.reading.sniff import (
    FEED,
    HTML,
    JSON,
    PDF,
    SAVED,
    TEXT,
    XML,
    picture,
    sniffed_kind,
)
from sources.archiver.reading.structured import DamagedError, read_feed, read_json, read_xml
from sources.archiver.reading.walls.read_signs import signs_of
from sources.archiver.values import ExtractionState
from tracker.base.language.hyphens import mend_numbers

NOT_JSON_TYPE = "text/x-not-json"
LONGEST_FACT = 500
LONGEST = {"description": 2_000, "body": 20_000}
"""Characters of what the markup says of a page, where that is more than a line."""
MAX_TEXT_OF_WALLS = 40_000
"""Characters: a notice may stand within a large menu, but no larger one."""
_SURROGATES = re.compile("[\ud800-\udfff]")

# Codes of the table of sentences, after "page.": the child that reads says no more than that.
UNSUPPORTED = "unsupported"
GARBLED = "garbled"
NO_PAGE = "no_page"


class GarbledError(Exception):
    """The text was read in a character set that is not its own, or was damaged before it came."""


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
        found = reader(body, content_type)
    except _UNREADABLE as error:
        # A text may well begin with a brace; what is declared as JSON is damaged.
        if kind == JSON and "json" not in content_type.lower():
            return read(body, NOT_JSON_TYPE, longest)
        return _answer(ExtractionState.FAILED, _code(error), kind=kind)
    if len(found.text) > longest:
        return _answer(ExtractionState.FAILED, TOO_LONG, kind=kind)
    return _done(found, kind)


_UNREADABLE = (DamagedError, GarbledError, NoPageError, UnreadablePdfError)


def _code(error: Exception) -> str:
    if isinstance(error, GarbledError):
        return GARBLED
    return NO_PAGE if isinstance(error, NoPageError) else str(error)


def _html(body: bytes, content_type: str) -> PageWords:
    source, charset = decode(body, content_type, markup=True)
    found = read_html(source)
    signs = signs_of(source, found) if len(found.text) <= MAX_TEXT_OF_WALLS else {}
    return _whole(found._replace(signs=signs), body, charset)


def _saved(body: bytes, _content_type: str) -> PageWords:
    found = read_saved(body)
    return _whole(found, b"", found.charset)


def _pdf(body: bytes, _content_type: str) -> PageWords:
    return read_pdf(body)


def _text(body: bytes, content_type: str) -> PageWords:
    text, charset = decode(body, content_type, markup=False)
    return _whole(PageWords(text.replace("\r\n", "\n").replace("\r", "\n")), body, charset)


def _feed(body: bytes, content_type: str) -> PageWords:
    source, charset = decode(body, content_type, markup=True)
    text, metadata = read_feed(source, _fragment)
    return _whole(PageWords(text, metadata=metadata), body, charset)


def _xml(body: bytes, content_type: str) -> PageWords:
    source, charset = decode(body, content_type, markup=True)
    return _whole(PageWords(read_xml(source)), body, charset)


def _json(body: bytes, _content_type: str) -> PageWords:
    # JSON is UTF-8 (RFC 8259), whatever a parameter says.
    source, charset = decode(body, "charset=utf-8", markup=False)
    return _whole(PageWords(read_json(source, _fragment)), body, charset)


def _fragment(source: str) -> str:
    return read_html(source).text


def _whole(found: PageWords, body: bytes, charset: str) -> PageWords:
    """A text with its character set, and how many of its characters were lost.

    Raises:
        GarbledError: most of them were.
    """
    if is_garbled(found.text, body, charset):
        raise GarbledError
    lost = found.text.count("\ufffd")
    unread = {**found.unread, "characters": lost} if lost else found.unread
    return found._replace(charset=charset, unread=unread)


_READERS: Mapping[str, Callable[[bytes, str], PageWords]] = {
    HTML: _html, SAVED: _saved, PDF: _pdf, TEXT: _text, FEED: _feed, XML: _xml, JSON: _json,
}  # fmt: skip


def rehearse() -> None:
    """Load whatever reading any kind of body loads, so that no child has to."""
    load_codecs()
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
_SAVED = b"""MIME-Version: 1.0
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

Text=
--b--"""
_EXAMPLES = (
    (b"<!doctype html><title>t</title><p lang=en>Text", "text/html"),
    (_PDF, "application/pdf"),
    (b"<rss><channel><item><title>Text</title></item></channel></rss>", ""),
    (b'{"a": ["Text", 1]}', ""),
    (_SAVED, ""),
    ("Douze hommes étaient là près de la frontière. ".encode("cp1252") * 9, "text/plain"),
)


def _done(found: PageWords, kind: str) -> dict[str, Any]:
    metadata = {
        key: _keepable(value)[: LONGEST.get(key, LONGEST_FACT)]
        for key, value in found.metadata.items()
    }
    return _answer(
        ExtractionState.DONE,
        "",
        text=mend_numbers(_keepable(found.text)),
        kind=kind,
        charset=found.charset,
        metadata=metadata,
        struck=[_keepable(passage) for passage in found.struck],
        unread=dict(found.unread),
        signs={key: _keepable(value) for key, value in found.signs.items()},
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
    blank = {"text": "", "kind": "", "charset": "", "metadata": {}, "struck": [], "unread": {}}
    return {"state": state.value, "reason": reason, "signs": {}} | blank | facts
