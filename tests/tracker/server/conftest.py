from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Served:
    port: int
    log: Path

    def connect(self, *, source: str = "127.0.0.1") -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), 60, source_address=(source, 0))

    def get(self, path: str = "/", *, source: str = "127.0.0.1") -> tuple[int, bytes]:
        asked = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(source, 0)
        )
        try:
            asked.request("GET", path)
            answer = asked.getresponse()
            return answer.status, answer.read()
        finally:
            asked.close()

    def logs(self, words: str) -> bool:
        """Whether the log comes to say this: its line is written after the answer was sent."""
        deadline = time.monotonic() + 60
        while words not in self.log.read_text():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small application behind one process of the site's own server, with two threads."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "shape.py").write_text(
        "from tracker.site.server.shape import *\n"
        "from tracker.site.server import channel\n"
        "workers, threads, timeout, accesslog = 1, 2, 2, '-'\n"
        "from tracker.site.server import worker\n"
        "worker.IDLE_SECONDS = 4\n"
        "channel.HEAD_SECONDS = 2\n"
        "channel.BODY_SECONDS = 1\n"
        "channel.ANSWER_SECONDS = 3\n"
        "channel.SMALL_BODY = 100_000\n"
        "channel.LARGE_AT_ONCE = 2\n"
    )
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        os.set_inheritable(held.fileno(), True)
        log = folder / "log"
        with log.open("wb") as out:
            server = subprocess.Popen(
                [
                    *(sys.executable, "-m", "gunicorn", "--config", str(folder / "shape.py")),
                    *("tests.tracker.server.application", "--bind", f"fd://{held.fileno()}"),
                ],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                pass_fds=[held.fileno()],
                stdout=out,
                stderr=out,
            )
        given = Served(held.getsockname()[1], log)
    try:
        _wait(given, server)
        yield given
    finally:
        server.terminate()
        server.wait(60)


def _wait(given: Served, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, given.log.read_text()
        if "Booting worker" in given.log.read_text():
            assert given.get()[0] == 200
            return
        time.sleep(0.1)
    raise AssertionError(given.log.read_text())
