from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO


class EmbeddedError(Exception):
    """An embedded server could not be started; the message is for a person at a terminal."""


def open_log(log: Path, *, afresh: bool = False) -> BinaryIO:
    """Open a log for a process to write into; only its owner can read it, whatever it was before.

    Args:
        log: where it is; what a process says may name people, addresses and values of rows.
        afresh: whether what it holds is dropped.
    """
    begin = os.O_TRUNC if afresh else os.O_APPEND
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | begin, 0o600)
    os.fchmod(descriptor, 0o600)
    return os.fdopen(descriptor, "wb")


def last_lines(log: Path, count: int = 8) -> str:
    """The end of a server's log, to show beside what went wrong."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(f"  {line}" for line in lines[-count:])
