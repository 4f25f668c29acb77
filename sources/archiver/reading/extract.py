"""Read the visible text of a body in a process of its own, with limits on CPU, memory and time.

What is fetched is hostile until shown otherwise; a parser that hangs, grows or crashes takes only
its own process along, and the outcome is "extraction failed", which never means "no such words".
The processes come from a nursery (`nursery.py`), of which every process that reads has its own.
Pages of one site that come one after the other may share a process, as they share a site: see
docs/decisions/one-reader-a-site.md.
"""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from sources.archiver.reading import nursery_protocol
from sources.archiver.reading.found import PARTS
from sources.archiver.sentences import Said, say
from sources.archiver.values import Extraction, ExtractionState, LargeBody, Limits

ROOT = Path(__file__).resolve().parents[3]
# C.UTF-8 and a fixed hash seed: the same bytes always read the same. Nothing else of the worker's
# environment, which holds passwords, is handed on.
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
NURSERY = "sources.archiver.reading.nursery"
START_SECONDS = 60.0
GRACE_SECONDS = 2.0
"""Beyond the deadline, for the nursery to kill its child and say so."""
END_SECONDS = 1.0
"""For a child that has answered to end."""
FACTS_BYTES = 512 * 1024
"""More than all that is kept beside a text takes, in whatever script: some 90,000 characters."""
WIDEST = 4
"""Most bytes of a character in UTF-8."""

Body = bytes | LargeBody

LATE = say("page.late")
TOO_MUCH = say("page.too_much")
BROKE = say("page.broke")
_REASONS = {nursery_protocol.LATE: LATE, nursery_protocol.TOO_MUCH_MEMORY: TOO_MUCH}


class _GoneError(Exception):
    """The nursery itself ended or does not answer."""


@dataclass
class _Child:
    """A child that may read another page of the same site under the same limits."""

    job: socket.socket
    site: str
    limits: Limits
    pages: int = 0

    def may_read(self, site: str, limits: Limits) -> bool:
        return site != "" and (self.site, self.limits) == (site, limits)


class _Nursery:
    """The worker's end of its nursery; one page at a time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.control: socket.socket | None = None
        self.child: _Child | None = None
        self.owed = False
        """Whether word of how the last child ended is still to come."""

    def read(self, body: Body, content_type: str, limits: Limits, site: str) -> Extraction:
        with self.lock:
            # A nursery that was killed since the last page is replaced, once.
            for _ in range(2):
                try:
                    found = self._again(body, content_type, limits, site)
                    return found or self._anew(body, content_type, limits, site)
                except _GoneError:
                    self.end()
        return Extraction(ExtractionState.FAILED, reason=BROKE)

    def _again(self, body: Body, content_type: str, limits: Limits, site: str) -> Extraction | None:
        """Ask the child that is there; None if it is another site's, or did not bear this page."""
        child, control = self.child, self.control
        if child is None or control is None or not child.may_read(site, limits):
            return None
        deadline = time.monotonic() + limits.extract_seconds
        try:
            control.sendall(_task(limits))
        except OSError as error:
            raise _GoneError from error
        found = self._exchange(child, body, content_type, deadline)
        if found is None and time.monotonic() >= deadline:
            return self._failed(control, deadline)
        return found

    def _anew(self, body: Body, content_type: str, limits: Limits, site: str) -> Extraction:
        """Ask a child of its own."""
        control = self._ready()
        ours, theirs = socket.socketpair()
        deadline = time.monotonic() + limits.extract_seconds
        self.child = _Child(ours, site, limits)
        with theirs:
            try:
                socket.send_fds(control, [_task(limits)], [theirs.fileno()])
            except OSError as error:
                raise _GoneError from error
        self.owed = True
        return self._exchange(self.child, body, content_type, deadline) or self._failed(
            control, deadline
        )

    def _exchange(
        self, child: _Child, body: Body, content_type: str, deadline: float
    ) -> Extraction | None:
        """Send a page and take the answer; None if none came, and then the child is let go."""
        try:
            _send(child.job, body, content_type, child.limits, deadline)
            found = _answer(child.job, child.limits, deadline)
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            self._let_go()
            return None
        child.pages += 1
        if not child.site or child.pages >= nursery_protocol.MOST_PAGES:
            self._let_go()
        return found

    def _let_go(self) -> None:
        """Close the child's socket: it ends by itself, or at its deadline."""
        if self.child is not None:
            self.child.job.close()
        self.child = None

    def _failed(self, control: socket.socket, deadline: float) -> Extraction:
        status = self._status(control, max(deadline - time.monotonic(), 0) + GRACE_SECONDS)
        return Extraction(ExtractionState.FAILED, reason=_REASONS.get(status, BROKE))

    def _ready(self) -> socket.socket:
        self._let_go()
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
        self._let_go()
        if self.control is not None:
            self.control.close()
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.process = self.control = None
        self.owed = False

    def leave(self) -> None:
        """In a process that was forked: the nursery is the parent's; let go of it."""
        self._let_go()
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


def extract(body: Body, content_type: str, *, limits: Limits, site: str = "") -> Extraction:
    """Read a decoded body.

    Args:
        body: bytes without any coding.
        content_type: the Content-Type header, or nothing.
        limits: time, CPU, memory and length of the text.
        site: the host that sent it. Only pages of the same site share a process; without one the
            page has a process to itself.
    """
    return _NURSERY.read(body, content_type, limits, site)


def _task(limits: Limits) -> bytes:
    return nursery_protocol.TASK.pack(
        limits.extract_seconds, limits.extract_cpu_seconds, limits.extract_memory_bytes
    )


def _send(
    job: socket.socket, body: Body, content_type: str, limits: Limits, deadline: float
) -> None:
    kind = content_type.encode("utf-8", "replace")
    size = body.size if isinstance(body, LargeBody) else len(body)
    head = nursery_protocol.JOB.pack(limits.text_characters, len(kind), size)
    job.settimeout(max(deadline - time.monotonic(), 0.001))
    job.sendall(head + kind)
    for piece in body.pieces() if isinstance(body, LargeBody) else (body,):
        job.sendall(piece)


def _answer(job: socket.socket, limits: Limits, deadline: float) -> Extraction:
    """Take an answer from a child, which may be anything that hostile bytes can make of it."""
    head = _take(job, nursery_protocol.ANSWER.size, deadline)
    facts_length, text_length = nursery_protocol.ANSWER.unpack(head)
    if facts_length > FACTS_BYTES or text_length > limits.text_characters * WIDEST:
        raise ValueError
    facts = json.loads(_take(job, facts_length, deadline))
    text = _take(job, text_length, deadline).decode()
    metadata = facts["metadata"]
    signs = facts.get("signs", {})
    if "\0" in text or len(text) > limits.text_characters:
        raise ValueError
    if not (_is_flat(metadata) and _is_flat(signs)):
        raise ValueError
    return Extraction(
        state=ExtractionState(facts["state"]),
        text=text,
        reason=say(f"page.{facts['reason']}") if facts["reason"] else (),
        kind=str(facts["kind"]),
        charset=str(facts["charset"]),
        metadata=metadata,
        signs=signs,
        struck=_struck(facts["struck"]),
        unread=_unread(facts["unread"]),
    )


def _struck(passages: Any) -> tuple[str, ...]:
    if not isinstance(passages, list) or not all(isinstance(one, str) for one in passages):
        raise TypeError
    return tuple(passages)


def _unread(counts: Any) -> Said:
    """What was not read, in the order of the table; the child gives numbers and no words."""
    if not isinstance(counts, dict) or not counts.keys() <= PARTS:
        raise ValueError
    said = (say(f"unread.{part}", **_number(counts[part], part)) for part in sorted(counts))
    return tuple(chain.from_iterable(said))


def _number(count: Any, part: str) -> dict[str, int]:
    return {} if part == "scripts" else {"number": int(count)}


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
