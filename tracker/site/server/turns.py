"""Whose request is answered next: callers take turns, and none has all threads of a process.

Twenty requests of one caller wait behind each other and not in front of everybody.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from waitress.channel import HTTPChannel
from waitress.task import ThreadedTaskDispatcher

from tracker.base.web.callers import calling_network

SHARE = 4
"""One caller has at most this part of a process's threads: what they compute, others wait for."""


class Work(Protocol):
    """What waits for a thread."""

    def service(self) -> None:
        """Do it."""

    def cancel(self) -> None:
        """Do it no more."""


@dataclass(frozen=True)
class Turn:
    """A request that waits for a thread, and then has one."""

    work: Work
    caller: str
    ended: Callable[[str], None]

    def service(self) -> None:
        """Do the work, then say so."""
        try:
            self.work.service()
        finally:
            self.ended(self.caller)

    def cancel(self) -> None:
        """Do it no more."""
        self.work.cancel()


class CallerTurns:
    """What waits, by caller. Looks like the deque that waitress would have in its place."""

    def __init__(self, *, at_once: int) -> None:
        """Begin with nobody.

        Args:
            at_once: how many requests of one caller are under way side by side.
        """
        self._at_once = at_once
        self._waiting: OrderedDict[str, deque[Turn]] = OrderedDict()
        self._under_way: Counter[str] = Counter()

    def append(self, turn: Turn) -> None:
        """Let a request wait at the end of its caller's own line."""
        self._waiting.setdefault(turn.caller, deque()).append(turn)

    def __len__(self) -> int:
        """How many could be answered now."""
        return sum(
            max(min(len(line), self._at_once - self._under_way[caller]), 0)
            for caller, line in self._waiting.items()
        )

    def popleft(self) -> Turn:
        """The next: of the caller who has waited longest since the last turn.

        Raises:
            IndexError: nothing can be answered now.
        """
        for caller, line in self._waiting.items():
            if self._under_way[caller] < self._at_once:
                turn = line.popleft()
                if line:
                    self._waiting.move_to_end(caller)
                else:
                    del self._waiting[caller]
                self._under_way[caller] += 1
                return turn
        raise IndexError("nobody's turn")

    def done(self, caller: str) -> None:
        """One of a caller's requests has been answered."""
        self._under_way[caller] -= 1
        if self._under_way[caller] <= 0:
            del self._under_way[caller]


class Dispatcher(ThreadedTaskDispatcher):
    """The threads of a process."""

    def __init__(self, *, threads: int, proxies: int) -> None:
        """Start them.

        Args:
            threads: how many.
            proxies: how many proxies in front of us are trusted.
        """
        super().__init__()
        self._proxies = proxies
        self.queue = CallerTurns(at_once=max(threads // SHARE, 1))
        self.set_thread_count(threads)

    def add_task(self, task: HTTPChannel) -> None:
        """Let a request wait for its turn."""
        forwarded = task.requests[0].headers.get("X_FORWARDED_FOR", "") if task.requests else ""
        caller = calling_network(str(task.addr[0]), forwarded, proxies=self._proxies)
        with self.lock:
            self.queue.append(Turn(task, caller, self._done))
            self.queue_cv.notify()

    def _done(self, caller: str) -> None:
        with self.lock:
            self.queue.done(caller)
            self.queue_cv.notify()
