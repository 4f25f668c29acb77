"""Kept timestamps as bytes, and what kinds of files are stamped."""

from __future__ import annotations

from typing import BinaryIO

from sources import configuration
from sources.models import (
    FileKind,
)
from sources.reads.sealed import sealed_files

STAMPED_KINDS = (
    FileKind.WARC,
    FileKind.DEPOSIT,
    FileKind.SCREENSHOT,
    FileKind.PRINT,
    FileKind.DOM,
    FileKind.WORDS,
)
LARGEST_TOKEN = 1024 * 1024


def read_token(name: str, *, sha256: str = "") -> bytes:
    """Read a kept timestamp.

    Args:
        name: its name in the storage.
        sha256: what its row says it is (hex), to compare before it is handed out; nothing for who
            verifies the token itself.

    Raises:
        ChangedFileError: it is not what its row says.
        OSError: it is not there, or is far larger than a timestamp can be.
    """
    kept = sealed_files().open(name, sha256=sha256) if sha256 else _as_kept(name)
    with kept as file:
        token: bytes = file.read(LARGEST_TOKEN + 1)
    if len(token) > LARGEST_TOKEN:
        raise OSError(f"{name} is too large for a timestamp.")
    return token


def _as_kept(name: str) -> BinaryIO:
    opened: BinaryIO = configuration.storage().open(name, "rb")
    return opened
