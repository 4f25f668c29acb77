"""Starts the house's processes, watches them, and stops every one of them and nothing else."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tracker.site.embedded.errors import open_log

PR_SET_PDEATHSIG = 1  # linux/prctl.h
STOP_SECONDS = 20


class ProcessEndedError(Exception):
    """A process of the house ended by itself; the message says which and shows its last words."""


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux, a call that ties a child's life to ours, so that even SIGKILL leaves no orphan."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)

    def tie() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    return tie


@dataclass
class Processes:
    """The processes we started, by name, each with a log of its own.

    Args:
        logs: the folder of the logs.
        environment: variables added to our own.
        kept_back: variables of our own that they are not given.
    """

    logs: Path
    environment: dict[str, str]
    kept_back: tuple[str, ...] = ()
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, command: list[str], *, sockets: Sequence[int] = ()) -> None:
        """Start a Python module of ours.

        Args:
            name: what it is called in messages, and its log's name.
            command: what follows ``python`` on the command line.
            sockets: descriptors that the process is to have under the same numbers.
        """
        self.logs.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.logs.chmod(0o700)  # an earlier version left it open
        with open_log(self.log(name), afresh=True) as out:
            self.running[name] = subprocess.Popen(  # noqa: S603  our own programs
                [sys.executable, *command],
                env={**_without(self.kept_back), **self.environment},
                pass_fds=sockets,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches us alone; we stop them in order
                preexec_fn=_die_with_parent(),  # noqa: PLW1509  one call into libc, no threads yet
            )

    def log(self, name: str) -> Path:
        """Where a process writes."""
        return self.logs / f"{name}.log"

    def check(self) -> None:
        """See that all still run.

        Raises:
            ProcessEndedError: one does not.
        """
        for name, process in self.running.items():
            code = process.poll()
            if code is not None:
                lines = self.log(name).read_text(encoding="utf-8", errors="replace").splitlines()
                tail = "\n".join(f"  {line}" for line in lines[-6:])
                raise ProcessEndedError(
                    f"The process '{name}' ended by itself (exit {code}). "
                    f"The end of {self.log(name)}:\n{tail}"
                )

    def stop(self) -> None:
        """Stop all, the last started first: ask, wait, and only then insist."""
        for process in reversed(self.running.values()):
            _signal(process, signal.SIGTERM)
        for process in self.running.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()
        self.running.clear()


def _without(names: Collection[str]) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in names}


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """To the whole group, so that a server's own children go with it."""
    if process.poll() is None:
        os.killpg(process.pid, number)
