"""The keeper: a small process that starts the browser's driver and leaves nothing of it behind.

    python -m sources.archiver.browser.keeper FOLDER

A browser is a dozen processes that put themselves into sessions of their own, so ending one group
is not enough. The keeper makes itself the one that the kernel gives orphans to (Linux, prctl(2)
PR_SET_CHILD_SUBREAPER), watches time, CPU and memory of all its descendants together, and ends
every one of them: when the driver is done, at a limit, or when its standard input closes because
whoever asked is gone. A limit on address space does not suit a browser, which reserves far more
than it uses, so the memory in use is counted.
"""

import ctypes
import json
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

import psutil

DRIVER = "sources.archiver.browser.driver"
PR_SET_PDEATHSIG = 1  # linux/prctl.h
PR_SET_CHILD_SUBREAPER = 36
LOOK_SECONDS = 0.1
LOOKS_PER_WEIGHING = 5
KILL_SECONDS = 5.0


class Ended(StrEnum):
    """Why the driver and all it started are gone."""

    DONE = "done"
    BROKE = "broke"
    LATE = "late"
    MEMORY = "memory"
    CPU = "cpu"
    ABANDONED = "abandoned"


def _prctl(option: int, value: int) -> None:
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _prepare(limits: dict[str, Any]) -> None:
    """Runs in the driver before it becomes one; what is set here, the browser inherits."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.nice(5)  # a picture is never as urgent as what else the machine does
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu_seconds"], limits["cpu_seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits["disk_bytes"], limits["disk_bytes"]))


class Keeper:
    """Watches one driver.

    Args:
        folder: where the task stands and the results go.
        limits: `total_seconds`, `cpu_seconds`, `memory_bytes`, `disk_bytes`.
    """

    def __init__(self, folder: Path, limits: dict[str, Any]) -> None:
        self.limits = limits
        self.peak = 0
        self.seconds = 0.0
        self._began = time.monotonic()
        with (folder / "driver.log").open("wb") as log:
            self._driver = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-B", "-m", DRIVER, str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=lambda: _prepare(limits),  # noqa: PLW1509 - no threads here
            )

    def watch(self) -> Ended:
        """Wait until the driver ends or has to be ended."""
        looks = 0
        while True:
            ended = self._look(weigh=looks % LOOKS_PER_WEIGHING == 0)
            self.seconds = time.monotonic() - self._began
            if ended is not None:
                return ended
            looks += 1

    def _look(self, *, weigh: bool) -> Ended | None:
        code = self._driver.poll()
        if code is not None:
            # By the kernel: SIGXCPU at the limit of one process.
            by_limit = code == -signal.SIGXCPU
            return Ended.DONE if code == 0 else Ended.CPU if by_limit else Ended.BROKE
        if time.monotonic() - self._began > self.limits["total_seconds"]:
            return Ended.LATE
        if weigh:
            family = descendants()
            self.peak = max(self.peak, weight(family))
            if self.peak > self.limits["memory_bytes"]:
                return Ended.MEMORY
            if cpu_time(family) > self.limits["cpu_seconds"]:
                return Ended.CPU
        ready, _, _ = select.select([0], [], [], LOOK_SECONDS)
        return Ended.ABANDONED if ready else None


def descendants() -> list[psutil.Process]:
    """Every process that we started, that these started, and so on."""
    return psutil.Process().children(recursive=True)


def weight(family: Iterable[psutil.Process]) -> int:
    """Memory in use in bytes; what several share is counted once where the kernel lets us see."""
    total = 0
    for process in family:
        with suppress(psutil.NoSuchProcess):
            try:
                total += int(process.memory_full_info().pss)
            except psutil.AccessDenied:
                total += process.memory_info().rss  # a sandboxed process hides its maps
    return total


def cpu_time(family: Iterable[psutil.Process]) -> float:
    """CPU seconds of all, of those that have ended too."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = ended.ru_utime + ended.ru_stime
    for process in family:
        with suppress(psutil.Error):
            spent = process.cpu_times()
            total += spent.user + spent.system + spent.children_user + spent.children_system
    return total


def end_all() -> int:
    """Kill every descendant, and those they start meanwhile.

    Returns:
        How many are left (0, or the kernel does not obey).
    """
    end = time.monotonic() + KILL_SECONDS
    while family := descendants():
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        # Orphans come to us; whoever is not waited for stays as a zombie.
        psutil.wait_procs(family, timeout=0.2)
        if time.monotonic() > end:
            return len(descendants())
    return 0


def end_strays(folder: Path) -> None:
    """Kill what a killed keeper left behind: a browser whose profile lies in `folder`.

    Its other processes end with it. What is gone already or not ours to kill is passed over.
    """
    strays = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if any(str(folder) in word for word in process.cmdline()):
                process.kill()
                strays.append(process)
    psutil.wait_procs(strays, timeout=KILL_SECONDS)


def main() -> None:
    """Keep one rendering; print why it ended and what it took as JSON."""
    folder = Path(sys.argv[1])
    task = json.loads((folder / "task.json").read_text(encoding="utf-8"))
    _prctl(PR_SET_CHILD_SUBREAPER, 1)
    keeper = Keeper(folder, task["limits"])
    ended = Ended.BROKE
    try:
        ended = keeper.watch()
    finally:
        left = end_all()
        if ended is Ended.ABANDONED:
            shutil.rmtree(folder, ignore_errors=True)
    said = {"ended": ended, "peak_bytes": keeper.peak, "seconds": keeper.seconds, "left": left}
    with suppress(OSError):
        print(json.dumps(said), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
