"""Whose request is answered next: callers take turns, and none has all threads of a process.

Twenty requests of one caller wait behind each other and not in front of everybody. Who was refused
for asking too much waits a while for the next turn: to refuse without end costs others too.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from waitress.channel import HTTPChannel
from waitress.task import ThreadedTaskDispatcher

from tracker.base.web.callers import calling_network

SHARE = 4
"""One caller has at most this part of a process's threads: what they compute, others wait for."""
REST_SECONDS = 0.5
"""How long a caller has no turn after a refusal for asking too much (429)."""


class Work(Protocol):
    """What waits for a thread."""

    was_refused: bool
    """Whether its answer was that too much was asked."""

    def service(self) -> None:
        """Do it."""

    def cancel(self) -> None:
        """Do it no more."""


@dataclass(frozen=True)
class Turn:
    """A request that waits for a thread, and then has one."""

    work: Work
    caller: str
    ended: Callable[[str, bool], None]

    def service(self) -> None:
        """Do the work, then say so."""
        try:
            self.work.service()
        finally:
            self.ended(self.caller, self.work.was_refused)

    def cancel(self) -> None:
        """Do it no more."""
        self.work.cancel()


class CallerTurns:
    """What waits, by caller. Looks like the deque that waitress would have in its place."""

    def __init__(self, *, at_once: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nobody.

        Args:
            at_once: how many requests of one caller are under way side by side.
            clock: gives the present second.
        """
        self._at_once = at_once
        self._clock = clock
        self._rests_until: dict[str, float] = {}
        self._waiting: OrderedDict[str, deque[Turn]] = OrderedDict()
        self._under_way: Counter[str] = Counter()

    def append(self, turn: Turn) -> None:
        """Let a request wait at the end of its caller's own line."""
        self._waiting.setdefault(turn.caller, deque()).append(turn)

    def __len__(self) -> int:
        """How many could be answered now."""
        return sum(min(len(line), self._free(caller)) for caller, line in self._waiting.items())

    def popleft(self) -> Turn:
        """The next: of the caller who has waited longest since the last turn.

        Raises:
            IndexError: nothing can be answered now.
        """
        for caller, line in self._waiting.items():
            if self._free(caller):
                turn = line.popleft()
                if line:
                    self._waiting.move_to_end(caller)
                else:
                    del self._waiting[caller]
                self._under_way[caller] += 1
                return turn
        raise IndexError("nobody's turn")

    def done(self, caller: str, *, refused: bool = False) -> None:
        """One of a caller's requests has been answered, or refused for asking too much."""
        self._under_way[caller] -= 1
        if self._under_way[caller] <= 0:
            del self._under_way[caller]
        now = self._clock()
        self._rests_until = {who: end for who, end in self._rests_until.items() if end > now}
        if refused:
            self._rests_until[caller] = now + REST_SECONDS

    def _free(self, caller: str) -> int:
        if self._clock() < self._rests_until.get(caller, 0):
            return 0
        return max(self._at_once - self._under_way[caller], 0)


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

    def wake(self) -> None:
        """Let those go on who have rested; asked at every turn of the loop."""
        with self.lock:
            self.queue_cv.notify(len(self.queue))

    def _done(self, caller: str, refused: bool) -> None:
        with self.lock:
            self.queue.done(caller, refused=refused)
            self.queue_cv.notify()
