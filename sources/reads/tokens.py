"""Kept timestamps as bytes, and what kinds of files are stamped."""

from __future__ import annotations

from sources import configuration
from sources.models import (
    FileKind,
)

STAMPED_KINDS = (
    FileKind.WARC,
    FileKind.DEPOSIT,
    FileKind.SCREENSHOT,
    FileKind.PRINT,
    FileKind.DOM,
)
LARGEST_TOKEN = 1024 * 1024


def read_token(name: str) -> bytes:
    """Read a kept timestamp.

    Raises:
        OSError: it is not there, or is far larger than a timestamp can be.
    """
    with configuration.storage().open(name, "rb") as file:
        token: bytes = file.read(LARGEST_TOKEN + 1)
    if len(token) > LARGEST_TOKEN:
        raise OSError(f"{name} is too large for a timestamp.")
    return token
