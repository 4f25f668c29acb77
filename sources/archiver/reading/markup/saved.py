"""A page that a browser saved with its parts in one MIME file: MHTML (RFC 2557)."""

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import islice

from sources.archiver.reading.charsets import decode
from sources.archiver.reading.found import PageWords
from sources.archiver.reading.markup.read_html import read_html

MOST_PARTS = 500
_PARSER = BytesParser(EmailMessage, policy=policy.default)
PAGES = ("text/html", "application/xhtml+xml")


class NoPageError(Exception):
    """The file holds no page."""


def read_saved(body: bytes) -> PageWords:
    """Read the page of a saved file, and those of its frames that were saved with it.

    Raises:
        NoPageError: there is none in it.
    """
    pages = [part for part in mime_parts(body) if part.get_content_type() in PAGES]
    if not pages:
        raise NoPageError
    (source, charset), *_ = sources = [_source(page) for page in pages]
    parts: dict[str, str] = {}
    for page, (inner, _charset) in zip(pages[1:], sources[1:], strict=True):
        name = str(page.get("Content-ID", "")).strip().strip("<>")
        place = str(page.get("Content-Location", "")).strip()
        parts |= {address: inner for address in (name and f"cid:{name}", place) if address}
    return read_html(source, parts)._replace(charset=charset)


def mime_parts(body: bytes) -> Iterator[EmailMessage]:
    """The parts of a saved file, the file itself before them, and no more than are read."""
    return islice(_PARSER.parsebytes(body).walk(), MOST_PARTS)


def decoded(part: EmailMessage) -> bytes:
    """The bytes of a part without its transfer coding; none of what only holds other parts."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _source(page: EmailMessage) -> tuple[str, str]:
    return decode(decoded(page), str(page.get("Content-Type", "")), markup=True)
