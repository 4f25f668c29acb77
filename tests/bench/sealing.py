"""Sealing against wget: the same pages, one after another, both pinned to one core.

Ours is guard, fetch, WARC with SHA-256 digests, and a file read back from the storage for every
page. wget writes one gzipped WARC of all pages. The floor is a bare fetch of the bytes over one
kept connection, written nowhere.
"""

from __future__ import annotations

import http.client
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from sources.archiver.network.fetch import fetch
from sources.archiver.network.resolve import TableResolver
from sources.archiver.outcomes import Outcome
from sources.archiver.pipeline import provenance
from sources.archiver.sealing.record import record
from sources.archiver.sealing.store import keep
from sources.archiver.values import Allowance, Limits
from tests.bench import corpus, site

Act = Callable[[list[str], Path], None]
"""(addresses, an empty folder): fetch them all."""

ROUNDS = 5
FLOOR = 1.0
AIM = 2.0


@dataclass(frozen=True)
class Measure:
    """Pages a second, CPU milliseconds a page, and the most memory of the process in MiB."""

    rate: float
    cpu: float
    memory: float


def run(*, pages: int = 500) -> bool:
    """Measure and print; whether ours is at least `FLOOR` times wget."""
    site.need("nginx", "wget", "taskset")
    theirs_on = cores()[1]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "www").mkdir()
        (root / "run").mkdir()
        made = corpus.make(root / "www", pages=pages)
        with site.serve(root / "www", root / "run", core=theirs_on) as base:
            urls = [f"{base}/{name}" for name in made.names]
            print(f"{pages} pages, {made.size / 2**20:.1f} MiB, best of {ROUNDS} rounds")
            acts = {"floor": FETCHED_BARE, "wget": WGET, "ours": _ours}
            best = best_of(acts, urls, root, rounds=ROUNDS)
    return report(best, floor=FLOOR, aim=AIM)


def best_of(
    acts: dict[str, Act], urls: list[str], root: Path, *, rounds: int
) -> dict[str, Measure]:
    """Let each act fetch all addresses, by turns, on the measured core; the best round of each."""
    best: dict[str, Measure] = {}
    for number in range(rounds):
        for name, act in acts.items():
            place = root / f"{name}{number}"
            place.mkdir()
            keep_best(best, name, _child(act, urls, place, core=cores()[0]))
    return best


def keep_best(best: dict[str, Measure], name: str, seen: Measure) -> None:
    """Put a measure in its place if none there is better."""
    best[name] = max(best.get(name, seen), seen, key=lambda one: one.rate)


def report(best: dict[str, Measure], *, floor: float, aim: float) -> bool:
    """Print a line for each and the ratios of ours; whether the floor is reached."""
    for name, seen in best.items():
        print(
            f"  {name:6} {seen.rate:8.1f} pages/s {seen.cpu:7.2f} ms CPU/page"
            f" {seen.memory:6.0f} MiB at most"
        )
    ratio = best["ours"].rate / best["wget"].rate
    print(f"  ours / wget  {ratio:.2f} (floor {floor}, aim {aim})")
    print(f"  ours / bare fetch  {best['ours'].rate / best['floor'].rate:.2f}")
    return ratio >= floor


@cache
def cores() -> tuple[int, int]:
    """The core that is measured and the core of everything else.

    Found out once: later this process is pinned to one of them.
    """
    allowed = sorted(os.sched_getaffinity(0))
    return allowed[0], allowed[-1]


def _child(
    act: Callable[[list[str], Path], None], urls: list[str], place: Path, *, core: int
) -> Measure:
    """Run in a process of its own, so that its CPU and memory are its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.sched_setaffinity(0, {core})
        code = 1
        try:
            began = time.perf_counter()
            act(urls, place)
            passed = time.perf_counter() - began
            own, theirs = (
                resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            )
            cpu = sum(use.ru_utime + use.ru_stime for use in (own, theirs))
            memory = max(own.ru_maxrss, theirs.ru_maxrss) / 1024
            os.write(writing, f"{passed} {cpu} {memory}".encode())
            code = 0
        finally:
            sys.stdout.flush()
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit("A measured process failed.")
    passed, cpu, memory = map(float, said.split())
    return Measure(len(urls) / passed, 1000 * cpu / len(urls), memory)


def _floor(urls: list[str], place: Path) -> None:
    connection = http.client.HTTPConnection(urls[0].split("/")[2])
    for url in urls:
        connection.request("GET", "/" + url.rsplit("/", 1)[1], headers={"Accept-Encoding": "gzip"})
        connection.getresponse().read()
    connection.close()


def _wget(urls: list[str], place: Path) -> None:
    listing = place / "urls"
    listing.write_text("\n".join(urls))
    command = ["wget", "--quiet", "--no-config", "--compression=auto", f"--input-file={listing}"]
    command += [f"--warc-file={place / 'all'}", "--no-warc-keep-log", "--output-document=/dev/null"]
    subprocess.run(command, check=True, cwd=place)


FETCHED_BARE: Act = _floor
WGET: Act = _wget
LANES = 4
"""Captures at once, as in docker-compose.yml: one waits for the disk while the next is packed."""


def _ours(urls: list[str], place: Path) -> None:
    with ThreadPoolExecutor(LANES) as lanes:
        list(lanes.map(lambda share: _seal(share, place), [urls[i::LANES] for i in range(LANES)]))


def _seal(urls: list[str], place: Path) -> None:
    storage = FileSystemStorage(location=place)
    limits, resolver, agent = Limits(), TableResolver({}), "Counterclaim/bench"
    allowance = Allowance.parse([urls[0].split("/")[2]])
    for url in urls:
        at = datetime.now(UTC)
        got = fetch(url, limits=limits, allowance=allowance, resolver=resolver, agent=agent, at=at)
        if got.outcome is not Outcome.CAPTURED:
            raise SystemExit(f"{url}: {got.outcome} {got.reason}")
        sheet = provenance(url, got, got.outcome, at=at, agent=agent, limits=limits)
        keep(storage, record(got.hops, at=at, agent=agent, provenance=sheet))
