from __future__ import annotations

import time

import psutil


def ended(process: psutil.Process, *, within: float) -> bool:
    """Wait until a process has ended; whether it did in time.

    A zombie has ended: whoever started it, perhaps not we, has only not asked for its exit code.

    Args:
        process: any process of the machine.
        within: seconds to wait at most.
    """
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.02)
    return False
