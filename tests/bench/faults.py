"""Faults: 500 queued captures, workers killed at random, Valkey emptied, PostgreSQL restarted.

Afterwards every row is in a final state, no request was sealed twice, every file has its row and
every row its file, and the ledger fits. The site answers slowly, so that blows land in the middle.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from tests.bench import corpus
from tests.bench.house import ROOT, Worker, house, record_pages
from tests.bench.sealing import cores

SLOW = 0.12
LEASE = "15"
LONGEST = 900
KILLS = 12
HOSTS = 8


class _Site(BaseHTTPRequestHandler):
    """Serves the corpus a little late, and counts."""

    folder: ClassVar[Path]
    asked: ClassVar[Counter[str]] = Counter()
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        type(self).asked[self.path] += 1
        body = (self.folder / self.path.lstrip("/")).read_bytes()
        time.sleep(SLOW)
        self.send_response(200)
        self.send_header("Content-Type", "application/pdf" if "pdf" in self.path else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is given
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a worker was killed while it was being answered."""


def run(*, pages: int = 500) -> bool:
    """Do the damage, wait, count, print; whether nothing was lost, doubled or left over."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "www").mkdir()
        made = corpus.make(root / "www", pages=pages)
        _Site.folder = root / "www"
        places = _serve()
        os.environ["COUNTERCLAIM_CAPTURE_LEASE_SECONDS"] = LEASE
        os.environ["COUNTERCLAIM_CAPTURE_DEADLINE_SECONDS"] = "10"
        with house(root, world=",".join(places), core=cores()[1]):
            return _suffer(root, made, places)


def _serve() -> list[str]:
    """Serve the corpus on several hosts of loopback, so that captures go on side by side."""
    port = 0
    places = []
    for number in range(HOSTS):
        host = f"127.0.0.{number + 1}"
        server = _Server((host, port), _Site)
        port = server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()
        places.append(f"{host}:{port}")
    return places


def _suffer(root: Path, made: corpus.Corpus, places: list[str]) -> bool:
    from django.utils import timezone  # noqa: PLC0415 - after setup

    from sources.models import Capture, CaptureCause, Page  # noqa: PLC0415
    from sources.operations.captures.request import request_capture  # noqa: PLC0415
    from sources.tasks import tell  # noqa: PLC0415

    for number, place in enumerate(places):
        share = replace(made, names=made.names[number :: len(places)])
        by = record_pages(share, f"http://{place}", at=timezone.now())
    pages = Page.objects.order_by("pk")
    cause, now = CaptureCause.ASKED.value, timezone.now()
    tell([request_capture(page=page, cause=cause, by=by, at=now).pk for page in pages])
    workers = [_worker(root, number) for number in range(2)]
    blows: Counter[str] = Counter()
    chance, began = random.Random(11), time.monotonic()
    plan = ["kill"] * KILLS + ["empty Valkey"] * 2 + ["restart PostgreSQL"] * 2
    chance.shuffle(plan)
    deeds: dict[str, Callable[[], object]] = {
        "kill": lambda: _kill_one(workers, root, chance),
        "empty Valkey": lambda: _restart_valkey_empty(root),
        "restart PostgreSQL": lambda: _restart_postgres(root),
    }
    try:
        while _unfinished() and time.monotonic() - began < LONGEST:
            time.sleep(chance.uniform(1.5, 4))
            if plan:
                blow = plan.pop()
                blows[blow] += deeds[blow]() is not False
    finally:
        for worker in workers:
            worker.stop()
    print(
        f"  blows {dict(blows)} in {time.monotonic() - began:.0f} s, {Capture.objects.count()} rows"
    )
    return _count(root)


def _worker(root: Path, number: int) -> Worker:
    # Either carries a clock: the sweep is what picks up whatever was dropped.
    log = root / f"worker{number}-{time.monotonic_ns()}.log"
    return Worker.start(log, core=None, concurrency=2, clock=number == 0)


def _kill_one(workers: list[Worker], root: Path, chance: random.Random) -> bool:
    """Kill a worker in the middle of a capture, if one is met within a few seconds."""
    from sources.models import Capture, CaptureStatus  # noqa: PLC0415 - after setup

    until = time.monotonic() + 10
    while time.monotonic() < until:
        # No capture is struck twice: after four times it would be given up, as it should be.
        taken = Capture.objects.filter(status=CaptureStatus.TAKEN, attempts=1)
        held = taken.order_by("-taken_at").first()
        pid = int((held.taken_by or "/0").rsplit("/", 1)[1]) if held else 0
        for number, worker in enumerate(workers):
            if pid in {process.pid for process in worker.family()}:
                time.sleep(chance.uniform(0, SLOW))
                worker.kill()
                workers[number] = _worker(root, number)
                return True
        time.sleep(0.01)
    return False


def _restart_valkey_empty(root: Path) -> None:
    """Stop it and start it again with nothing in it, as after a lost disk."""
    from tracker.site.embedded import valkey  # noqa: PLC0415 - after the environment

    valkey.stop(root / "var")
    shutil.rmtree(root / "var" / "valkey" / "appendonlydir", ignore_errors=True)
    time.sleep(1)
    valkey.ensure(root / "var")


def _restart_postgres(root: Path) -> None:
    from django.db import connection  # noqa: PLC0415 - after setup

    from tracker.site.embedded import postgres  # noqa: PLC0415

    connection.close()
    postgres.stop(root / "var")
    time.sleep(1)
    postgres.ensure(root / "var", durable=True)


def _unfinished() -> int:
    """Captures that have not ended, and files of dead workers that the sweep has yet to clear."""
    from django.db import OperationalError, connection  # noqa: PLC0415 - after setup

    from sources.models import AnnouncedFile, Capture, CaptureStatus  # noqa: PLC0415

    try:
        open_rows = (CaptureStatus.WAITING, CaptureStatus.TAKEN)
        waiting = Capture.objects.filter(status__in=open_rows).count()
        return waiting + AnnouncedFile.objects.count()
    except OperationalError:
        connection.close()
        return 1


def _count(root: Path) -> bool:
    from django.db.models import Count  # noqa: PLC0415 - after setup

    from sources.models import (  # noqa: PLC0415
        FINISHED,
        AnnouncedFile,
        Capture,
        Finding,
        Quotation,
        SealedFile,
    )

    evidence = root / "var" / "evidence"
    on_disk = {
        str(path.relative_to(evidence))
        for path in evidence.rglob("*")
        if path.is_file() and path.name != "probe"
    }
    in_rows = set(SealedFile.objects.values_list("name", flat=True))
    sealed = Capture.objects.filter(status="sealed")
    counts = {
        "rows not in a final state": Capture.objects.exclude(status__in=FINISHED).count(),
        "files without a row": len(on_disk - in_rows),
        "rows without a file": len(in_rows - on_disk),
        "files announced and neither sealed nor cleared": AnnouncedFile.objects.count(),
        "requests sealed twice": len(sealed) - len(set(sealed.values_list("page_id", flat=True))),
        "captures without their findings": Quotation.objects.filter(
            page__captures__in=sealed.filter(outcome="captured")
        )
        .annotate(n=Count("findings"))
        .exclude(n=1)
        .count(),
    }
    said = Counter(Capture.objects.values_list("status", "outcome"))
    print("  ended:", {" ".join(key): n for key, n in said.items()})
    print(f"  findings {Finding.objects.count()}, files {len(on_disk)}")
    again = sum(number > 1 for number in _Site.asked.values())
    print(f"  pages asked for more than once, because a worker was killed over them: {again}")
    for row in Capture.objects.filter(attempts__gt=1):
        tries = [(one["outcome"], one["reason"]) for one in row.tries]
        print(f"    {row.attempts} attempts, then {row.outcome}: {tries} {row.reason}")
    for words, number in counts.items():
        print(f"  {words}: {number}")
    ledger = subprocess.run(
        [sys.executable, "manage.py", "verify_ledger"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    print(f"  verify_ledger: exit {ledger.returncode}; {(ledger.stdout + ledger.stderr)[-300:]}")
    return not any(counts.values()) and ledger.returncode == 0
