"""What the processes of a demonstration say can be read by their owner only."""

from __future__ import annotations

import os
from pathlib import Path

from tracker.site.demonstration.processes import Processes
from tracker.site.embedded.errors import open_log


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_logs_are_for_their_owner_whatever_the_umask_and_whatever_they_were(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir(mode=0o755)
    (logs / "web.log").touch(mode=0o644)
    processes = Processes(logs, {})
    before = os.umask(0o000)
    try:
        processes.start("web", ["-c", "print('said')"])
        processes.start("worker", ["-c", "print('said')"])
        for process in processes.running.values():
            process.wait()
    finally:
        os.umask(before)
        processes.stop()

    assert [mode(processes.log(name)) for name in ("web", "worker")] == [0o600, 0o600]
    assert mode(logs) == 0o700
    assert processes.log("web").read_text() == "said\n"


def test_a_log_is_gone_on_with_unless_it_is_begun_afresh(tmp_path: Path) -> None:
    for words, afresh in ((b"one", False), (b"two", False), (b"three", True)):
        with open_log(tmp_path / "log", afresh=afresh) as log:
            log.write(words)
        if not afresh:
            assert (tmp_path / "log").read_bytes().endswith(words)

    assert (tmp_path / "log").read_bytes() == b"three"
