"""Waiting for what another process does in its own time."""

from __future__ import annotations

import time
from collections.abc import Callable

IN_TIME = 60
"""Seconds in which something with a deadline of a few ends on however busy a machine.

What it is up against lasts much longer, or would take minutes.
"""


def waited(condition: Callable[[], bool], seconds: float = IN_TIME) -> bool:
    """Whether something came to be so within so many seconds."""
    deadline = time.monotonic() + seconds
    while not (is_so := condition()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return is_so
