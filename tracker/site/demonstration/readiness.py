"""What must be there before the demonstration starts, and whether the site answers after."""

from __future__ import annotations

import fcntl
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOM_NEEDED = 300_000_000  # bytes: an empty database takes about 60 MB, its log and files the rest


class NotPossibleError(Exception):
    """The demonstration cannot start here; the message says why and what to do."""


def require_room(folder: Path) -> None:
    """See that the disk has room.

    Raises:
        NotPossibleError: it has not.
    """
    free = shutil.disk_usage(folder).free
    if free < ROOM_NEEDED:
        raise NotPossibleError(
            f"The disk that holds {folder} has only {free // 1_000_000} MB free; the demonstration "
            f"needs {ROOM_NEEDED // 1_000_000} MB. Free some, or point COUNTERCLAIM_VAR elsewhere."
        )


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Hold the folder for one demonstration. The lock ends with the process, however it ends.

    Raises:
        NotPossibleError: another demonstration holds it.
    """
    with (var / "demonstration.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise NotPossibleError(
                f"A demonstration already runs from {var}. Stop it with Ctrl-C where it runs, or "
                "point COUNTERCLAIM_VAR at another folder for a second one."
            ) from error
        yield


def answers(port: int) -> bool:
    """Whether the site answers on this port and has its database, broker and storage."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=30):
            return True
    except (urllib.error.URLError, OSError):
        return False
