"""The head of an answer, as browsers read one that is not quite proper.

h11 reads heads by the letter of RFC 9112 and ends the exchange over a line that breaks it. Browsers
pass over such a line. So each head is cut off the bytes that arrive and mended before h11 reads it;
what is recorded is what arrived.
"""

import re
from collections.abc import Iterator

END = re.compile(rb"\n\r?\n")
_STATUS = re.compile(rb"(HTTP/1\.[01])[ \t]+([0-9]{3})(?:[ \t](.*))?", re.IGNORECASE | re.DOTALL)
_TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_BLANK = b" \t"


def end_of(received: bytes | bytearray, start: int = 0) -> int:
    """Where the head ends that stands at the beginning of some bytes; 0 if it is not all there.

    Args:
        received: what has arrived.
        start: how much of it was looked through before.
    """
    found = END.search(received, max(0, start - 2))
    return found.end() if found else 0


def mended(head: bytes) -> bytes:
    """Write a whole head so that a strict reader takes it, with the meaning browsers give it.

    Lines without a colon or with a name that is no token are left out, as is white space before
    the colon; control characters in values become blanks; of transfer codings only `chunked` is
    heard. What could make two readers see two bodies (a NUL, a length that is no number, another
    transfer coding) is left for h11 to refuse.

    Args:
        head: the status line and the fields, with the blank line.
    """
    first, *lines = head.split(b"\n")
    status = _STATUS.fullmatch(first.rstrip(b"\r"))
    if status is None or b"\0" in head:
        return head  # h11 says what is wrong
    reason = _CONTROL.sub(b" ", status[3] or b"").strip(_BLANK)
    start = status[1].upper() + b" " + status[2] + b" " + reason
    return b"\r\n".join([start, *_fields(lines), b"", b""])


def _fields(lines: list[bytes]) -> Iterator[bytes]:
    is_chunked = False
    for name, value in _unfolded(lines):
        if name.lower() == b"transfer-encoding":
            codings = {one.strip(_BLANK).lower() for one in value.split(b",")}
            if is_chunked or codings <= {b"", b"identity"}:
                continue
            is_chunked = b"chunked" in codings
            value = b"chunked" if is_chunked else value  # noqa: PLW2901 - as it is heard
        yield name + b": " + value


def _unfolded(lines: list[bytes]) -> list[tuple[bytes, bytes]]:
    """Names and values; a line that begins with a blank goes on the one before (RFC 9112, 5.2)."""
    fields: list[tuple[bytes, list[bytes]]] = []
    for line in lines:
        text = _CONTROL.sub(b" ", line.rstrip(b"\r"))
        if text[:1] in (b" ", b"\t") and fields:
            fields[-1][1].append(text.strip(_BLANK))
            continue
        name, colon, value = text.partition(b":")
        name = name.rstrip(_BLANK)
        if colon and _TOKEN.fullmatch(name):
            fields.append((name, [value.strip(_BLANK)]))
    return [(name, b" ".join(filter(None, parts))) for name, parts in fields]
