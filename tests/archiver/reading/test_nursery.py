"""Every page is read in a confined process of its own; what happens to it harms nothing else."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from sources.archiver.reading import extract as extracting
from sources.archiver.reading.extract import ROOT, extract
from sources.archiver.reading.nursery_protocol import ANSWER
from sources.archiver.values import Extraction, ExtractionState, Limits
from tests.archiver.waiting import waited

LIMITS = Limits()
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs the Linux kernel")
SLOW = b"<p>a" * 4_000_000
ROOMY = replace(LIMITS, extract_memory_bytes=8 << 30)
"""With memory for `SLOW`, so that nothing ends it but what a test is about."""


def read(words: str = "Twelve soldiers", **limits: float) -> Extraction:
    return extract(f"<p>{words}".encode(), "text/html", limits=replace(LIMITS, **limits))


@pytest.fixture
def nursery() -> psutil.Process:
    """This process's nursery, which has read a page and whose child for it is gone."""
    assert read().text == "Twelve soldiers"
    process = extracting._NURSERY.process
    assert process is not None
    nursery = psutil.Process(process.pid)
    assert waited(lambda: not nursery.children())
    return nursery


def test_one_nursery_reads_many_pages_and_leaves_no_process(nursery: psutil.Process) -> None:
    assert [read(f"Page {number}").text for number in range(20)] == [
        f"Page {number}" for number in range(20)
    ]

    assert extracting._NURSERY.process is not None
    assert extracting._NURSERY.process.pid == nursery.pid
    assert waited(lambda: not nursery.children())


LOADED = """
import sys
from sources.archiver.pipeline import extract
from sources.archiver.values import Limits
assert extract(b"<p>a", "text/html", limits=Limits()).text == "a"
print({"selectolax", "pypdfium2", "lxml", "trafilatura"} & set(sys.modules))
"""


def test_the_worker_loads_none_of_the_readers() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, check=True
    )

    assert loaded.stdout == b"set()\n"


def test_a_nursery_that_was_killed_is_replaced(nursery: psutil.Process) -> None:
    nursery.kill()
    assert waited(lambda: nursery.status() == psutil.STATUS_ZOMBIE)

    assert read("again").text == "again"
    assert not nursery.is_running() or nursery.status() != psutil.STATUS_ZOMBIE


def test_a_machine_that_starts_no_process_fails_the_page_and_not_the_worker(
    nursery: psutil.Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    extracting.end()
    monkeypatch.setattr(extracting.sys, "executable", "/nowhere/python")

    found = read()

    assert (found.state, found.reason) == (ExtractionState.FAILED, extracting.BROKE)
    monkeypatch.undo()
    assert read("again").text == "again"


def test_a_child_that_hangs_is_killed_and_the_nursery_lives_on(nursery: psutil.Process) -> None:
    found = extract(SLOW, "text/html", limits=replace(ROOMY, extract_seconds=0.2))

    assert (found.state, found.reason) == (ExtractionState.FAILED, extracting.LATE)
    assert not nursery.children()
    assert read("next").text == "next"
    assert extracting._NURSERY.process is not None
    assert extracting._NURSERY.process.pid == nursery.pid


def test_a_child_that_burns_its_cpu_is_ended_by_the_kernel() -> None:
    found = extract(SLOW, "text/html", limits=replace(ROOMY, extract_cpu_seconds=1))

    assert (found.state, found.reason) == (ExtractionState.FAILED, extracting.LATE)


@pytest.mark.parametrize("sign", [signal.SIGSEGV, signal.SIGKILL])
def test_a_child_that_dies_is_a_failure_of_this_page_only(
    nursery: psutil.Process, sign: signal.Signals
) -> None:
    def strike() -> None:
        assert waited(lambda: bool(nursery.children()))
        for child in nursery.children():
            with contextlib.suppress(psutil.NoSuchProcess):
                child.send_signal(sign)

    striker = threading.Thread(target=strike)
    striker.start()
    found = extract(SLOW, "text/html", limits=ROOMY)
    striker.join()

    assert (found.state, found.reason) == (ExtractionState.FAILED, extracting.BROKE)
    assert read("next").text == "next"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense that is long enough to be a head",
        ANSWER.pack(2, 0) + b"[]",
        ANSWER.pack(2**31, 0),
        ANSWER.pack(2, 2**40) + b"{}",
        ANSWER.pack(2, 1) + b"{}" + b"\xff",
        ANSWER.pack(70, 1)
        + b'{"state": "done", "reason": "", "kind": "", "charset": "", "metadata": 1}'[:70]
        + b"a",
        ANSWER.pack(4, 4) + b"null" + b"\xff\xff\xff\xff",
    ],
)
def test_nonsense_is_no_answer(answer: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.sendall(answer)
        with pytest.raises((OSError, EOFError, ValueError, KeyError, TypeError)):
            extracting._answer(ours, LIMITS, time.monotonic() + 5)


def test_a_forked_process_gets_a_nursery_of_its_own(nursery: psutil.Process) -> None:
    entry, exit_ = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            read("forked")
            process = extracting._NURSERY.process
            os.write(exit_, str(process.pid if process else 0).encode())
        os._exit(0)
    os.waitpid(child, 0)
    other = int(os.read(entry, 20))
    os.close(entry)
    os.close(exit_)

    assert other not in (0, nursery.pid)
    assert waited(lambda: not psutil.pid_exists(other))
    assert read("parent").text == "parent"
    assert nursery.is_running()


# A busy one has a child that waits for the rest of a page: it is at work until it is killed.
WORKER = """
import sys
from sources.archiver.reading import extract, nursery_protocol
from sources.archiver.values import Limits
busy = sys.argv[1] == "busy"
extract.extract(b"<p>a", "", limits=Limits(), site="a.example" if busy else "")
if busy:
    extract._NURSERY.child.job.sendall(nursery_protocol.JOB.pack(1000, 0, 1000))
print(extract._NURSERY.process.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def worker() -> Iterator[Callable[[str], tuple[subprocess.Popen[bytes], psutil.Process]]]:
    started: list[subprocess.Popen[bytes]] = []

    def start(mood: str) -> tuple[subprocess.Popen[bytes], psutil.Process]:
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER, mood],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        started.append(process)
        assert process.stdout is not None
        return process, psutil.Process(int(process.stdout.readline()))

    yield start
    for process in started:
        with process:
            process.kill()


@pytest.mark.parametrize("mood", ["idle", "busy"])
def test_a_killed_worker_leaves_no_nursery_and_no_child(
    worker: Callable[[str], tuple[subprocess.Popen[bytes], psutil.Process]], mood: str
) -> None:
    process, nursery = worker(mood)
    children = nursery.children()
    assert children or mood == "idle"

    process.kill()
    process.wait()

    assert waited(lambda: not any(map(alive, [nursery, *children])))


def test_a_killed_nursery_takes_its_child_along(
    worker: Callable[[str], tuple[subprocess.Popen[bytes], psutil.Process]],
) -> None:
    _, nursery = worker("busy")
    (child,) = nursery.children()

    nursery.kill()

    assert waited(lambda: not alive(child))


def alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


CONFINED = """
import ctypes, os, socket, sys
from sources.archiver.reading.sandbox import confine
kept, nothing = os.open("/dev/null", os.O_WRONLY), ctypes.CDLL(None)
confine(cpu_seconds=5, memory_bytes=400_000_000)
def refused(call):
    try:
        call()
    except OSError:
        return
    os._exit(3)
refused(lambda: open({path!r}, "w"))
refused(lambda: os.open("/etc/passwd", os.O_RDONLY))
refused(socket.socket)
refused(os.pipe)
refused(os.fork)
refused(lambda: os.kill(os.getppid(), 0))
refused(lambda: os.execv("/bin/true", ["true"]))
os.write(kept, b"what is open stays open")
os._exit(7)
"""


@LINUX
def test_a_confined_process_reaches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "written"

    done = subprocess.run(
        [sys.executable, "-c", CONFINED.format(path=str(path))],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (7, b"")
    assert not path.exists()


@LINUX
def test_the_filter_of_system_calls_holds_where_limits_do_not() -> None:
    # A limit of the kernel may be lifted by root; the filter, by nobody.
    code = (
        "import os, resource;"
        "from sources.archiver.reading.sandbox import confine;"
        "confine(cpu_seconds=5, memory_bytes=2**32)\n"
        "try: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))\n"
        "except (OSError, ValueError): os._exit(7)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)

    assert done.returncode == 7


@LINUX
def test_the_secrets_of_the_worker_are_not_in_the_nursery(nursery: psutil.Process) -> None:
    assert set(nursery.environ()) <= {"PYTHONPATH", "LC_ALL", "PYTHONHASHSEED"}
    # Its socket and its null device, and nothing of the database or the broker.
    assert nursery.num_fds() <= 5
    assert not nursery.net_connections(kind="inet")
