"""Growth: the time of one capture with 500, 5,000 and 50,000 captures in the database.

The rows that are there already are copies of real ones, written by the database itself; what is
measured are whole captures (fetch, file, text, quotation, rows, ledger) of fresh pages.
"""

from __future__ import annotations

import math
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from tests.bench import corpus, site
from tests.bench.house import ask_all, house, record_pages
from tests.bench.sealing import cores

SIZES = (500, 5_000, 50_000)
MEASURED = 40
STEEPEST = 0.1
"""Exponent of time over size: 0 is flat, 1 is linear."""


def run(*, pages: int = 500) -> bool:
    """Measure and print; whether time a capture stays flat. `pages` is not asked here."""
    site.need("nginx", "taskset")
    core = cores()[1]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("www", "run"):
            (root / name).mkdir()
        made = corpus.make(root / "www", pages=MEASURED)
        with (
            site.serve(root / "www", root / "run", core=core) as base,
            house(root, world=base, core=cores()[0]),
        ):
            times = _grow(made, base)
    slope = _slope(times)
    print(f"  slope of log(time) over log(captures): {slope:+.3f} (at most {STEEPEST})")
    return slope <= STEEPEST


def _grow(made: corpus.Corpus, base: str) -> dict[int, float]:
    from django.utils import timezone  # noqa: PLC0415 - after setup

    by = record_pages(made, base, at=timezone.now())
    day = 0

    def measure() -> float:
        nonlocal day
        day += 1
        return _median(by, timezone.now() + timedelta(days=day))

    measure()  # warms up, and makes the rows that are copied
    times = {}
    for size in SIZES:
        _fill(size)
        times[size] = measure()
        print(f"  {size:6} captures: {1000 * times[size]:7.2f} ms a capture (median)", flush=True)
    return times


def _median(by: object, at: object) -> float:
    from sources.operations.captures.visits import run as capture  # noqa: PLC0415 - after setup

    passed = []
    for row in ask_all(by=by, at=at):  # type: ignore[arg-type]
        began = time.perf_counter()
        if not capture(capture_id=row.pk, worker="bench", at=at):  # type: ignore[arg-type]
            raise SystemExit("A capture was not there to be taken.")
        passed.append(time.perf_counter() - began)
    return statistics.median(passed)


_COPIES = """
WITH fresh AS (
  SELECT gen_random_uuid() AS new_id, p.id AS new_page, c.*
  FROM generate_series(1, %(missing)s) AS number
  JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM sources_capture
        WHERE status = 'sealed' ORDER BY id LIMIT 40) AS c ON c.place = number %% 40
  JOIN sources_page AS p ON p.url = %(url)s || (number %% 2000)
)
INSERT INTO sources_capture ({columns}) SELECT {values} FROM fresh
"""
_TEXTS = """
INSERT INTO sources_capturetext (capture_id, text)
SELECT c.id, one.text FROM sources_capture AS c
CROSS JOIN (SELECT text FROM sources_capturetext LIMIT 1) AS one
LEFT JOIN sources_capturetext AS kept ON kept.capture_id = c.id
WHERE c.text_sha256 <> '' AND kept.capture_id IS NULL
"""
_PAGES = """
INSERT INTO sources_page (url, publisher_id, title, language, kind, published_precision, origin,
                          added_by_id, added_at)
SELECT %(url)s || number, publisher_id, '', '', kind, 'unknown', origin, added_by_id, added_at
FROM generate_series(0, 1999) AS number, (SELECT * FROM sources_page ORDER BY id LIMIT 1) AS one
ON CONFLICT (url) DO NOTHING
"""


def _fill(size: int) -> None:
    """Copy captures until there are `size`, over 2,000 pages that are not measured."""
    from django.db import connection  # noqa: PLC0415 - after setup

    from sources.models import Capture  # noqa: PLC0415

    names = [field.column for field in Capture._meta.concrete_fields]
    given = {"id": "new_id", "page_id": "new_page"}
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(given.get(name, f'"{name}"') for name in names)
    facts = {"missing": max(0, size - Capture.objects.count()), "url": "http://filled.example/"}
    with connection.cursor() as cursor:
        cursor.execute(_PAGES, facts)
        cursor.execute(_COPIES.format(columns=columns, values=values), facts)
        cursor.execute(_TEXTS)
        cursor.execute("ANALYZE")


def _slope(times: dict[int, float]) -> float:
    sizes, seen = [math.log(size) for size in times], [math.log(one) for one in times.values()]
    return statistics.linear_regression(sizes, seen).slope
