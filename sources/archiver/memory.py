"""Have the memory of large answers given back to the system as soon as they are done with."""

import ctypes
import sys

M_MMAP_THRESHOLD = -3
"""Number of the parameter in glibc's malloc.h."""
LARGE = 4 * 1024 * 1024
"""Bytes from which a block has a mapping of its own, which goes when the block is freed."""


def give_back_large_blocks() -> bool:
    """Fix the size from which glibc's malloc maps blocks by themselves (mallopt(3)).

    Left alone, malloc raises it to 32 MiB after the first large block is freed. Bodies are then cut
    from one heap that keeps its size: a worker that had once met the largest answer held 80 MiB
    more for good, and 40 MiB more at its peak.

    Returns:
        Whether it was done; elsewhere than with glibc nothing is, and nothing is lost.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    return mallopt is not None and mallopt(M_MMAP_THRESHOLD, LARGE) == 1
