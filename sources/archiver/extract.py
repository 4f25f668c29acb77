"""Read the visible text of a body in a process of its own, with limits on CPU, memory and time.

What is fetched is hostile until shown otherwise; a parser that hangs, grows or crashes takes only
its own process along, and the outcome is "extraction failed", which never means "no such words".
The processes come from a nursery (`nursery.py`), of which every process that reads has its own.
"""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from sources.archiver import asking
from sources.archiver.values import Extraction, ExtractionState, Limits, gettext_noop

ROOT = Path(__file__).resolve().parents[2]
# C.UTF-8 and a fixed hash seed: the same bytes always read the same. Nothing else of the worker's
# environment, which holds passwords, is handed on.
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
NURSERY = "sources.archiver.nursery"
START_SECONDS = 60.0
GRACE_SECONDS = 2.0
"""Beyond the deadline, for the nursery to kill its child and say so."""
END_SECONDS = 1.0
"""For a child that has answered to end."""
FACTS_BYTES = 256 * 1024
WIDEST = 4
"""Most bytes of a character in UTF-8."""

LATE = gettext_noop("Reading the page took too long.")
TOO_MUCH = gettext_noop("Reading the page needs more memory than the reader is given.")
BROKE = gettext_noop("The page could not be read; the reader broke off.")
_REASONS = {asking.LATE: LATE, asking.TOO_MUCH_MEMORY: TOO_MUCH}


class _GoneError(Exception):
    """The nursery itself ended or does not answer."""


class _Nursery:
    """The worker's end of its nursery; one page at a time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.control: socket.socket | None = None
        self.owed = False
        """Whether word of how the last child ended is still to come."""

    def read(self, body: bytes, content_type: str, limits: Limits) -> Extraction:
        with self.lock:
            # A nursery that was killed since the last page is replaced, once.
            for _ in range(2):
                try:
                    return self._ask(self._ready(), body, content_type, limits)
                except _GoneError:
                    self.end()
        return Extraction(ExtractionState.FAILED, reason=BROKE)

    def _ready(self) -> socket.socket:
        if self.control is not None and self.owed:
            self._status(self.control, END_SECONDS)
        if self.control is None:
            self._start()
        assert self.control is not None
        return self.control

    def _start(self) -> None:
        try:
            self._spawn()
        except OSError as error:
            raise _GoneError from error
        assert self.control is not None
        self._status(self.control, START_SECONDS)

    def _spawn(self) -> None:
        ours, theirs = socket.socketpair()
        self.control = ours
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-B", "-m", NURSERY],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                cwd=ROOT,
                env=ENVIRONMENT,
                # Ctrl-C is the worker's to answer: it may still want to finish its page.
                start_new_session=True,
            )

    def _ask(
        self, control: socket.socket, body: bytes, content_type: str, limits: Limits
    ) -> Extraction:
        task = asking.TASK.pack(
            limits.extract_seconds, limits.extract_cpu_seconds, limits.extract_memory_bytes
        )
        ours, theirs = socket.socketpair()
        deadline = time.monotonic() + limits.extract_seconds
        with ours:
            with theirs:
                try:
                    socket.send_fds(control, [task], [theirs.fileno()])
                except OSError as error:
                    raise _GoneError from error
            self.owed = True
            try:
                _send(ours, body, content_type, limits, deadline)
                return _answer(ours, limits, deadline)
            except (OSError, EOFError, ValueError, KeyError, TypeError):
                pass
        status = self._status(control, max(deadline - time.monotonic(), 0) + GRACE_SECONDS)
        return Extraction(ExtractionState.FAILED, reason=_REASONS.get(status, BROKE))

    def _status(self, control: socket.socket, seconds: float) -> bytes:
        try:
            control.settimeout(seconds)
            status = control.recv(1)
            control.settimeout(None)
        except OSError as error:
            raise _GoneError from error
        if not status:
            raise _GoneError
        self.owed = False
        return status

    def end(self) -> None:
        """End the nursery; its child ends with it. The next page starts another."""
        if self.control is not None:
            self.control.close()
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.process = self.control = None
        self.owed = False

    def leave(self) -> None:
        """In a process that was forked: the nursery is the parent's; let go of it."""
        if self.control is not None:
            self.control.close()
        if self.process is not None:
            self.process.returncode = 0  # not ours to wait for
        self.__init__()  # type: ignore[misc] # the lock may have been held by another thread


_NURSERY = _Nursery()
os.register_at_fork(after_in_child=_NURSERY.leave)


@atexit.register
def end() -> None:
    """End this process's nursery, if it has one."""
    _NURSERY.end()


def extract(body: bytes, content_type: str, *, limits: Limits) -> Extraction:
    """Read a decoded body.

    Args:
        body: bytes without any coding.
        content_type: the Content-Type header, or nothing.
        limits: time, CPU, memory and length of the text.
    """
    return _NURSERY.read(body, content_type, limits)


def _send(
    job: socket.socket, body: bytes, content_type: str, limits: Limits, deadline: float
) -> None:
    kind = content_type.encode("utf-8", "replace")
    head = asking.JOB.pack(limits.text_characters, len(kind), len(body))
    job.settimeout(max(deadline - time.monotonic(), 0.001))
    job.sendall(head + kind)
    job.sendall(body)


def _answer(job: socket.socket, limits: Limits, deadline: float) -> Extraction:
    """Take an answer from a child, which may be anything that hostile bytes can make of it."""
    head = _take(job, asking.ANSWER.size, deadline)
    facts_length, text_length = asking.ANSWER.unpack(head)
    if facts_length > FACTS_BYTES or text_length > limits.text_characters * WIDEST:
        raise ValueError
    facts = json.loads(_take(job, facts_length, deadline))
    text = _take(job, text_length, deadline).decode()
    metadata = facts["metadata"]
    if "\0" in text or len(text) > limits.text_characters or not _is_flat(metadata):
        raise ValueError
    return Extraction(
        state=ExtractionState(facts["state"]),
        text=text,
        reason=str(facts["reason"]),
        kind=str(facts["kind"]),
        charset=str(facts["charset"]),
        metadata=metadata,
    )


def _is_flat(metadata: Any) -> bool:
    return isinstance(metadata, dict) and all(
        isinstance(key, str) and isinstance(value, str) for key, value in metadata.items()
    )


def _take(job: socket.socket, length: int, deadline: float) -> bytearray:
    taken = bytearray(length)
    view = memoryview(taken)
    while view:
        job.settimeout(max(deadline - time.monotonic(), 0.001))
        count = job.recv_into(view)
        if not count:
            raise EOFError
        view = view[count:]
    return taken
