"""Matching: how well claims that others repeat are found, and how time grows with their number.

Measures are taken on files that are no part of the project (`../shared/data`); without them only
growth is measured, on claims of a seeded generator. Times are of the clock, and of the processor in
this process and in that of the database together: a busy machine shows in the first only. A million
claims take some twenty minutes and 4 GB of disk; `LARGEST=100000` in the environment leaves them
out. How long a match takes with vectors does not depend on what they say, so that these are drawn.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import random
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from tests.bench.house import house
from tests.bench.sealing import cores

if TYPE_CHECKING:
    from claims.matching.ranking.lexical import IndexRow

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
SIZES = tuple(
    size
    for size in (10_000, 100_000, 1_000_000)
    if size <= int(os.environ.get("LARGEST", "1000000"))
)
ASKED = 100
LONGEST_LEXICAL, LONGEST_SEMANTIC = 60, 250
"""Milliseconds of processor, at most, of 95 of 100 matches among the claims of `DATA`."""
STEEPEST = 0.9
"""Exponent of time over size: 1 is linear."""
LEAST_MAP = 0.91
SEED = 11
_NOWHERE = "http://127.0.0.1:9"
"""No page is asked here."""
_KNOWN = 60_000
"""Words of the generator."""
_CLAIM_WORDS = (8, 30)


def run(*, pages: int = 500) -> bool:
    """Measure and print; whether all is within its floor. `pages` is not asked here."""
    with (
        tempfile.TemporaryDirectory() as folder,
        house(Path(folder), world=_NOWHERE, core=cores()[0]),
    ):
        good = _measure_data() if DATA.is_dir() else _say_missing()
        times = {size: _grow(size) for size in SIZES}
    small, large = min(times), max(times)
    slope = math.log(times[large] / times[small]) / math.log(large / small)
    print(f"  slope of log(processor time) over log(claims): {slope:+.3f} (at most {STEEPEST})")
    return good and slope <= STEEPEST


def _say_missing() -> bool:
    print(f"  {DATA} is not there: how well claims are found is not measured.")
    return True


def _measure_data() -> bool:
    from claims.management.commands.match_claims import indexed_claims  # noqa: PLC0415
    from claims.matching.ranking.rank import rank  # noqa: PLC0415
    from claims.matching.ranking.sentence_vectors import is_installed  # noqa: PLC0415
    from claims.models.matching.index import IndexedKind  # noqa: PLC0415
    from claims.operations.matching import index  # noqa: PLC0415

    known = _rows("matching_claims")
    asked = _rows("matching_queries_dev")
    worth = []
    with index.scratch_index():
        index.write_index(indexed_claims(known), kind=IndexedKind.CLAIM)
        index.count_terms()
        times = Times()
        for row in asked:
            matches = times.of(lambda text=row["text"]: rank(text, IndexedKind.CLAIM, top=5))
            found = [known[match.subject]["id"] for match in matches]
            worth.append(_average_precision(found, set(row["gold"])))
        measured = statistics.mean(worth)
        print(f"  {len(known)} claims: MAP@5 {measured:.4f} (at least {LEAST_MAP}); {times.said()}")
        good = measured >= LEAST_MAP and times.p95() <= LONGEST_LEXICAL
        if is_installed():
            space, times = _drawn_space(len(known)), Times()
            for row in asked:
                times.of(lambda text=row["text"]: rank(text, IndexedKind.CLAIM, top=5, space=space))
            print(f"  {len(known)} claims with vectors: {times.said()}")
            good = good and times.p95() <= LONGEST_SEMANTIC
    return good


def _drawn_space(many: int) -> Any:
    import numpy as np  # noqa: PLC0415 - of the extra

    from claims.matching.ranking.sentence_vectors import DIMENSIONS  # noqa: PLC0415
    from claims.matching.ranking.space import SentenceSpace  # noqa: PLC0415

    drawn = np.random.default_rng(SEED).normal(size=(many, DIMENSIONS)).astype(np.float32)
    return SentenceSpace(range(many), drawn / np.linalg.norm(drawn, axis=1, keepdims=True))


class Times:
    """How long matches took, by the clock and by the processor, in milliseconds."""

    def __init__(self) -> None:
        from django.db import connection  # noqa: PLC0415 - after setup

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.database = psutil.Process(cursor.fetchone()[0])
        self.clock: list[float] = []
        self.processor: list[float] = []

    def of(self, match: Callable[[], Any]) -> Any:
        """Take the time of one match, and give back what it gave."""
        began, worked = time.perf_counter(), self._worked()
        found = match()
        self.processor.append(1000 * (self._worked() - worked))
        self.clock.append(1000 * (time.perf_counter() - began))
        return found

    def _worked(self) -> float:
        there = self.database.cpu_times()
        return time.process_time() + float(there.user) + float(there.system)

    def p95(self) -> float:
        """What 95 of 100 took at most, of processor."""
        return statistics.quantiles(self.processor, n=20)[-1]

    def said(self) -> str:
        """Both, in words; the clock of the database's processor ticks every 10 ms."""
        late = statistics.quantiles(self.clock, n=20)[-1]
        return (
            f"a match takes {statistics.mean(self.processor):.1f} ms of processor on average, "
            f"{self.p95():.1f} (p95); by the clock {statistics.median(self.clock):.1f} (median), "
            f"{late:.1f} (p95)"
        )


def _average_precision(found: list[str], right: set[str]) -> float:
    hits, total = 0, 0.0
    for place, each in enumerate(found, 1):
        if each in right:
            hits += 1
            total += hits / place
    return total / min(len(right), 5)


def _grow(size: int) -> float:
    from claims.matching.ranking.rank import rank  # noqa: PLC0415
    from claims.models.matching.index import IndexedKind  # noqa: PLC0415
    from claims.operations.matching.index import scratch_index  # noqa: PLC0415

    draw = random.Random(SEED)
    with scratch_index():
        began = time.perf_counter()
        _fill(_claims(draw, size))
        filled = time.perf_counter() - began
        times = Times()
        for text in _claims(draw, ASKED):
            times.of(lambda text=text: rank(text, IndexedKind.CLAIM, top=5))
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        there = times.database.memory_full_info().uss >> 20
        print(
            f"  {size:7} claims: {times.said()}; {_on_disk()} MB on disk, {own} MB of memory here "
            f"and {there} in the database's process; indexed in {filled:.0f} s",
            flush=True,
        )
    return statistics.mean(times.processor)


def _fill(texts: Iterator[str]) -> None:
    """Index some claims in an empty index, whose key is made once all are there."""
    from django.db import connection  # noqa: PLC0415

    from claims.models.matching.index import IndexedKind  # noqa: PLC0415
    from claims.operations.matching import index  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_posting DROP CONSTRAINT claims_posting_pkey")
        index.write_index(((n, _row(text)) for n, text in enumerate(texts)), kind=IndexedKind.CLAIM)
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute("ALTER TABLE claims_posting ADD PRIMARY KEY (term, indexed, impact)")
        index.count_terms()


def _row(text: str) -> IndexRow:
    """What `index_row` makes of a text of small words, each word read once for all texts."""
    from claims.matching.ranking.lexical import (  # noqa: PLC0415
        EVERYTHING,
        IMPACT_UNIT,
        IndexRow,
        impact_of,
    )

    said = tuple(key for word in text.split() for key in _keys(word))
    impacts = {
        key: round(IMPACT_UNIT * impact_of(n, len(said))) for key, n in Counter(said).items()
    }
    return IndexRow(said, (), (), {EVERYTHING: 0, **impacts})


@cache
def _keys(word: str) -> Sequence[str]:
    from tracker.base.language.retrieval.stems import search_terms  # noqa: PLC0415

    return [term.key for term in search_terms(word)]


def _on_disk() -> int:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s::text[]) AS name",
            [["claims_posting", "claims_indexed", "claims_termcount"]],
        )
        return int(cursor.fetchone()[0]) >> 20


def _claims(draw: random.Random, many: int) -> Iterator[str]:
    """Texts whose words are as often as words are: the second half as often as the first (Zipf)."""
    for _each in range(many):
        length = draw.randint(*_CLAIM_WORDS)
        ranks = (int(_KNOWN ** draw.random()) for _word in range(length))
        yield " ".join(_word(rank) for rank in ranks)


def _word(rank: int) -> str:
    letters = "bdfgklmnrstz"
    said = ""
    rank += 200
    while rank:
        rank, letter = divmod(rank, len(letters))
        said += letters[letter] + "aeiou"[letter % 5]
    return said


def _rows(name: str) -> list[Any]:
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return list(map(json.loads, lines))
