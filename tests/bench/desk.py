"""The desk: its pages among 1,000, 10,000 and 100,000 claims, beside a page with nothing on it.

A claim has three citations and five lines of journal; every fourth was given to two reviewers. All
rows are copies of real ones with other keys, statuses and days, written by the database itself.
Each page is asked for through the whole of the program, by somebody who is signed in.
"""

from __future__ import annotations

import math
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.filling import Filler, filler
from tests.bench.house import house
from tests.bench.sealing import cores

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.test import Client

CLAIMS_OF_PAGES = 200
"""Of each of ``--pages``: 500 give 100,000 claims, 300,000 citations, 50,000 assignments."""
MOST_TIMES_A_BARE_PAGE = 3
STEEPEST = 0.1
"""Exponent of time over the number of claims: 0 is flat, 1 is linear."""
ROUNDS = 15
_NOWHERE = "http://127.0.0.1:9"
_BASE = 1_000_000
_CLAIMS_OF_INCIDENT = 20
_CLAIMS_OF_PARTY = 100
_CITATIONS = 3
_EVENTS = 5
_REVIEWERS = 40
_BARE = "bench/bare/"
PAGES = {
    "my work": "/desk/",
    "claims": "/desk/claims/",
    "claims, recorded": "/desk/claims/?status=recorded",
    "claims, page 40": "/desk/claims/?page=40",
    "incidents": "/desk/incidents/",
    "captures": "/desk/captures/",
    "publishers": "/desk/publishers/",
}
"""Lists and queues, by what they are called."""


def run(*, pages: int = 500) -> bool:
    """Measure and print; whether all is within its floor.

    Args:
        pages: how many rows there are, see above.
    """
    most = CLAIMS_OF_PAGES * pages
    sizes = [most // 100, most // 10, most]
    with (
        tempfile.TemporaryDirectory() as folder,
        house(Path(folder), world=_NOWHERE, core=cores()[0]),
        filler() as filled,
    ):
        seen: dict[int, dict[str, Measured]] = {}
        for before, size in zip([0, *sizes], sizes, strict=False):
            began = time.perf_counter()
            _fill(filled, before, size)
            print(f"  {size} claims: made in {time.perf_counter() - began:.0f} s", flush=True)
            seen[size] = _measure()
    good = [_told(name, {size: each[name] for size, each in seen.items()}) for name in seen[most]]
    return all(good)


class Measured:
    """How long a page takes and what it asks.

    Attributes:
        times: the median over that of a bare page.
        queries: how many queries it makes.
    """

    def __init__(self, times: float, queries: int) -> None:
        self.times, self.queries = times, queries


def _told(name: str, by_size: dict[int, Measured]) -> bool:
    """Print one page's row; whether it is within the floors."""
    sizes = [math.log(size) for size in by_size]
    slope = statistics.linear_regression(
        sizes, [math.log(each.times) for each in by_size.values()]
    ).slope
    largest = by_size[max(by_size)]
    queries = {each.queries for each in by_size.values()}
    print(
        f"  {name:20} {largest.times:5.1f} times a bare page (at most {MOST_TIMES_A_BARE_PAGE}),"
        f" {'/'.join(map(str, sorted(queries)))} queries, slope {slope:+.2f} (at most {STEEPEST})",
        flush=True,
    )
    return largest.times <= MOST_TIMES_A_BARE_PAGE and slope <= STEEPEST and len(queries) == 1


def _measure() -> dict[str, Measured]:
    from claims.models import Claim, Incident  # noqa: PLC0415 - after setup

    ids = Claim.objects.filter(pk__gt=_BASE + 10).values_list("pk", flat=True)[:ROUNDS]
    slugs = Incident.objects.filter(pk__gte=_BASE).values_list("slug", flat=True)[:ROUNDS]
    asked = {name: [address] * ROUNDS for name, address in PAGES.items()}
    asked["one claim"] = [f"/desk/claims/{pk}/" for pk in ids]
    asked["one incident"] = [f"/desk/incidents/{slug}/" for slug in slugs]
    with _signed_in() as client:
        bare = _median(client, [f"/{_BARE}"] * 3 * ROUNDS)
        print(f"    a bare page: {1000 * bare:.1f} ms", flush=True)
        found = {}
        for name, addresses in asked.items():
            passed = _median(client, addresses)
            print(f"    {name}: {1000 * passed:.1f} ms", flush=True)
            found[name] = Measured(passed / bare, _queries(client, addresses[-1]))
    return found


@contextmanager
def _signed_in() -> Iterator[Client]:
    """An editor at the desk, where one page more has nothing on it."""
    from django.test import Client  # noqa: PLC0415 - after setup

    from tracker.base.people.models import User  # noqa: PLC0415

    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(pk=_EDITORS[0]))
    yield client


def _median(client: Client, addresses: list[str]) -> float:
    """Seconds by the clock, after one that warms up."""
    _get(client, addresses[0])
    times = []
    for address in addresses:
        began = time.perf_counter()
        _get(client, address)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}: {answer.content[:300]!r}")


def _queries(client: Client, address: str) -> int:
    from django.db import connection  # noqa: PLC0415 - after setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        _get(client, address)
    return len(asked)


def _bare(request: HttpRequest) -> HttpResponse:
    """A page of the desk with nothing on it."""
    from django.shortcuts import render  # noqa: PLC0415 - after setup

    return render(request, "desk/base.html", {"section": "desk"})


def _add_bare_page() -> None:
    from django.urls import path  # noqa: PLC0415 - after setup

    from tracker import urls  # noqa: PLC0415

    # Under a name that is open to everybody: an address that nobody has stated is refused.
    urls.urlpatterns.insert(0, path(_BARE, _bare, name="health"))


def _plant() -> None:
    """One of everything, by the operations that make it, and who works here."""
    from sources.models import Finding  # noqa: PLC0415 - after setup
    from tests.factories import (  # noqa: PLC0415
        AT,
        a_citation,
        a_claim,
        a_page,
        a_quotation,
        a_user,
        a_verdict,
        an_editor,
    )
    from tests.public.captures import a_capture, a_finding  # noqa: PLC0415

    _EDITORS.append(an_editor().pk)
    _CHECKERS.extend(a_user().pk for _ in range(_REVIEWERS))
    page = a_page()
    quotation = a_quotation(page)
    claim = a_claim()
    a_citation(claim, page=page, quotation=quotation)
    a_finding(quotation, a_capture(page))
    a_verdict(claim, at=AT + timedelta(hours=1))
    if not Finding.objects.exists():
        raise SystemExit("Nothing was planted.")


def _fill(filled: Filler, before: int, size: int) -> None:
    """Make rows until there are so many claims, with what hangs on them."""
    from claims.models import (  # noqa: PLC0415 - after setup
        Assignment,
        Citation,
        Claim,
        Event,
        Figure,
        FigureSubject,
        Incident,
        Party,
        Review,
        Round,
        Verdict,
        Version,
    )
    from sources.models import Capture, Finding, Page, Publisher, Quotation  # noqa: PLC0415

    if not before:
        _add_bare_page()
        _plant()
        filled.without_triggers(
            Assignment, Capture, Citation, Claim, Event, Figure, FigureSubject, Finding, Incident,
            Page, Party, Publisher, Quotation, Review, Round, Verdict, Version,
        )  # fmt: skip
    reviewer = f"(ARRAY{_CHECKERS})[1 + (n + which) % {len(_CHECKERS)}]"
    key = f"{_BASE} + n"
    of_incident = f"{_BASE} + (n - 1) / {_CLAIMS_OF_INCIDENT} + 1"
    of_party = f"{_BASE} + (n - 1) / {_CLAIMS_OF_PARTY} + 1"
    name = "initcap(translate(substr(md5({}::text), 1, 9), '0123456789', 'aeiouaeiou'))"

    def rows(step: int = 1, where: str = "true") -> str:
        first, last = before // step + 1, size // step
        return f"(SELECT * FROM generate_series({first}, {last}) AS n WHERE {where}) AS one_of"

    def each(many: int, where: str = "true") -> str:
        return f"{rows(where=where)}, generate_series(0, {many - 1}) AS which"

    heads = {"id": key, "slug": f"'bench-' || ({key})"}
    of_parties, of_incidents = rows(_CLAIMS_OF_PARTY), rows(_CLAIMS_OF_INCIDENT)
    filled.copy(Party, heads | {"name": name.format("n")}, of_parties)
    filled.copy(Publisher, heads | {"name": name.format("(-n)")}, of_parties)
    titled = {"title": f"{name.format('n')} || ', day ' || n", "reference": "NULL"}
    filled.copy(Incident, heads | titled, of_incidents)
    filled.copy(
        Claim,
        {
            "id": key,
            "reference": "NULL",
            "incident_id": of_incident,
            "claimant_id": of_party,
            "statement": f"{name.format('n')} || ' says that ' || n % 90 || ' were killed.'",
            "status": _STATUS,
            "created_at": "timestamptz '2026-01-01' + n * interval '1 minute'",
            "created_by_id": reviewer.replace("which", "7"),
            "made_on": "date '2015-01-01' + n % 4000",
            "made_on_precision": "'day'",
        },
        rows(),
    )
    figure = dict.fromkeys(("low", "best", "high"), "n % 90") | {"id": key, "claim_id": key}
    filled.copy(Figure, figure, rows())
    filled.copy(FigureSubject, {"figure_id": key, "party_id": of_party}, rows())
    filled.copy(Page, {"id": key, "url": "'http://bench.example/' || n"}, rows())
    filled.copy(Quotation, {"id": key, "page_id": key}, rows())
    copy = "md5('bench' || n)::uuid"
    filled.copy(Capture, {"id": copy, "page_id": key}, rows())
    filled.copy(Finding, {"quotation_id": key, "capture_id": copy}, rows())
    cited = f"{_BASE} + {before} + 1 + (n + which * 7) % {size - before}"
    filled.copy(
        Citation,
        {"claim_id": key, "page_id": cited, "quotation_id": cited, "position": "which"},
        each(_CITATIONS),
    )
    filled.copy(Event, {"claim_id": key, "verb": "'statement_edited'"}, each(_EVENTS))
    filled.copy(Version, {"id": key, "claim_id": key}, rows(where=_IN_ROUND))
    ended = "CASE WHEN n % 20 < 4 THEN {} ELSE {} END"
    filled.copy(
        Round,
        {
            "id": key,
            "claim_id": key,
            "version_id": key,
            "result": ended.format("''", "CASE WHEN n % 20 = 4 THEN 'split' ELSE 'agreed' END"),
            "closed_at": ended.format("NULL", "timestamptz '2026-02-01'"),
            "closed_by_id": ended.format("NULL", "one.opened_by_id"),
        },
        rows(where=_IN_ROUND),
    )
    waits = "(n % 20 = 2 OR n % 20 = 3 AND which = 0)"
    status = "CASE WHEN {} THEN {} ELSE {} END"
    filled.copy(
        Assignment,
        {
            "id": f"2 * ({key}) + which",
            "round_id": key,
            "reviewer_id": reviewer,
            "due": "current_date - 30 + n % 60",
            "status": status.format(waits, "'open'", "'sealed'"),
            "closed_at": status.format(waits, "NULL", "one.closed_at"),
            "closed_by_id": status.format(waits, "NULL", "one.closed_by_id"),
        },
        each(2, _IN_ROUND),
    )
    sealed = {"id": f"2 * ({key}) + which", "assignment_id": f"2 * ({key}) + which"}
    sealed["figure_id"] = key
    filled.copy(Review, sealed, each(2, f"{_IN_ROUND} AND n % 20 >= 4"))
    published = {"claim_id": key, "round_id": key, "figure_id": key}
    filled.copy(Verdict, published, rows(where="n % 20 = 6"))
    filled.cursor.execute("VACUUM ANALYZE")


_EDITORS: list[int] = []
_CHECKERS: list[int] = []
_IN_ROUND = "n % 20 BETWEEN 2 AND 6"
_STATUS = """
CASE n % 20 WHEN 2 THEN 'in_review' WHEN 3 THEN 'in_review' WHEN 4 THEN 'split'
WHEN 5 THEN 'agreed' WHEN 6 THEN 'published' ELSE 'recorded' END
"""
