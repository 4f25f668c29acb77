"""Heads of the ledger kept in a file outside the database, one a line, only ever added to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tracker.base.ledger.chain import Head, moment
from tracker.base.ledger.verify import KnownHead

_LINE = re.compile(r"\A(\S+) (\d{1,18}) ([0-9a-f]{64})\Z")
_LONGEST = 200


class UnreadableHeadsError(Exception):
    """The file of heads holds something else; the message says where."""


def line_of(head: Head, *, at: datetime) -> str:
    """A head as it stands in the file: the time, the position, the digest."""
    return f"{moment(at)} {head.position} {head.sha256}"


def add(path: Path, head: Head, *, at: datetime) -> None:
    """Add a head to the end of the file, and wait until the disk has it.

    Args:
        path: the file; it is made where it is missing.
        head: the end of the ledger.
        at: the present moment.

    Raises:
        OSError: it could not be written.
    """
    with path.open("a", encoding="ascii", newline="\n") as file:
        file.write(f"{line_of(head, at=at)}\n")
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Iterator[KnownHead]:
    """Read the heads of a file; none where there is no file yet.

    Raises:
        UnreadableHeadsError: a line is no head.
        OSError: it cannot be read.
    """
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        number = 0
        while text := file.readline(_LONGEST):
            number += 1
            found = _LINE.match(text.rstrip("\n"))
            if found is None:
                raise UnreadableHeadsError(f"Line {number} of {path} is no head of a ledger.")
            when, position, sha256 = found.groups()
            yield KnownHead(sha256, f"Kept in {path.name} at {when}", int(position))
