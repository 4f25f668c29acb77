"""Have a brought file read, and cleaned if that can be done surely, in a process of its own.

    examine(file, kind, limits=limits) -> Examined

The file is hostile until shown otherwise. The process is given the open file and nothing else: it
can open no file, make no connection, and is ended when its share of CPU, memory or time is used up.
"""

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass, field
from typing import IO, Any

from sources.archiver.deposits.kinds import ContentKind
from sources.archiver.deposits.unpack import ENVIRONMENT, ROOT
from sources.archiver.values import Limits

MOST_CLEANED = 100_000_000
"""Bytes of the largest cleaned copy that is taken from the process."""
PICTURE_MEMORY = 1_200_000_000
"""Bytes of address space beside the limit: the dots of a large picture, several times."""


@dataclass(frozen=True)
class Examined:
    """What was found, and the copy without it."""

    found: list[dict[str, Any]] = field(default_factory=list)
    unread: str = ""
    """Why nothing could be read: a key of `found.UNREAD`."""
    clean: bytes = field(default=b"", repr=False)
    not_cleaned: str = ""
    """Why there is no cleaned copy: a key of `found.NOT_CLEANED`."""
    program: str = ""

    @property
    def clean_sha256(self) -> str:
        """SHA-256 (hex) of the copy."""
        return hashlib.sha256(self.clean).hexdigest()

    @property
    def removed(self) -> list[str]:
        """The groups of what the cleaned copy is without."""
        return sorted({str(one["group"]) for one in self.found}) if self.clean else []


def examine(file: IO[bytes], kind: ContentKind, *, limits: Limits) -> Examined:
    """Read what a file says beside its content, and clean it.

    Args:
        file: a local file, open for reading.
        kind: what it is.
        limits: seconds, CPU and memory of the process.
    """
    task = {
        "kind": kind.value,
        "cpu_seconds": limits.extract_cpu_seconds,
        "memory_bytes": limits.extract_memory_bytes + PICTURE_MEMORY,
    }
    file.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            [
                sys.executable,
                "-B",
                "-m",
                "sources.archiver.deposits.inside.reader",
                json.dumps(task),
            ],
            stdin=file.fileno(),
            capture_output=True,
            timeout=limits.extract_seconds,
            cwd=ROOT,
            env=ENVIRONMENT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Examined(unread="too_long", not_cleaned="failed")
    head, _, body = done.stdout.partition(b"\n")
    try:
        facts = json.loads(head)
        return Examined(clean=body[:MOST_CLEANED], **facts)
    except (ValueError, TypeError):
        return Examined(unread="failed", not_cleaned="failed")
