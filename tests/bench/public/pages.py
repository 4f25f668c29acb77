"""Pages for readers, cold, warm and known, by turns with a bare page of the same server.

*Cold* is the first asked of a process: it takes what the house made before a reader came.
*Unchanged* is found to be as it was after its tables changed elsewhere. *Made anew* is what a
reader waits for who comes between a change of what the page shows and the worker's next turn. The
largest dossier is one of those of `seeds/mali`. Then the front page and the lists among 1,000
claims and more of a generator, each made anew each time; ``LARGEST=100000`` in the environment
measures 100,000 as well.
"""

from __future__ import annotations

import math
import os
import statistics
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.desk.rows import fill
from tests.bench.filling import filler
from tests.bench.house import house
from tests.bench.public.server import BARE, BEGIN, EMPTY, FILE, FORGET, Site, site
from tests.bench.sealing import cores

if TYPE_CHECKING:
    from claims.models import Incident

SIZES = tuple(
    size
    for size in (1_000, 10_000, 100_000)
    if size <= max(10_000, int(os.environ.get("LARGEST", "10000")))
)
ROUNDS = 60
FEWER = 12
FLOORS = {"cold": 20.0, "unchanged": 20.0, "warm": 8.0, "304": 1.3}
_ONCE = {"cold", "unchanged", "made anew"}
"""Asked once a turn: the next would be answered from what is kept."""
STEEPEST = 0.1
"""Exponent of time over the number of claims: 0 is flat, 1 is linear."""
_LISTS = ("/", "/incidents/", "/parties/", "/publishers/", "/search/", "/corrections/", "/changes/")
_TURNS = 2_000
_NOWHERE = "http://127.0.0.1:9"


def run(*, pages: int = 500) -> bool:
    """Measure and print; whether all is within its floor. `pages` is not asked here."""
    with (
        tempfile.TemporaryDirectory() as folder,
        house(Path(folder), world=_NOWHERE, core=cores()[0]),
    ):
        largest = _load()
        return _of_the_largest(Path(folder), largest) & _of_many_claims(Path(folder))


def _load() -> str:
    """Load the dossiers of Mali; the address of the one with the most claims."""
    from django.core.management import call_command  # noqa: PLC0415 - after setup

    from tracker.site.roles import count_rows  # noqa: PLC0415 - after setup

    call_command("load_dossier", "seeds/mali", release=True, verbosity=0)
    count_rows()  # as the demonstration does
    dossier = _largest()
    print(f"  the largest dossier: {dossier.slug}, {dossier.claims.count()} claims", flush=True)
    return f"/incidents/{dossier.slug}/"


def _largest() -> Incident:
    from django.db.models import Count  # noqa: PLC0415 - after setup

    from claims.reads.visible import dossiers_shown  # noqa: PLC0415

    return dossiers_shown().annotate(many=Count("claims")).order_by("-many")[0]


def _of_the_largest(folder: Path, address: str) -> bool:
    with site(folder / "first", core=cores()[1], page=b"") as first:
        page = first.ask(address)[1]
    with site(folder / "second", core=cores()[1], page=page) as served:
        tag = served.ask(address)[0].headers["ETag"]
        asked: dict[str, Callable[[], float]] = {
            "empty": lambda: _passed(served, EMPTY),
            "cold": lambda: _begun(served, address),
            "unchanged": lambda: _asked_again(served, address),
            "warm": lambda: _passed(served, address),
            "warm, gzip": lambda: _passed(served, address, Accept_Encoding="gzip"),
            "made anew": lambda: _made_anew(served, address),
            "304": lambda: _passed(served, address, 304, If_None_Match=tag),
            "file": lambda: _passed(served, f"/static/{FILE}"),
        }
        print(f"  {len(page) // 1000} kB", flush=True)
        good = [_told(served, name, once, FLOORS.get(name)) for name, once in asked.items()]
        by_second = {
            name: _per_second(served, asked[name]) for name in ("warm", "warm, gzip", "304", "file")
        }
    for name, many in by_second.items():
        print(
            f"  {name}: {many:.0f} requests a second of a core,"
            f" {many / by_second['file']:.2f} times those of a static file of the size",
            flush=True,
        )
    return all(good)


def _told(served: Site, name: str, once: Callable[[], float], most: float | None) -> bool:
    """Measure by turns with the bare page; print and judge."""
    once()
    bare, own = [], []
    for _turn in range(FEWER if name in _ONCE else ROUNDS):
        bare.append(statistics.median(_passed(served, BARE) for _ in range(5)))
        own.append(once() if name in _ONCE else statistics.median(once() for _ in range(5)))
    times = statistics.median(own) / statistics.median(bare)
    good = most is None or times <= most
    print(
        f"  {name:12} {1000 * statistics.median(own):7.2f} ms, {times:5.2f} times a bare page"
        f"{f' (at most {most})' if most else ''}{'' if good else ' <-- beyond'}",
        flush=True,
    )
    return good


def _passed(served: Site, path: str, status: int = 200, **headers: str) -> float:
    answer, body, seconds = served.ask(path, **headers)
    if answer.status != status:
        raise SystemExit(f"{path}: {answer.status}: {body[:300]!r}")
    return seconds


def _begun(served: Site, path: str) -> float:
    """Ask as the first after the process began."""
    _passed(served, BEGIN)
    return _passed(served, path)


def _made_anew(served: Site, path: str) -> float:
    """Ask after all that is kept was forgotten."""
    _passed(served, FORGET)
    return _passed(served, path)


def _asked_again(served: Site, path: str) -> float:
    """Ask after a table was marked as changed, though no row that the page shows was."""
    from django.db import connection  # noqa: PLC0415 - after setup

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE acts_tablemark SET mark = gen_random_uuid() WHERE of_table = 'claims_claim'"
        )
    return _passed(served, path)


def _per_second(served: Site, once: Callable[[], float]) -> float:
    """Requests for a second of processor of the process that answers."""
    began = served.cpu_seconds()
    for _turn in range(_TURNS):
        once()
    return _TURNS / (served.cpu_seconds() - began)


def _of_many_claims(folder: Path) -> bool:
    """The front page and the lists, made anew each time."""
    seen: dict[int, Mapping[str, float]] = {}
    with filler() as filled:
        for before, size in zip((0, *SIZES), SIZES, strict=False):
            fill(filled, before, size)
            with site(folder / str(size), core=cores()[1], page=b"") as served:
                seen[size] = {path: _times(served, path) for path in _LISTS}
    good = [_sloped(path, {size: each[path] for size, each in seen.items()}) for path in _LISTS]
    return all(good)


def _times(served: Site, path: str) -> float:
    _made_anew(served, path)
    bare, own = [], []
    for _turn in range(FEWER):
        bare.append(_passed(served, BARE))
        own.append(_made_anew(served, path))
    return statistics.median(own) / statistics.median(bare)


def _sloped(path: str, by_size: Mapping[int, float]) -> bool:
    sizes = [math.log(size) for size in by_size]
    slope = statistics.linear_regression(sizes, [math.log(one) for one in by_size.values()]).slope
    good = slope <= STEEPEST
    told = ", ".join(f"{times:.1f} with {size}" for size, times in by_size.items())
    print(
        f"  {path:14} made anew: {told} times a bare page, slope {slope:+.2f}"
        f" (at most {STEEPEST}){'' if good else ' <-- beyond'}",
        flush=True,
    )
    return good
