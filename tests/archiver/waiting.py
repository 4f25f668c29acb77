"""Waiting for what another process does in its own time."""

from __future__ import annotations

import time
from collections.abc import Callable


def waited(condition: Callable[[], bool], seconds: float = 5) -> bool:
    """Whether something came to be so within so many seconds."""
    deadline = time.monotonic() + seconds
    while not (is_so := condition()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return is_so
