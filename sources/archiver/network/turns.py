"""Turns at a host: one request at a time and a pause between two, however many archivers work.

The archiver only says when it wants to ask a host and when it has done so. Whoever runs several
workers hands in turns that all of them share; nothing here knows where those are kept.
"""

from typing import Protocol


class Turns(Protocol):
    """What one capture asks before it asks a host. At most one host's turn is held at a time."""

    def take(self, host: str, seconds: float) -> None:
        """Wait until this host may be asked, and hold its turn; another host's is given back.

        Args:
            host: the name or address as `Target.host` has it.
            seconds: how long to wait at most.

        Raises:
            TimeoutError: the turn would come too late.
        """

    def leave(self, wait: float | None = None) -> None:
        """Give back the turn that is held, if any; the host then has its pause.

        Args:
            wait: seconds that the host asked to be left alone, or None.
        """


class NoTurns:
    """Turns of an archiver that works alone and asks each host once: nothing is waited for."""

    def take(self, host: str, seconds: float) -> None:
        """Let everybody through."""

    def leave(self, wait: float | None = None) -> None:
        """Remember nothing."""
