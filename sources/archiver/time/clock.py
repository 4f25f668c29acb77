"""What the machine's clock says of itself, for the provenance of a capture.

A time in evidence is worth as much as the clock it was read from. Linux knows whether its clock is
being kept right (adjtimex(2)); asking needs no right and changes nothing. A container sees the
clock of the machine it runs on.
"""

import ctypes
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

TIME_ERROR = 5
STA_UNSYNC = 0x0040
STA_NANO = 0x2000


class _Timex(ctypes.Structure):
    # struct timex of <sys/timex.h>: modes 0 means "only read".
    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_byte * 256),  # longer than any version's, so the kernel stays inside
    )


@dataclass(frozen=True)
class Clock:
    """The state of the system clock. Times in microseconds; None where nothing is known."""

    synchronised: bool | None = None
    """Whether the kernel is told by something (NTP, PTP) that its clock is right."""
    offset_microseconds: int | None = None
    """How far it still has to be moved."""
    estimated_error_microseconds: int | None = None
    maximum_error_microseconds: int | None = None


def read_clock() -> Clock:
    """Ask the kernel about its clock; on a system without adjtimex nothing is known."""
    ask = _adjtimex()
    if ask is None:
        return Clock()
    said = _Timex()
    state = ask(ctypes.byref(said))
    if state < 0:
        return Clock()
    nanoseconds = bool(said.status & STA_NANO)
    return Clock(
        synchronised=state != TIME_ERROR and not said.status & STA_UNSYNC,
        offset_microseconds=round(said.offset / 1000) if nanoseconds else said.offset,
        estimated_error_microseconds=said.esterror,
        maximum_error_microseconds=said.maxerror,
    )


@lru_cache(maxsize=1)
def _adjtimex() -> Any:
    try:
        call = ctypes.CDLL(None).adjtimex  # of the C library that this process runs on
    except (OSError, AttributeError):
        return None
    call.argtypes = [ctypes.POINTER(_Timex)]
    call.restype = ctypes.c_int
    return call
