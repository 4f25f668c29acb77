"""The form that the value of each field has (clause 5). A check gives the rule broken, or None."""

import base64
import binascii
import hashlib
import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Check = Callable[[str, str], str | None]
"""(value, version of the standard) -> the rule that it breaks, or None."""

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_TOKEN = r"[!#$%&'*+\-.0-9A-Z^_`a-z|~]+"  # noqa: S105 - the grammar calls it so
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_MEDIA = re.compile(
    # Possessed: white space between two semicolons could be shared out in every way.
    rf"{_TOKEN}/{_TOKEN}(?>[ \t]*;[ \t]*(?:{_TOKEN}[ \t]*=[ \t]*(?:{_TOKEN}|{_QUOTED}))?)*+"
)
_NUMBER = re.compile(r"[0-9]{1,18}")
_LABELLED = re.compile(rf"({_TOKEN}):([A-Za-z0-9+/=_\-]+)")
_DATE_1_0 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_DATE_1_1 = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?Z)?)?)?", re.ASCII
)
_LEAP_SECOND = 60
LONGEST_MEDIA_TYPE = 500
ALGORITHMS = ("md5", "sha1", "sha256", "sha384", "sha512")


@dataclass(frozen=True)
class Labelled:
    """A digest as a field states it."""

    algorithm: str
    """As Python names it; empty if it is none that can be computed."""
    value: bytes | None
    """None if the value has not the form or length of this digest."""


def read_digest(value: str) -> Labelled | None:
    """Read a labelled digest, hexadecimal or base32; None if it has not that form at all."""
    match = _LABELLED.fullmatch(value)
    if match is None:
        return None
    algorithm = match[1].lower().replace("-", "")
    if algorithm not in ALGORITHMS:
        return Labelled("", None)
    return Labelled(algorithm, _digest_bytes(algorithm, match[2]))


def _digest_bytes(algorithm: str, text: str) -> bytes | None:
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    try:
        if len(text) == 2 * size and not text.endswith("="):
            return bytes.fromhex(text)
        bare = text.upper().rstrip("=")
        raw = base64.b32decode(bare + "=" * (-len(bare) % 8))
    except (ValueError, binascii.Error):
        return None
    return raw if len(raw) == size else None


def _pattern(pattern: re.Pattern[str]) -> Check:
    return lambda value, _: None if pattern.fullmatch(value) else "field_value"


def _bracketed(value: str, _: str) -> str | None:
    inside = value[1:-1] if value.startswith("<") and value.endswith(">") else ""
    return None if _URI.fullmatch(inside) else "field_value"


def _uri(value: str, version: str) -> str | None:
    """An address; version 1.0 asks for brackets that hardly anybody writes."""
    if version == "1.0" and value.startswith("<"):
        return _bracketed(value, version)
    return None if _URI.fullmatch(value) else "field_value"


def _profile(value: str, version: str) -> str | None:
    if value.startswith("<"):
        return _bracketed(value, version)
    return _uri(value, version)


def _date(value: str, version: str) -> str | None:
    """UTC; version 1.0 to the second, version 1.1 from the year to the nanosecond."""
    form = _DATE_1_0 if version == "1.0" else _DATE_1_1
    whole = _DATE_1_1.fullmatch(value)
    if form.fullmatch(value) is None or whole is None:
        return "date"
    year, month, day, hour, minute, second = whole.groups()
    seconds = int(second or 0)
    try:
        datetime(  # noqa: DTZ001 - only whether there is such a moment
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0)
        )
    except ValueError:
        return "date"
    return "date" if seconds > _LEAP_SECOND else None


def _address(value: str, _: str) -> str | None:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return "field_value"
    return "field_value" if "%" in value else None


def _digest(value: str, _: str) -> str | None:
    labelled = read_digest(value)
    if labelled is None:
        return "digest_syntax"
    if not labelled.algorithm:
        return "digest_unknown"
    return "digest_syntax" if labelled.value is None else None


def _media_type(value: str, _: str) -> str | None:
    # White space may be split in many ways, so the value must not be long.
    fits = len(value) <= LONGEST_MEDIA_TYPE and _MEDIA.fullmatch(value)
    return None if fits else "field_value"


_token = _pattern(re.compile(_TOKEN))
_number = _pattern(_NUMBER)

SYNTAX: dict[str, Check] = {
    "warc-type": _token,
    "warc-record-id": _bracketed,
    "warc-date": _date,
    "content-length": _number,
    "content-type": _media_type,
    "warc-concurrent-to": _bracketed,
    "warc-block-digest": _digest,
    "warc-payload-digest": _digest,
    "warc-ip-address": _address,
    "warc-refers-to": _bracketed,
    "warc-refers-to-target-uri": _uri,
    "warc-refers-to-date": _date,
    "warc-target-uri": _uri,
    "warc-truncated": _token,
    "warc-warcinfo-id": _bracketed,
    "warc-filename": lambda value, _: None if value else "field_value",
    "warc-profile": _profile,
    "warc-identified-payload-type": _media_type,
    "warc-segment-origin-id": _bracketed,
    "warc-segment-number": _number,
    "warc-segment-total-length": _number,
}
