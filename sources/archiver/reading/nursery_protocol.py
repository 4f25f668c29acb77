"""What a worker and its nursery say to each other; numbers are in network order.

A task that comes with a socket is for a new child; one without is for the child that is there.
"""

import struct

TASK = struct.Struct("!dIQ")
"""Seconds until the child is killed; its limits of CPU in seconds and of memory in bytes."""
JOB = struct.Struct("!IIQ")
"""Most characters of text; bytes of the Content-Type and of the body, which follow."""
ANSWER = struct.Struct("!IQ")
"""Bytes of the facts, which are JSON, and of the text, which is UTF-8; both follow."""

READY = b"r"
ANSWERED = b"a"
LATE = b"l"
TOO_MUCH_MEMORY = b"m"
DIED = b"d"

MOST_PAGES = 32
"""Pages of one site that a child reads before it is replaced."""
