"""The desk: its pages among 1,000 and 10,000 claims, beside a page with nothing on it.

``LARGEST=100000`` in the environment measures 100,000 claims as well: that is 300,000 citations and
50,000 assignments. Each page is asked for through the whole of the program, by somebody who is
signed in, and the bare page before each: what slows the machine for a while slows both.
"""

from __future__ import annotations

import math
import os
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.desk.rows import BASE, CHECKERS, EDITORS, OF_TWENTY, fill
from tests.bench.filling import filler
from tests.bench.house import house
from tests.bench.sealing import cores

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.test import Client

SIZES = tuple(
    size
    for size in (1_000, 10_000, 100_000)
    if size <= max(10_000, int(os.environ.get("LARGEST", "10000")))
)
MOST_TIMES_A_BARE_PAGE = 3
STEEPEST = 0.1
"""Exponent of time over the number of claims: 0 is flat, 1 is linear."""
ROUNDS = 15
_NOWHERE = "http://127.0.0.1:9"
_BARE = "/bench/bare/"
_LISTS = {
    "my work": "/desk/",
    "claims": "/desk/claims/",
    "claims, recorded": "/desk/claims/?status=recorded",
    "claims, page 40": "/desk/claims/?page=40",
    "dossiers": "/desk/incidents/",
    "captures": "/desk/captures/",
    "publishers": "/desk/publishers/",
    "pages": "/desk/pages/",
    "pages, by words": "/desk/pages/?q=example/77",
}
_NAMES_TYPED = {"party": "party", "dossier": "incident"}
"""What is named by typing, each with its word in the address."""


@dataclass(frozen=True)
class Asked:
    """A page of the desk.

    Attributes:
        name: what it is called here.
        addresses: asked for by turns, so that a page of one thing is that of several.
        by: who asks.
    """

    name: str
    addresses: Sequence[str]
    by: Client


@dataclass(frozen=True)
class Measured:
    """How long a page takes and what it asks.

    Attributes:
        seconds: the median by the clock.
        times: that over the median of the bare page, asked for between its turns.
        queries: the most that one of its addresses makes.
    """

    seconds: float
    times: float
    queries: int


def run(*, pages: int = 500) -> bool:
    """Measure and print; whether all is within its floor. `pages` is not asked here."""
    seen: dict[int, Mapping[str, Measured]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        house(Path(folder), world=_NOWHERE, core=cores()[0]),
        filler() as filled,
    ):
        _add_bare_page()
        for before, size in zip((0, *SIZES), SIZES, strict=False):
            began = time.perf_counter()
            fill(filled, before, size)
            print(f"  {size} claims: made in {time.perf_counter() - began:.0f} s", flush=True)
            seen[size] = {asked.name: _measure(asked) for asked in _pages()}
    names = seen[SIZES[-1]]
    good = [_told(name, {size: each[name] for size, each in seen.items()}) for name in names]
    return all(good)


def _told(name: str, by_size: Mapping[int, Measured]) -> bool:
    """Print one page's row; whether it is within the floors."""
    sizes = [math.log(size) for size in by_size]
    slope = statistics.linear_regression(
        sizes, [math.log(each.times) for each in by_size.values()]
    ).slope
    largest = by_size[max(by_size)]
    queries = sorted({each.queries for each in by_size.values()})
    good = largest.times <= MOST_TIMES_A_BARE_PAGE and slope <= STEEPEST and len(queries) == 1
    print(
        f"  {name:26} {1000 * largest.seconds:6.1f} ms, {largest.times:4.1f} times a bare page"
        f" (at most {MOST_TIMES_A_BARE_PAGE}), {'/'.join(map(str, queries))} queries,"
        f" slope {slope:+.2f} (at most {STEEPEST}){'' if good else ' <-- beyond'}",
        flush=True,
    )
    return good


def _measure(asked: Asked) -> Measured:
    """Ask for a page and for the bare one by turns, after one of each that warms up."""
    _passed(asked.by, _BARE)
    queries = max(_queries(asked.by, address) for address in dict.fromkeys(asked.addresses))
    bare, own = [], []
    for turn in range(ROUNDS):
        bare.append(_passed(asked.by, _BARE))
        own.append(_passed(asked.by, asked.addresses[turn % len(asked.addresses)]))
    seconds = statistics.median(own)
    found = Measured(seconds, seconds / statistics.median(bare), queries)
    print(f"    {asked.name}: {1000 * seconds:.1f} ms, {found.times:.1f} times", flush=True)
    return found


def _pages() -> list[Asked]:
    from claims.desk.work.queues import QUEUES  # noqa: PLC0415 - after setup

    editor, checker = _signed_in(EDITORS[0]), _signed_in(CHECKERS[0])
    found = [Asked("bare", [_BARE], editor)]
    found += [Asked(name, [address], editor) for name, address in _LISTS.items()]
    found.append(Asked("my work, fact-checker", ["/desk/"], checker))
    for name, queue in QUEUES.items():
        # Nobody asks an editor here, so that their own queue would be empty.
        found.append(Asked(f"queue: {name}", [queue.url], checker if name == "mine" else editor))
    for name, rest in OF_TWENTY.items():
        keys = range(BASE + 20 + rest, BASE + 120, 20)
        found.append(Asked(f"claim, {name}", [f"/desk/claims/{key}/" for key in keys], editor))
    return [*found, *_dossiers(editor), *_claims_of_parties(editor), *_names_typed(editor)]


def _dossiers(editor: Client) -> list[Asked]:
    from claims.models import Incident  # noqa: PLC0415 - after setup

    slugs = Incident.objects.filter(pk__gt=BASE).order_by("pk").values_list("slug", flat=True)[:5]
    return [Asked("dossier", [f"/desk/incidents/{slug}/" for slug in slugs], editor)]


def _claims_of_parties(editor: Client) -> list[Asked]:
    from claims.models import Party  # noqa: PLC0415 - after setup

    slugs = Party.objects.filter(pk__gt=BASE).order_by("pk").values_list("slug", flat=True)[:5]
    addresses = [f"/desk/claims/?claimant={slug}" for slug in slugs]
    return [Asked("claims, of one party", addresses, editor)]


def _names_typed(editor: Client) -> list[Asked]:
    """The beginnings of names, and names with a slip in the middle of a word."""
    from claims.models import SpeltName  # noqa: PLC0415 - after setup

    found = []
    for kind, slug in _NAMES_TYPED.items():
        names = SpeltName.objects.filter(kind=slug, subject__gt=BASE).order_by("subject", "pk")
        some = [row.folded.strip() for row in names if " " in row.folded.strip()][:5]
        slips = [name[:2] + "x" + name[3:15] for name in some]
        for how, typed in (("well spelt", [name[:5] for name in some]), ("misspelt", slips)):
            asked = [f"/desk/names/{slug}/?of_typed={one.replace(' ', '+')}" for one in typed]
            found.append(Asked(f"type-ahead: {kind}, {how}", asked, editor))
    return found


def _signed_in(person: int) -> Client:
    from django.test import Client  # noqa: PLC0415 - after setup

    from tracker.base.people.models import User  # noqa: PLC0415

    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(pk=person))
    return client


def _passed(client: Client, address: str) -> float:
    """Seconds by the clock until a page is there."""
    began = time.perf_counter()
    answer = client.get(address)
    passed = time.perf_counter() - began
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}: {answer.content[:300]!r}")
    return passed


def _queries(client: Client, address: str) -> int:
    from django.db import connection  # noqa: PLC0415 - after setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        _passed(client, address)
    return len(asked)


def _bare(request: HttpRequest) -> HttpResponse:
    """A page of the desk with nothing on it."""
    from django.shortcuts import render  # noqa: PLC0415 - after setup

    return render(request, "desk/base.html", {"section": "desk"})


def _add_bare_page() -> None:
    from django.urls import path  # noqa: PLC0415 - after setup

    from tracker import urls  # noqa: PLC0415

    # Under a name that is open to everybody: an address that nobody has stated is refused.
    urls.urlpatterns.insert(0, path(_BARE.removeprefix("/"), _bare, name="health"))
