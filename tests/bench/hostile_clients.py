"""Hostile clients: what other readers notice of 50 slow and 20 greedy ones, and what is dearest.

The demonstration itself is started, with the server that production has. Slow clients send a byte
of a body a second; greedy ones ask for dear addresses one after another, all from one network. The
ratios are of medians of one and the same page, quiet and meanwhile.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

import psutil

from tests.bench.site import free_port

ROOT = Path(__file__).resolve().parents[2]
SLOW = 50
GREEDY = 20
SECONDS = 30
MOST_TIMES = 3
DEAREST_TIMES = 20
READER = "127.0.0.9"
GREEDY_FROM = "127.0.0.10"
SLOW_FROM = "127.0.0.11"
CHEAP = "/parties/"
DEAR = (
    "/search/?q=soldiers+killed+near+the+bridge",
    "/incidents/",
    "/ledger/export/",
    "/changes/",
    "/api/v1/counterclaims/?page_size=200",
    "/api/v1/claims/?page_size=100",
    "/api/v1/summary/",
    "/api/v1/schema/",
    "/feeds/changes/",
)


def run(*, pages: int = 0) -> bool:
    """Measure and print; whether both ratios hold. `pages` is not asked here."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = {**os.environ, "COUNTERCLAIM_VAR": folder, "COUNTERCLAIM_RENDERING": "false"}
        command = [sys.executable, "manage.py", "demo", "--port", str(port)]
        house = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
        )
        try:
            _wait(port, house)
            return _readers(port) & _dearest(port, house)
        finally:
            house.send_signal(signal.SIGINT)
            house.wait(120)


def _wait(port: int, house: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if house.poll() is not None:
            break
        try:
            if _ask(port, "/health/", READER)[0] == 200:
                time.sleep(60)  # the captures of the exercise
                return
        except OSError:
            pass
        time.sleep(1)
    raise SystemExit("The demonstration did not start.")


def _ask(port: int, path: str, source: str) -> tuple[int, float]:
    """Status and seconds."""
    began = time.perf_counter()
    asked = HTTPConnection("127.0.0.1", port, timeout=60, source_address=(source, 0))
    try:
        asked.request("GET", path, headers={"Host": "localhost"})
        answer = asked.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - began
    finally:
        asked.close()


def _median(port: int, seconds: float) -> float:
    times, ends = [], time.monotonic() + seconds
    while time.monotonic() < ends:
        times.append(_ask(port, CHEAP, READER)[1])
        time.sleep(0.1)
    return statistics.median(times)


def _readers(port: int) -> bool:
    quiet = _median(port, 10)
    ended = threading.Event()
    threads = [threading.Thread(target=_trickle, args=(port, ended))]
    threads += [
        threading.Thread(target=_greedy, args=(port, ended, number)) for number in range(GREEDY)
    ]
    for thread in threads:
        thread.start()
    try:
        meanwhile = _median(port, SECONDS)
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    ratio = meanwhile / quiet
    print(f"  {CHEAP}: quiet {quiet * 1000:.0f} ms, with {SLOW} slow and {GREEDY} greedy clients")
    print(f"  {meanwhile * 1000:.0f} ms: {ratio:.1f} times (at most {MOST_TIMES})", flush=True)
    return ratio <= MOST_TIMES


def _trickle(port: int, ended: threading.Event) -> None:
    head = b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n"
    clients = [
        socket.create_connection(("127.0.0.1", port), 60, (SLOW_FROM, 0)) for _ in range(SLOW)
    ]
    for client in clients:
        client.sendall(head)
    while not ended.wait(1):
        for client in clients:
            try:
                client.sendall(b"x")
            except OSError:
                continue
    for client in clients:
        client.close()


def _greedy(port: int, ended: threading.Event, number: int) -> None:
    while not ended.is_set():
        try:
            _ask(port, DEAR[number % len(DEAR)], GREEDY_FROM)
        except OSError:
            continue


def _dearest(port: int, house: subprocess.Popen[bytes]) -> bool:
    """CPU of the web processes and of the database, an address at a time."""
    time.sleep(60)  # a new minute of the budget
    costs = {
        path: _cpu(port, path, house, times=20 if path == CHEAP else 5) for path in (CHEAP, *DEAR)
    }
    for path, cost in sorted(costs.items(), key=lambda one: one[1]):
        print(f"  {cost * 1000:8.1f} ms CPU  {cost / costs[CHEAP]:6.1f} times  {path}")
    ratio = max(costs.values()) / costs[CHEAP]
    print(f"  dearest over the cheapest: {ratio:.1f} times (at most {DEAREST_TIMES})")
    return ratio <= DEAREST_TIMES


def _cpu(port: int, path: str, house: subprocess.Popen[bytes], *, times: int) -> float:
    _ask(port, path, READER)
    began = _used(house)
    for number in range(times):
        _ask(port, path, f"127.0.1.{number + 1}")
    return (_used(house) - began) / times


def _used(house: subprocess.Popen[bytes]) -> float:
    """CPU seconds of gunicorn's and PostgreSQL's processes so far, of those that ended too."""
    total = 0.0
    for process in psutil.Process(house.pid).children(recursive=True):
        try:
            line = " ".join(process.cmdline())
            if "gunicorn" in line or "postgres" in line:
                use = process.cpu_times()
                total += use.user + use.system + use.children_user + use.children_system
        except psutil.NoSuchProcess:
            continue
    return total
