"""Web addresses, read as browsers read them (the WHATWG URL standard, by ada-url) or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn, Self

import ada_url

from tracker.base.values.refusal import InvalidValueError
from tracker.base.values.sentence import Sentence, gettext_noop

MAX_ADDRESS_LENGTH = 8000
LONGEST_PAGE = 2600
"""Bytes of a page's address that an index over addresses holds; a longer one names no article."""
DEFAULT_PORTS = {"http": 80, "https": 443}

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")
_AUTHORITY = re.compile(r"\A[a-z][a-z0-9+.-]*:([\\/]*)([^/?#]*)", re.IGNORECASE)

RULES: dict[str, str] = {
    "malformed": gettext_noop("This is not a web address."),
    "too_long": gettext_noop("The address is too long."),
    "ambiguous": gettext_noop(
        "The address can be read in more than one way; copy it again from the browser."
    ),
    "scheme": gettext_noop("Only addresses that start with http:// or https:// are fetched."),
    "userinfo": gettext_noop(
        "The address carries a user name or password; give the address without it."
    ),
}
"""What makes an address none of ours, by code."""


class InvalidAddressError(InvalidValueError):
    """An address that is none, with the particulars for whoever looks into it.

    Attributes:
        particulars: what about it, as a code with its values; an empty code for the bare word.
    """

    particulars: tuple[str, dict[str, object]] | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address that can be read in one way only.

    Attributes:
        written: as it was given, without white space around it.
        url: serialised, without fragment: what is asked for.
        page: the one spelling of the page it leads to (`one_spelling`).
        scheme: http or https.
        host: without brackets and final dot; an IPv4 address in the dotted spelling.
        port: given, or the scheme's own.
    """

    written: str
    url: str
    page: str
    scheme: str
    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an address strictly, without looking anything up.

        Raises:
            InvalidAddressError: its code is one of ``RULES``.
        """
        text = text.strip(" ")
        if len(text) > MAX_ADDRESS_LENGTH:
            _refuse("too_long", "number", number=len(text))
        if _CONTROL.search(text):
            _refuse("ambiguous", "control_characters")
        try:
            parsed = ada_url.URL(text)
        except (ValueError, UnicodeError):
            _refuse("malformed")
        scheme = parsed.protocol.removesuffix(":")
        if scheme not in DEFAULT_PORTS:
            _refuse("scheme", "", said=scheme)
        _check_authority(text)
        if parsed.username or parsed.password:
            _refuse("userinfo")
        host = parsed.hostname.strip("[]").removesuffix(".")
        if not host:
            _refuse("malformed")
        parsed.hash = ""
        port = int(parsed.port or DEFAULT_PORTS[scheme])
        return cls(text, parsed.href, one_spelling(parsed.href), scheme, host, port)

    def registered(self, *, longest: int = LONGEST_PAGE) -> str:
        """The address that its page is kept under.

        Args:
            longest: bytes that fit.

        Raises:
            InvalidAddressError: ``too_long``.
        """
        if len(self.page) > longest:
            _refuse("too_long", "number", number=len(self.page))
        return self.page

    def __str__(self) -> str:
        return self.written


def page_spelled(text: str) -> str:
    """The one spelling of the page that an address leads to; "" where the text is none."""
    try:
        return Address.parse(text).page
    except InvalidValueError:
        return ""


def one_spelling(url: str) -> str:
    """Write an address in the one way in which all spellings of it come out the same.

    The parser of the WHATWG writes scheme and host small, an international host in its ASCII form,
    dots out of the path, and leaves out the scheme's own port; the fragment goes, which no server
    sees. Beyond that only what RFC 3986 (6.2.2) calls the same: escapes of letters that need none
    are taken off and others written in capitals. What is no address stays as it is.
    """
    try:
        parsed = ada_url.URL(url.strip())
    except (ValueError, UnicodeError):
        return url
    parsed.hash = ""
    return _ESCAPE.sub(_plain_escape, parsed.href)


def _plain_escape(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if _UNRESERVED.fullmatch(character) else escape[0].upper()


def _check_authority(text: str) -> None:
    """Refuse what browsers mend silently and other readers take for another host."""
    if "\\" in re.split(r"[?#]", text, maxsplit=1)[0]:
        _refuse("ambiguous", "backslash")
    match = _AUTHORITY.match(text)
    if match is None or match[1] != "//":
        _refuse("ambiguous", "slashes")
    if "@" in match[2]:
        _refuse("userinfo")


def _refuse(rule: str, detail: str | None = None, **values: object) -> NoReturn:
    error = InvalidAddressError(Sentence(rule, RULES[rule]))
    error.particulars = None if detail is None else (detail, values)
    raise error
