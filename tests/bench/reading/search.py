"""The search: 100 mixed queries among 100,000 claims and 1,000,000 archived texts.

All rows are made by a seeded generator, in the database itself; texts are short (20 words), ten
copies a page. Beside the times of the clock stands the time of the processor of this process and of
the server's, as a ratio to a claim's page.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from tests.bench.filling import filler
from tests.bench.house import house
from tests.bench.reading.matching import _word as word_of
from tests.bench.sealing import cores

CLAIMS_OF_PAGES = 200
TEXTS_OF_PAGES = 2_000
"""Of each of ``--pages``: 500 give 100,000 claims and 1,000,000 texts."""
ASKED = 100
MOST_MILLISECONDS = 100
MOST_TIMES_A_CLAIM = 10
SEED = 11
_NOWHERE = "http://127.0.0.1:9"
_KNOWN = 60_000
"""Words of the generator."""
_WORDS = 20
_COPIES = 10
_CLAIMS_OF_INCIDENT = 20
_NAMES = ("Tinzaouaten", "Wagner", "Kidal", "Bamako")
_SPELT = ("Tinzawatène", "تينزاواتين", "Тинзауатен", "Tin Zaouatine", "Вагнер", "kidal")


def run(*, pages: int = 500) -> bool:
    """Measure and print; whether all is within its floor.

    Args:
        pages: how many rows there are, see above.
    """
    claims, texts = CLAIMS_OF_PAGES * pages, TEXTS_OF_PAGES * pages
    with (
        tempfile.TemporaryDirectory() as folder,
        house(Path(folder), world=_NOWHERE, core=cores()[0]),
    ):
        good = True
        for part in (10, 1):
            began = time.perf_counter()
            _fill(claims // part, texts // part)
            print(
                f"  {claims // part} claims, {texts // part} texts:"
                f" made in {time.perf_counter() - began:.0f} s",
                flush=True,
            )
            good = _measure()
    return good


def _measure() -> bool:
    from django.conf import settings  # noqa: PLC0415 - after setup
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from claims.models import Claim  # noqa: PLC0415
    from tracker.site.api import Throttle  # noqa: PLC0415

    settings.PAGE_BUDGET = 10**9  # one address asks for all of it
    Throttle.THROTTLE_RATES = {"anon": "1000000/min"}
    draw = random.Random(SEED)
    client = Client(HTTP_HOST="localhost")
    ids = Claim.objects.values_list("pk", flat=True)[:ASKED]
    pages, page_load = _timed([lambda k=k: client.get(f"/claims/{k}/") for k in ids])
    asked = [_query(draw, number) for number in range(ASKED)]
    _timed([lambda q=q: client.get("/api/v1/search/", {"q": q}) for q in asked[:10]])
    found, found_load = _timed([lambda q=q: client.get("/api/v1/search/", {"q": q}) for q in asked])
    shown, shown_load = _timed([lambda q=q: client.get("/search/", {"q": q}) for q in asked])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_total_relation_size('claims_posting') / greatest(count(*), 1)"
            " FROM claims_indexed"
        )
        (size,) = cursor.fetchone()
    ranked, _load = _timed([lambda q=q: _ranked(q) for q in asked])
    p95 = statistics.quantiles(found, n=20)[-1]
    ratio = shown_load / page_load
    print(
        f"    found and put in order, by the database and this process:"
        f" {statistics.median(ranked):.0f} ms (median),"
        f" {statistics.quantiles(ranked, n=20)[-1]:.0f} ms (p95)\n"
        f"    the API's answer in {statistics.median(found):.0f} ms (median), {p95:.0f} ms (p95,"
        f" at most {MOST_MILLISECONDS}); the page {statistics.median(shown):.0f} ms (median),"
        f" {statistics.quantiles(shown, n=20)[-1]:.0f} ms (p95)\n"
        f"    a claim's page {statistics.median(pages):.0f} ms (median); processor of a search"
        f" {ratio:.1f} times that of a claim's page (at most {MOST_TIMES_A_CLAIM}),"
        f" of the API's {found_load / page_load:.1f}; {size} bytes of index a row",
        flush=True,
    )
    return p95 <= MOST_MILLISECONDS and ratio <= MOST_TIMES_A_CLAIM


def _timed(calls: list[Any]) -> tuple[list[float], float]:
    """Milliseconds of the clock of each call, and seconds of processor of all, the server's too."""
    times, before = [], _processor()
    for call in calls:
        began = time.perf_counter()
        answer = call()
        times.append(1000 * (time.perf_counter() - began))
        if answer is not None and answer.status_code != 200:
            raise SystemExit(f"{answer.status_code}: {answer.content[:300]!r}")
    return times, _processor() - before


def _ranked(query: str) -> None:
    from claims.matching.search.find import search_for  # noqa: PLC0415 - after setup
    from claims.matching.search.readers import open_to_readers  # noqa: PLC0415

    search_for(query, open_to_readers())


def _processor() -> float:
    """Seconds of this process and of the one that answers it in the database.

    Others of the server come and go, and what they used goes with them.
    """
    from django.db import connection  # noqa: PLC0415 - after setup

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        there = psutil.Process(cursor.fetchone()[0])
    return sum(sum(each.cpu_times()[:2]) for each in (psutil.Process(), there))


def _query(draw: random.Random, number: int) -> str:
    """One of a mixture: rare and common words, sentences, phrases, names, dates, figures, slips."""

    def words(many: int) -> list[str]:
        return [word_of(int(_KNOWN ** draw.random())) for _ in range(many)]

    slip = words(1)[0]
    sorts = (
        " ".join(words(1)),
        " ".join(words(3)),
        " ".join(words(2)),
        " ".join(words(25)),
        '"{} {}"'.format(*words(2)),
        draw.choice(_SPELT),
        f"{draw.randint(1, 28)} July 20{draw.randint(15, 26)}",
        f"{draw.randint(1, 499)} {draw.choice(_NAMES)}",
        f"how many {words(1)[0]} died at {draw.choice(_SPELT)}?",
        f"{slip[:2]}{slip[3:]}x {words(1)[0]}",
    )
    return sorts[number % len(sorts)]


_WORDS_TABLES = """
CREATE TABLE bench_word (rank int PRIMARY KEY, word text);
CREATE TABLE bench_term (kind text, rank int, term bigint);
CREATE TABLE bench_said (
    kind text, n bigint, key bigint, capture uuid, indexed bigint, ranks int[]
);
"""
_SAID = """
INSERT INTO bench_said (kind, n, key, capture, indexed, ranks)
SELECT %(kind)s, n, %(base)s + (n - 1) / %(of)s + 1,
       CASE WHEN %(kind)s = 'page' THEN gen_random_uuid() END,
       nextval(pg_get_serial_sequence('claims_indexed', 'id')),
       ARRAY(SELECT DISTINCT power(%(known)s, random() + n * 0)::int
             FROM generate_series(1, %(words)s) AS word)
       || CASE WHEN random() < 0.02 THEN ARRAY[%(known)s + 1 + (n %% 4)::int] ELSE '{}' END
       || CASE WHEN random() < 0.1 THEN ARRAY[%(known)s + 10 + (n %% 500)::int] ELSE '{}' END
FROM generate_series(%(first)s, %(last)s) AS n
"""
_INDEXED = """
INSERT INTO claims_indexed (id, kind, subject, capture, said, titled, named)
SELECT said.indexed, said.kind, said.key, said.capture, CASE WHEN said.kind = 'claim' THEN
    (SELECT string_agg(term.key, ' ') FROM unnest(said.ranks) AS each(rank)
     JOIN bench_key AS term USING (rank)) ELSE '' END, '', ''
FROM bench_said AS said WHERE n BETWEEN %(first)s AND %(last)s AND kind = %(kind)s
"""
_POSTINGS = """
INSERT INTO claims_posting (term, indexed, impact)
SELECT DISTINCT term.term, said.indexed, 1050
FROM bench_said AS said CROSS JOIN LATERAL unnest(said.ranks || 0) AS each(rank)
JOIN bench_term AS term ON term.rank = each.rank AND term.kind = said.kind
WHERE said.n BETWEEN %(first)s AND %(last)s AND said.kind = %(kind)s
"""
_TEXT = """
(SELECT string_agg(word.word, ' ') FROM unnest(said.ranks) AS each(rank)
 JOIN bench_word AS word USING (rank))
"""
_BASE = 1_000_000
_FILLED = {"claim": 0, "page": 0}


def _fill(claims: int, texts: int) -> None:
    """Make rows until there are so many, all of them public."""
    from claims.models import Citation, Claim, Incident  # noqa: PLC0415 - after setup
    from claims.operations.matching.index import count_terms, index_everything  # noqa: PLC0415
    from sources.models import Capture, CaptureText, Page  # noqa: PLC0415

    with filler() as filled:
        cursor = filled.cursor
        if not _FILLED["claim"]:
            _plant()
            index_everything()
            _make_words(cursor)
            filled.without_triggers(Incident, Claim, Page, Citation, Capture, CaptureText)
        cursor.execute("SELECT setseed(0.11)")
        cursor.execute("ALTER TABLE claims_posting DROP CONSTRAINT claims_posting_pkey")

        for kind, many, of in (("claim", claims, 1), ("page", texts, _COPIES)):
            asked = {
                "kind": kind, "base": _BASE, "of": of, "known": _KNOWN, "words": _WORDS,
                "first": _FILLED[kind] + 1, "last": many, "claims": claims,
            }  # fmt: skip
            cursor.execute(_SAID, asked)
            cursor.execute(_INDEXED, asked)
            cursor.execute(_POSTINGS, asked)
            fresh = (
                "(SELECT * FROM bench_said WHERE kind = %(kind)s"
                " AND n BETWEEN %(first)s AND %(last)s) AS said"
            )
            if kind == "claim":
                of_each = f"(said.n - 1) / {_CLAIMS_OF_INCIDENT} + {_BASE}"
                incidents = f"(SELECT DISTINCT {of_each} AS key FROM {fresh}) AS said"
                named = {"id": "said.key", "slug": "'bench-' || said.key", "reference": "NULL"}
                filled.copy(Incident, named, incidents, asked)
                given = {"id": "said.key", "statement": _TEXT, "reference": "NULL"}
                given["incident_id"] = of_each
                given["made_on"] = "date '2015-01-01' + (said.n % 4000)::int".replace("%", "%%")
                given["made_on_precision"] = "'day'"
                filled.copy(Claim, given, fresh, asked)
            else:
                pages = fresh.replace("SELECT *", "SELECT DISTINCT key")
                address = "'http://bench.example/' || said.key"
                filled.copy(Page, {"id": "said.key", "url": address}, pages, asked)
                cited = f"{_BASE} + said.key %% %(claims)s + 1"
                filled.copy(Citation, {"claim_id": cited, "page_id": "said.key"}, pages, asked)
                filled.copy(Capture, {"id": "said.capture", "page_id": "said.key"}, fresh, asked)
                filled.copy(
                    CaptureText, {"capture_id": "said.capture", "text": _TEXT}, fresh, asked
                )
            _FILLED[kind] = many
        cursor.execute("ALTER TABLE claims_posting ADD PRIMARY KEY (term, indexed, impact)")
        count_terms()
        cursor.execute("VACUUM ANALYZE")


def _plant() -> None:
    """One of everything, by the operations that make it."""
    from claims.operations.matching.texts import index_texts  # noqa: PLC0415 - after setup
    from tests.factories import AT, a_citation, a_claim, a_page  # noqa: PLC0415
    from tests.public.captures import a_capture  # noqa: PLC0415

    page = a_page()
    a_citation(a_claim(statement="Rain.", reference="bench"), page=page)
    a_capture(page, "Rain.")
    index_texts(at=AT)


def _make_words(cursor: Any) -> None:
    """The words of the generator, and the terms of each."""
    from claims.matching.ranking.lexical import EVERYTHING, term_number  # noqa: PLC0415
    from tracker.base.language.retrieval.stems import search_terms  # noqa: PLC0415

    said = {rank: word_of(rank) for rank in range(1, _KNOWN + 1)}
    said |= {_KNOWN + 1 + n: name for n, name in enumerate(_NAMES)}
    said |= {_KNOWN + 10 + n: str(n) for n in range(500)}
    cursor.execute(_WORDS_TABLES + "CREATE TABLE bench_key (rank int, key text)")
    keys = {rank: [term.key for term in search_terms(word, "en")] for rank, word in said.items()}
    with cursor.copy("COPY bench_word FROM STDIN") as copy:
        for row in said.items():
            copy.write_row(row)
    with cursor.copy("COPY bench_key FROM STDIN") as copy:
        for rank, each in keys.items():
            for key in each:
                copy.write_row((rank, key))
    with cursor.copy("COPY bench_term FROM STDIN") as copy:
        for kind in ("claim", "page"):
            copy.write_row((kind, 0, term_number(kind, EVERYTHING)))
            for rank, each in keys.items():
                for key in each:
                    copy.write_row((kind, rank, term_number(kind, key)))
    cursor.execute("CREATE INDEX ON bench_term (rank, kind); ANALYZE bench_term")
    cursor.execute("CREATE INDEX ON bench_key (rank); ANALYZE bench_key")
