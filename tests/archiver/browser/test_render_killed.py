"""A worker that is killed while a page is shown leaves no browser and no folder behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
import pytest

from tests.archiver.waiting import IN_TIME
from tests.archiver.world import World
from tests.programs import need

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def program() -> str:
    return need("chromium")


WORK = """
import sys
from sources.archiver.browser.render import render
from sources.archiver.network.resolve import TableResolver
from sources.archiver.values import Allowance
render(sys.argv[2], b"<!doctype html><img src=/never.png>", "text/html", program=sys.argv[1],
       agent="x", allowance=Allowance.parse([sys.argv[3]]), resolver=TableResolver({}))
"""


def is_browser(process: psutil.Process) -> bool:
    """Whether a process is one of a browser's; some of them end by themselves at any moment."""
    try:
        return "chrom" in process.name()
    except psutil.NoSuchProcess:
        return False


def lives(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("victim", ["worker", "keeper"])
def test_a_killed_worker_leaves_no_browser(world: World, program: str, victim: str) -> None:
    asked = threading.Event()
    # A folder with a short name: a browser's socket must fit into 107 bytes.
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    world.pages["/never.png"] = lambda _stream, _path: asked.set() or time.sleep(3 * IN_TIME)  # type: ignore[func-returns-value]
    worker = subprocess.Popen(
        [sys.executable, "-c", WORK, program, world.url("/page"), world.place],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(folder)},
    )
    try:
        assert asked.wait(2 * IN_TIME)
        family = psutil.Process(worker.pid).children(recursive=True)
        assert sum(map(is_browser, family)) >= 3
        dead = worker.pid if victim == "worker" else family[0].pid
        os.kill(dead, signal.SIGKILL)
        _gone, alive = psutil.wait_procs(family, timeout=IN_TIME)
        assert not any(map(lives, alive))
        worker.wait(IN_TIME)
        assert list(folder.iterdir()) == []
    finally:
        worker.kill()
        worker.wait()
        shutil.rmtree(folder, ignore_errors=True)
