"""The whole worker job against wget: fetch, WARC, text, quotations, rows, ledger, Celery.

The worker and everything under it are pinned to one core, as wget is. nginx, PostgreSQL and Valkey
run on the other: they are other machines in the production shape.
"""

from __future__ import annotations

import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.bench import corpus, site
from tests.bench.house import Worker, ask_all, house, record_pages
from tests.bench.sealing import FETCHED_BARE, WGET, Measure, best_of, cores, report

FLOOR = 0.5
AIM = 0.9
LANES = 2
"""Worker processes: the corpus is one site, which is asked one thing at a time, so while one of
them asks, the other writes what it has found."""
LONGEST = 600


def run(*, pages: int = 500) -> bool:
    """Measure and print; whether ours is at least `FLOOR` times wget."""
    site.need("nginx", "wget", "taskset")
    ours_on, theirs_on = cores()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("www", "run", "theirs"):
            (root / name).mkdir()
        made = corpus.make(root / "www", pages=pages)
        with site.serve(root / "www", root / "run", core=theirs_on) as base:
            urls = [f"{base}/{name}" for name in made.names]
            best = best_of({"floor": FETCHED_BARE, "wget": WGET}, urls, root / "theirs", rounds=3)
            with house(root, world=base, core=theirs_on):
                best["ours"] = _measure(root, made, base, core=ours_on)
    return report(best, floor=FLOOR, aim=AIM)


def _measure(root: Path, made: corpus.Corpus, base: str, *, core: int) -> Measure:
    from django.utils import timezone  # noqa: PLC0415 - after setup

    by = record_pages(made, base, at=timezone.now())
    worker = Worker.start(root / "worker.log", core=core, concurrency=LANES)
    try:
        best = None
        for number in range(3):
            # The first round warms up: a worker runs for weeks. Later rounds are asked for later,
            # and find the same bytes, so their files hold a revisit; only the second is counted.
            captures = ask_all(by=by, at=timezone.now() + timedelta(days=number))
            seen = _round(worker, [row.pk for row in captures])
            print(f"  round {number + 1}: {seen.rate:.1f} pages/s")
            best = seen if best is None else max(best, seen, key=lambda one: one.rate)
    finally:
        worker.stop()
    _say_outcomes()
    assert best is not None
    return best


def _round(worker: Worker, ids: list[Any]) -> Measure:
    from sources.models import FINISHED, Capture  # noqa: PLC0415 - after setup
    from sources.tasks import tell  # noqa: PLC0415

    _until_awake(worker)
    before, began, memory = worker.cpu_seconds(), time.perf_counter(), 0.0
    tell(ids)
    while Capture.objects.filter(pk__in=ids, status__in=FINISHED).count() < len(ids):
        if time.perf_counter() - began > LONGEST:
            raise SystemExit("The worker did not finish.")
        memory = max(memory, worker.largest_mib())
        time.sleep(0.1)
    passed = time.perf_counter() - began
    return Measure(len(ids) / passed, 1000 * (worker.cpu_seconds() - before) / len(ids), memory)


def _until_awake(worker: Worker) -> None:
    from tracker.celery import app  # noqa: PLC0415 - after setup

    for _ in range(120):
        if app.control.ping(timeout=0.5):
            return
        if worker.process.poll() is not None:
            raise SystemExit("The worker did not start.")
    raise SystemExit("The worker does not answer.")


def _say_outcomes() -> None:
    from django.db.models import Count  # noqa: PLC0415 - after setup

    from sources.models import Capture, Finding  # noqa: PLC0415

    counted = Capture.objects.values_list("outcome").annotate(n=Count("pk")).order_by("outcome")
    found = Finding.objects.values_list("kind").annotate(n=Count("pk")).order_by("kind")
    print(f"  outcomes {dict(counted)}, findings {dict(found)}")
