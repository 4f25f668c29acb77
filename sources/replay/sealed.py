"""What a sealed capture holds, out of its file: the one place of the replay that opens a WARC."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from sources.archiver.coding import CodingError, decode
from sources.archiver.kinds import SNIFFED, Kind, kind_of
from sources.archiver.values import Limits
from sources.models import Capture

MOST_WORDS = 10_000_000
"""Bytes of markup or text that is shown: it is held in memory, and no article is longer."""
HTML_TYPES = ("text/html", "application/xhtml+xml")
TEXT_TYPES = ("application/json", "application/ld+json", "application/xml", "image/svg+xml")
_HEADERS = ("Content-Type", "Content-Encoding")


class UnshownError(Exception):
    """A sealed file cannot be shown; the message is a sentence for people, translated."""


@dataclass(frozen=True, slots=True)
class Held:
    """A body without any coding, and the media type that came with it (or nothing)."""

    body: bytes
    declared: str

    @property
    def kind(self) -> Kind:
        """What it is shown as."""
        return shown_as(self.body[:SNIFFED], self.declared)


def held_by(capture: Capture, limits: Limits) -> Held:
    """Read the page that a capture sealed.

    Args:
        capture: a sealed one.
        limits: how much is unpacked at most.

    Raises:
        UnshownError: the file is not there, is damaged, or holds nothing that can be shown.
    """
    try:
        with default_storage.open(capture.file_name, "rb") as file:
            held = _last_answer(file, limits)
    except FileNotFoundError as error:
        raise UnshownError(_("The sealed file is not where it was kept.")) from error
    except (ArchiveLoadFailed, CodingError, OSError, EOFError) as error:
        raise UnshownError(_("The sealed file cannot be unpacked.")) from error
    if held.kind in (Kind.HTML, Kind.TEXT) and len(held.body) > MOST_WORDS:
        raise UnshownError(_("What was sealed is too large to be shown."))
    return held


def shown_as(start: bytes, declared: str) -> Kind:
    """Decide what a body is shown as.

    A signature in the bytes counts before anything that was said of them; of text, what was said
    decides whether it is markup, as it did in the browsers of those days. SVG and XML are markup
    of a kind that is shown as text only.

    Args:
        start: the first `kinds.SNIFFED` bytes.
        declared: the Content-Type that came with the body, or nothing.
    """
    kind = kind_of(start)
    said = declared.split(";", 1)[0].strip(" \t").lower()
    if kind not in (Kind.HTML, Kind.TEXT, Kind.OTHER):
        return kind
    if said in HTML_TYPES:
        return Kind.HTML
    if said.startswith("text/") or said in TEXT_TYPES or said.endswith(("+xml", "+json")):
        return Kind.TEXT
    # A picture or a film that is none by its bytes is not shown, whatever else it may be.
    return kind if said in ("", "application/octet-stream") else Kind.OTHER


def _last_answer(file: IO[bytes], limits: Limits) -> Held:
    held = None
    for record in ArchiveIterator(file):
        if record.rec_type != "response":
            continue
        payload = record.raw_stream.read(limits.decoded_bytes + 1)
        if len(payload) > limits.decoded_bytes:
            raise UnshownError(_("What was sealed is too large to be shown."))
        said = record.http_headers
        held = (payload, *(said.get_header(name) or "" for name in _HEADERS))
    if held is None:
        raise UnshownError(_("The sealed file holds no answer of the site."))
    payload, declared, coding = held
    body = decode(payload, coding, limit=limits.decoded_bytes, layers=limits.content_codings)
    return Held(body, declared)
