"""Whether an answer sends its visitors on to another address, as browsers would follow it."""

import re
from dataclasses import dataclass

import ada_url

from sources.archiver.reading.walls.signs import Signs
from sources.archiver.values import Hop

AT_ONCE = 10.0
"""Seconds: a page that waits longer is there to be read."""
HEAD_BYTES = 200_000
# HTML, "shared declarative refresh steps": digits, perhaps a fraction, one mark or a space, then an
# address with or without "url=" and quotes.
_REFRESH = re.compile(
    r"\s*(?P<seconds>\d{0,9})(?:\.[\d.]{0,99})?(?:\s*\Z|(?:\s*[;,]\s*|\s+)"
    r"(?:(?:url\s*=\s*)?(?:\"(?P<double>[^\"]*)|'(?P<single>[^']*)|(?P<bare>.*)))?\Z)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_CONTENT = 2000
_BY_SCRIPT = re.compile(
    rb"(?:\b(?:window|document|self|top|parent)\.|<script[^<>]{0,200}>\s{0,99}|[;{}]\s{0,99})location"
    rb"(?:\.href)?(?:\s{0,9}=|\.(?:replace|assign)\s{0,9}\()\s{0,9}[\"'`]"
)


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a Refresh asks for: after how many seconds, and where to (nothing: to itself)."""

    seconds: float
    url: str


def read_refresh(content: str) -> Refresh | None:
    """Read a Refresh header or `<meta http-equiv=refresh>`; None if it makes no sense.

    Args:
        content: the value as it stands.
    """
    found = _REFRESH.match(content[:_LONGEST_CONTENT].strip())
    if found is None or not content.strip() or content.strip()[0] not in "0123456789.":
        return None
    url = found["double"] or found["single"] or found["bare"] or ""
    return Refresh(float(found["seconds"] or 0), url.strip())


def sent_on(hop: Hop, signs: Signs | None) -> str | None:
    """Where an answer sends its visitors at once; None where it does not.

    Args:
        hop: the last answer; its header and its markup ask for the same thing.
        signs: of its page, None for one with much to say, which is there to be read.
    """
    if signs is None:
        return None
    for content in (hop.header("refresh"), signs.refresh):
        refresh = read_refresh(content)
        if refresh is not None and refresh.seconds <= AT_ONCE:
            return _joined(hop.target.url, refresh.url)
    return None


def has_script_that_sends_on(body: bytes) -> bool:
    """Whether a script sets another address for the window.

    Every repetition is bounded and no tag is begun within another, so the time grows with the
    length of the page alone.
    """
    return _BY_SCRIPT.search(body[:HEAD_BYTES].lower()) is not None


def _joined(base: str, url: str) -> str:
    try:
        return ada_url.join_url(base, url)
    except (ValueError, UnicodeError):
        return url
