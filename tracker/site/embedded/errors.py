from __future__ import annotations

from pathlib import Path


class EmbeddedError(Exception):
    """An embedded server could not be started; the message is for a person at a terminal."""


def last_lines(log: Path, count: int = 8) -> str:
    """The end of a server's log, to show beside what went wrong."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(f"  {line}" for line in lines[-count:])
