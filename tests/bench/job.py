"""The whole worker job against wget: fetch, WARC, text, quotations, rows, ledger, Celery.

The worker and everything under it are pinned to one core, as wget is. nginx, PostgreSQL and Valkey
run on the other: they are other machines in the production shape.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import corpus, site
from tests.bench.house import Worker, ask_all, house, record_pages
from tests.bench.sealing import (
    FETCHED_BARE,
    WGET,
    Measure,
    best_of,
    cores,
    keep_best,
    report,
)

FLOOR = 0.5
AIM = 0.9
LANES = 2
"""Worker processes: the corpus is one site, which is asked one thing at a time, so while one of
them asks, the other writes what it has found."""
ROUNDS = 6
LONGEST = 600


def run(*, pages: int = 500) -> bool:
    """Measure and print; whether ours is at least `FLOOR` times wget."""
    site.need("nginx", "wget", "taskset")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("www", "run"):
            (root / name).mkdir()
        made = corpus.make(root / "www", pages=pages)
        theirs_on = cores()[1]
        with (
            site.serve(root / "www", root / "run", core=theirs_on) as base,
            house(root, world=base, core=theirs_on),
        ):
            best = _by_turns(root, made, base)
    return report(best, floor=FLOOR, aim=AIM)


def _by_turns(root: Path, made: corpus.Corpus, base: str) -> dict[str, Measure]:
    """Wget's turn, then ours, and again: what slows the machine for a while slows both."""
    best: dict[str, Measure] = {}
    worker = Worker.start(root / "worker.log", core=cores()[0], concurrency=LANES)
    try:
        for number in range(ROUNDS):
            # Other addresses each time: bytes that were sealed before would not be kept again.
            mark = f"?{number}"
            (root / str(number)).mkdir()
            urls = [f"{base}/{name}{mark}" for name in made.names]
            acts = {"floor": FETCHED_BARE, "wget": WGET}
            seen = best_of(acts, urls, root / str(number), rounds=1)
            seen["ours"] = _ours(worker, made, base, mark)
            print(
                f"  round {number + 1}: wget {seen['wget'].rate:.1f}, ours {seen['ours'].rate:.1f}"
            )
            for name, one in seen.items():
                keep_best(best, name, one)
    finally:
        worker.stop()
    _say_outcomes()
    return best


def _ours(worker: Worker, made: corpus.Corpus, base: str, mark: str) -> Measure:
    from django.utils import timezone  # noqa: PLC0415 - after setup

    by = record_pages(made, base, at=timezone.now(), mark=mark)
    captures = ask_all(by=by, at=timezone.now(), mark=mark)
    return _round(worker, [row.pk for row in captures])


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
