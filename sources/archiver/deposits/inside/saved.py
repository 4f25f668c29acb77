"""Pages saved in one MIME file (MHTML): what its headers and parts tell. Never cleaned."""

from email.message import EmailMessage
from itertools import islice

from sources.archiver.deposits.inside import pictures, words
from sources.archiver.deposits.inside.found import Told
from sources.archiver.reading.charsets import load_codecs
from sources.archiver.reading.markup.saved import MOST_PARTS, PAGES, decoded, mime_parts

MOST_PICTURES = 50
GROUPS = {
    **dict.fromkeys(("from", "sender", "reply-to", "to", "organization"), "person"),
    **dict.fromkeys(("x-mailer", "user-agent", "x-mimeole", "message-id"), "device"),
    **dict.fromkeys(("received", "x-originating-ip"), "network"),
    "date": "time",
    "snapshot-content-location": "comment",
}
_EXAMPLE = b"""MIME-Version: 1.0
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

VGV4dA==
--b--"""


def prepare() -> None:
    """Load what reading loads: later no file can be opened."""
    load_codecs()
    look(_EXAMPLE, Told())


def look(body: bytes, told: Told) -> None:
    """Note what a saved page says of whoever saved it: the file, then its words, then its pictures.

    Raises:
        Exception: it is damaged.
    """
    parts = list(mime_parts(body))
    for part in parts:
        _headers(part, told)
    for part in parts:
        if part.get_content_maintype() == "text" or part.get_content_type() in PAGES:
            words.look(decoded(part), told, markup=part.get_content_type() in PAGES)
    images = [part for part in parts if part.get_content_maintype() == "image"]
    for part in islice(images, MOST_PICTURES):
        _picture(decoded(part), told)
    if len(images) > MOST_PICTURES or len(parts) >= MOST_PARTS:
        told.add("block", "MHTML", "not all of its parts were looked at")


def _headers(part: EmailMessage, told: Told) -> None:
    for name, value in part.raw_items():
        words.paths(str(value), f"MHTML {name}", told)
        if group := GROUPS.get(name.lower()):
            told.add(group, f"MHTML {name}", value)


def _picture(content: bytes, told: Told) -> None:
    try:
        pictures.look(content, told)
    except Exception:  # noqa: BLE001 - hostile bytes, or a kind of picture that is not read
        told.add("block", "MHTML picture", "could not be read")
