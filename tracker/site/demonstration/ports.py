"""Ports on loopback, held from the moment they are chosen until the process they are for has them.

A port that was only looked at could be taken by another program, such as a second demonstration,
while the database is prepared. So the socket listens from the start and is handed on; what is asked
of it meanwhile waits.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass

from tracker.site.demonstration.readiness import NotPossibleError

TRIES = 100
LAST = 65_535


@dataclass(frozen=True)
class HeldPort:
    """A port and the socket that listens on it until it is handed on."""

    port: int
    socket: socket.socket

    @property
    def descriptor(self) -> int:
        """What a process needs to serve it."""
        return self.socket.fileno()


def hold_ports(
    first: int, *, together: int = 1, tries: int = TRIES, otherwise: str
) -> list[HeldPort]:
    """Listen on neighbouring ports: the first that are free.

    Args:
        first: the lowest port to try, 1 to 65535.
        together: how many neighbours.
        tries: how many such rows of neighbours to try; 1 takes the first or none.
        otherwise: what a person can do if none is free.

    Raises:
        NotPossibleError: none is free, or they are not ours to take.
    """
    reason = ""
    for lowest in range(first, first + tries * together, together):
        try:
            return _hold_all(range(lowest, lowest + together))
        except OSError as error:
            reason = reason or str(error)
    raise NotPossibleError(f"{reason}. {otherwise}")


def _hold_all(numbers: Iterable[int]) -> list[HeldPort]:
    """All of them or none."""
    with ExitStack() as undo:
        held = [HeldPort(number, undo.enter_context(_listen(number))) for number in numbers]
        undo.pop_all()
    return held


def _listen(port: int) -> socket.socket:
    if not 0 < port <= LAST:
        raise OSError(f"{port} is no port: they go from 1 to {LAST}")
    try:
        return socket.create_server(("127.0.0.1", port), backlog=1024)
    except OSError as error:
        said = os.strerror(error.errno or 0)
        raise OSError(f"Port {port} cannot be used ({said})") from error
