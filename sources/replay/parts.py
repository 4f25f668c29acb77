"""One part of an answer where a Range header asks for it (RFC 9110, section 14)."""

from __future__ import annotations

import re

_ONE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class NotSatisfiableError(Exception):
    """The part lies behind the end."""


def asked_part(header: str, size: int) -> tuple[int, int] | None:
    """Read a Range header.

    Args:
        header: the header, or nothing.
        size: bytes of the whole.

    Returns:
        First and last byte, both included; None for the whole. More than one part, or a header
        that is none, is answered with the whole, as the standard allows.

    Raises:
        NotSatisfiableError: the part begins behind the end.
    """
    match = _ONE.fullmatch(header.strip())
    if match is None or match[0] == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        wanted = min(int(last), size)
        if wanted == 0:
            raise NotSatisfiableError
        return size - wanted, size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise NotSatisfiableError
    return int(first), min(int(last or size - 1), size - 1)
