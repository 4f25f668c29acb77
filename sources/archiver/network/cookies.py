"""Cookies within one capture: set by its answers, sent back by its requests, then forgotten.

RFC 6265 says which; what its successor (rfc6265bis) adds against harm is kept as well: no `Secure`
cookie from an unprotected answer, no name that begins `__Host-` or `__Secure-` without what it
promises. Under a public suffix (publicsuffix.org) none is set for everybody.
"""

import ipaddress
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from http.cookiejar import http2time  # type: ignore[attr-defined]  # typeshed leaves it out
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from sources.archiver.values import Hop, Target

MOST = 50
"""Cookies of one capture: as many as browsers keep of one host at least (RFC 6265, 6.1)."""
LONGEST = 4096
"""Bytes of one cookie with its attributes (6.1)."""
LONGEST_DATE = 60
SHORT_PAGE = 16 * 1024
"""Bytes of a page that is looked through for a wish for cookies: such a page says little else,
while a whole page that has a banner about them is longer."""
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_AGE = re.compile(r"-?[0-9]{1,18}")
_NEED = (
    r"need|requir|enable|must|turn(?:ed)? on|switch(?:ed)? on|"
    r"activez|activer|(?:sont|est) nécessaire|erforderlich|benötigt|aktivier|habilit|necesit|"
    r"requier|включ|необходим|требу|تفعيل|مطلوب"
)
_WISH = re.compile(
    rf"(?:cookie|куки|ملفات تعريف الارتباط|الكوكيز)[^<>]{{0,60}}?(?:{_NEED})"
    rf"|(?:{_NEED})[^<>]{{0,60}}?(?:cookie|куки|ملفات تعريف الارتباط|الكوكيز)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Cookie:
    name: str
    value: str
    host: str
    path: str
    host_only: bool
    secure: bool
    until: float | None
    """Seconds since 1970; None for one that ends with the capture."""

    def fits(self, target: Target) -> bool:
        """Whether it is sent to a target (5.4)."""
        there = target.host == self.host
        if not there and (self.host_only or not _is_under(target.host, self.host)):
            return False
        if self.secure and target.scheme != "https":
            return False
        path = _path(target.url)
        return path == self.path or (
            path.startswith(self.path) and (self.path[-1:] == "/" or path[len(self.path)] == "/")
        )


class Cookies:
    """What the answers of one capture have set so far."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], _Cookie] = {}

    def take(self, hop: Hop, *, at: datetime) -> None:
        """Keep what an answer sets.

        Args:
            hop: the answer.
            at: when it came (aware); what has expired by then is forgotten.
        """
        for name, value in hop.headers:
            if name.lower() != "set-cookie" or len(value) > LONGEST:
                continue
            cookie = _read(value, hop.target, at.timestamp())
            if cookie is None:
                continue
            key = (cookie.name, cookie.host, cookie.path)
            if cookie.until is not None and cookie.until <= at.timestamp():
                self._kept.pop(key, None)
            elif key in self._kept or len(self._kept) < MOST:
                self._kept[key] = cookie

    def header(self, target: Target) -> str:
        """The Cookie header for a request, longer paths first; empty if there is none (5.4)."""
        fitting = [one for one in self._kept.values() if one.fits(target)]
        fitting.sort(key=lambda one: -len(one.path))
        return "; ".join(f"{one.name}={one.value}" if one.name else one.value for one in fitting)


def asks_for_cookies(body: bytes) -> bool:
    """Whether a page is short and says that it wants cookies before it shows anything."""
    return len(body) <= SHORT_PAGE and _WISH.search(body.decode("utf-8", "replace")) is not None


def _read(line: str, target: Target, now: float) -> _Cookie | None:
    """Read one Set-Cookie line (5.2, 5.3); None for what is not kept."""
    pair, *rest = line.split(";")
    name, equals, value = pair.partition("=")
    name, value = (name.strip(), value.strip()) if equals else ("", pair.strip())
    if _CONTROL.search(line) or not (name or value):
        return None
    said = {}
    for attribute in rest:
        key, _, words = attribute.partition("=")
        said[key.strip().lower()] = words.strip()
    host, host_only = _host(said.get("domain", ""), target.host)
    path = said.get("path", "")
    cookie = _Cookie(
        name=name,
        value=value,
        host=host,
        path=path if path.startswith("/") else _default_path(target.url),
        host_only=host_only,
        secure="secure" in said,
        until=_until(said, now),
    )
    return cookie if host and _keeps_word(cookie, target, path) else None


def _keeps_word(cookie: _Cookie, target: Target, path: str) -> bool:
    """Whether a cookie has what its name and its own word ask of the answer that sets it."""
    protected = target.scheme == "https"
    name = cookie.name.lower()
    if cookie.secure and not protected:
        return False
    if name.startswith("__host-"):
        return cookie.secure and cookie.host_only and path == "/"
    return cookie.secure or not name.startswith("__secure-")


def _host(domain: str, host: str) -> tuple[str, bool]:
    """For which host a cookie is, and whether for it alone; an empty one refuses it (5.3)."""
    domain = domain.removeprefix(".").lower()
    if not domain or domain == host:
        return host, not domain or _is_public(domain)
    is_wider = _is_under(host, domain) and not _is_public(domain)
    return (domain, False) if is_wider else ("", False)


def _is_under(host: str, domain: str) -> bool:
    """Whether a name stands under a domain (5.1.3); an address of numbers stands under none."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.endswith(f".{domain}")
    return False


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _is_public(domain: str) -> bool:
    return bool(_suffixes().publicsuffix(domain) == domain)


def _until(said: dict[str, str], now: float) -> float | None:
    age = said.get("max-age", "")
    if _AGE.fullmatch(age):
        return now + int(age) if int(age) > 0 else 0.0
    date = said.get("expires", "")
    return http2time(date) if 0 < len(date) <= LONGEST_DATE else None


def _path(url: str) -> str:
    return urlsplit(url).path or "/"


def _default_path(url: str) -> str:
    """The folder of the page that sets it (5.1.4)."""
    return _path(url).rpartition("/")[0] or "/"
