"""The reader: a process that reads one body from standard input and prints text and metadata.

Started by `extract`; the limits are set here, before anything hostile is looked at.
"""

import codecs
import io
import json
import re
import resource
import sys
from typing import Any

from sources.archiver.charsets import decode
from sources.archiver.values import ExtractionState, gettext_noop

SNIFF = 1024
MAX_PDF_PAGES = 2000
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")
_TEXT_TYPES = frozenset(
    {"application/json", "application/ld+json", "application/xml", "application/javascript"}
)

UNSUPPORTED = gettext_noop("This kind of file holds no text that is read.")
NO_TEXT = gettext_noop("The PDF holds no text, perhaps only pictures of it.")
LOCKED = gettext_noop("The PDF is protected by a password.")
DAMAGED = gettext_noop("The PDF is damaged or of a kind that is not read.")
TOO_LONG = gettext_noop("The text is longer than the archiver reads.")


class UnreadableError(Exception):
    """The text cannot be read; the message is a sentence for people."""


def kind_of(body: bytes, content_type: str) -> str:
    """Decide by content first, then by the declared type: html, pdf, text, or nothing."""
    start = body[:SNIFF]
    wide = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    start = start.replace(b"\0", b"") if wide else start
    if b"%PDF-" in start:
        return "pdf"
    mime = content_type.split(";", 1)[0].strip().lower()
    if mime in ("text/html", "application/xhtml+xml") or _HTML.search(start):
        return "html"
    if mime.startswith("text/") or mime in _TEXT_TYPES or mime.endswith(("+xml", "+json")):
        return "text"
    if not mime and b"\0" not in start:
        return "text"
    return ""


def read(body: bytes, content_type: str) -> dict[str, Any]:
    """Read a body; the answer is what `Extraction` holds."""
    kind = kind_of(body, content_type)
    if kind == "pdf":
        text, metadata = read_pdf(body)
        return _done(text, kind, "", metadata)
    if kind == "html":
        from sources.archiver.markup import read_html  # noqa: PLC0415 - each kind loads its own

        source, charset = decode(body, content_type, markup=True)
        text, metadata = read_html(source)
        return _done(text, kind, charset, metadata)
    if kind == "text":
        text, charset = decode(body, content_type, markup=False)
        return _done(text.replace("\r\n", "\n").replace("\r", "\n"), kind, charset, {})
    return _answer(ExtractionState.UNSUPPORTED, UNSUPPORTED)


def read_pdf(body: bytes) -> tuple[str, dict[str, str]]:
    """Text and metadata of a PDF.

    Raises:
        UnreadableError: it is locked, damaged, too long or holds no text.
    """
    import pypdfium2  # noqa: PLC0415 - each kind loads its own

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
    # The database keeps neither of these, and neither is visible.
    return _SURROGATES.sub("\ufffd", text.replace("\0", ""))


def _answer(state: ExtractionState, reason: str, **facts: Any) -> dict[str, Any]:
    blank = {"text": "", "kind": "", "charset": "", "metadata": {}}
    return {"state": state.value, "reason": reason} | blank | facts


def main() -> None:
    """Read the task line and the body, print the answer as JSON."""
    task = json.loads(sys.stdin.buffer.readline())
    seconds, memory = task["cpu_seconds"], task["memory_bytes"]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    body = sys.stdin.buffer.read()
    # Whatever a library prints must not stand in the answer.
    out, sys.stdout = sys.stdout, io.StringIO()
    try:
        answer = read(body, task["content_type"])
    except UnreadableError as error:
        answer = _answer(ExtractionState.FAILED, str(error))
    if len(answer["text"]) > task["text_characters"]:
        answer = _answer(ExtractionState.FAILED, TOO_LONG)
    json.dump(answer, out)


if __name__ == "__main__":
    main()
