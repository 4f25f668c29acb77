"""The key under which an index lists an address: the host turned round, so sites sort together.

`https://news.example/a?b=1` becomes `example,news)/a?b=1`. Readers look an address up by this key,
so it must be the one that they make: escapes are taken off and put back where they are needed,
letters are small, doubled and last slashes and empty queries go, and a query is sorted. What is
left out is the taking off of session numbers, which would fold different pages together.
"""

import re
from urllib.parse import unquote_to_bytes, urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
DEEPEST = 10
"""How often an address is unescaped that was escaped again and again."""
_WWW = re.compile(r"^www\d*\.")
_SLASHES = re.compile(r"/{2,}")


def surt(url: str) -> str:
    """Give the key of an address; one that cannot be taken apart is its own key, in lower case."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url.lower()
    if not host:
        return url.lower()
    name = host if ":" in host else ",".join(reversed(_WWW.sub("", host).split(".")))
    place = "" if port in (None, DEFAULT_PORTS.get(parts.scheme)) else f":{port}"
    path = _SLASHES.sub("/", _plain(parts.path)).rstrip("/") or "/"
    arguments = sorted(_plain(parts.query).split("&"), key=lambda one: one.partition("="))
    query = "&".join(arguments)
    return f"{name}{place}){path}{'?' + query if query else ''}"


def _plain(text: str) -> str:
    """Take escapes off, however often they were put on, and put back those that are needed."""
    raw = text.encode("utf-8", "surrogateescape")
    for _ in range(DEEPEST):
        bare = unquote_to_bytes(raw)
        if bare == raw:
            break
        raw = bare
    escaped = "".join(
        f"%{byte:02x}" if byte <= 0x20 or byte >= 0x7F or byte in b"#%" else chr(byte)  # noqa: PLR2004 - what is not printable
        for byte in raw
    )
    return escaped.lower()
