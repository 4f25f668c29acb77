"""Rank indexed rows by the words that they share with a text, rare words before common ones.

The measure is BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and
Beyond", eq. 3.15) with the usual weight of a term, log(1 + (N - n + 0.5) / (n + 0.5)). Candidates
are looked up by the rarest terms of the text only, as many as ``MOST_POSTINGS`` allows: the work of
a search is bounded whatever is indexed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.db import connection

from claims.matching.ranking.wording import LONGEST, wording_of
from claims.models.matching.index import IndexedKind
from tracker.base.language.retrieval.stems import TermKind, search_terms
from tracker.base.language.retrieval.written_days import day_keys, written_days

SATURATION = 1.2
LENGTH_COUNTS = 0.5
USUAL_LENGTH = 22
"""Terms of a usual text. Fixed, so that what is indexed stays right while the texts grow."""
IMPACT_UNIT = 1_000
MOST_POSTINGS = 60_000
"""Postings that one search reads."""
MOST_ASKED = 300
"""Different terms of a text that are asked for."""
EVERYTHING = ""
"""The term that every row has: in how many it is, is how many there are."""
WEIGHTS = {TermKind.WORD: 1.0, TermKind.NUMBER: 1.0, TermKind.DATE: 0.6, TermKind.NAME: 0.25}
_NOT_COUNTED = (TermKind.NAME.value, f"{TermKind.DATE.value}:0", f"{TermKind.DATE.value}:1",
                f"{TermKind.DATE.value}:2")  # fmt: skip
"""What does not make a text longer: skeletons beside their words, dates beside what writes them."""
SIGNED_WEIGHT = 1.0
"""Of the name that a post is signed with, beside its words."""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What is stored of a text: its terms in their order, and the impact of each."""

    said: tuple[str, ...]
    titled: tuple[str, ...]
    named: tuple[str, ...]
    impacts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indexed row that shares terms with a text."""

    indexed: int
    subject: int
    score: float
    said: tuple[str, ...]
    titled: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A text that is looked up: what each of its terms weighs, and where in it they stand."""

    text: str
    places: tuple[tuple[str, ...], ...]
    """The terms of each word of the text, in order: one word may be looked up in several ways."""
    weights: Mapping[str, float]
    signed: frozenset[str]
    written: Mapping[str, str]
    """How the word of each term is written in the text."""


def index_row(
    statement: str,
    *,
    title: str = "",
    names: Iterable[str] = (),
    language: str = "",
    translations: Iterable[tuple[str, str]] = (),
) -> IndexRow:
    """Make what is stored of a text.

    Args:
        statement: what it says.
        title: a heading it stands under.
        names: further names by which it is to be found, such as aliases of its place; a day as
            ISO writes it ("2024-07-25", "2024-07") is looked up as a day.
        language: the tag of its language.
        translations: each with the tag of its language.
    """
    versions = ((statement, language), *translations)
    said = tuple(key for version, tag in versions for key in _keys(wording_of(version).said, tag))
    titled = tuple(_keys(wording_of(title).said, language))
    days = tuple(day for text in (title, *(each for each, _tag in versions)) for day in _days(text))
    known = (key for name in names for key in (_days(name) or _keys(name, language)))
    named = tuple(dict.fromkeys((*known, *days)))
    counts = Counter((*said, *titled, *named))
    length = sum(n for key, n in counts.items() if not key.startswith(_NOT_COUNTED))
    impacts = {key: round(IMPACT_UNIT * impact_of(n, length)) for key, n in counts.items()}
    return IndexRow(said, titled, named, {EVERYTHING: 0, **impacts})


def _days(text: str) -> list[str]:
    """The terms of the dates that a text writes."""
    days = written_days(text[:LONGEST])
    return [day_key(key) for each in days for key in day_keys(each.year, each.month, each.day)]


def day_key(day: str) -> str:
    """How a day, month or year is written in an index."""
    return f"{TermKind.DATE.value}:{day}"


def _keys(text: str, language: str) -> Iterator[str]:
    return (term.key for term in search_terms(text, language))


def impact_of(times: int, length: int) -> float:
    """The part of BM25 that a row gives: how often it has a term, for its length."""
    share = SATURATION * (1 - LENGTH_COUNTS + LENGTH_COUNTS * length / USUAL_LENGTH)
    return times * (SATURATION + 1) / (times + share)


def question(text: str, language: str = "") -> Question:
    """Read a text that is to be looked up.

    Args:
        text: a statement, a post or what somebody typed.
        language: the tag of its language, where it is known.
    """
    wording = wording_of(text)
    asked = search_terms(wording.said, language, asks=True)
    signed = search_terms(wording.signed, asks=True)
    places: dict[int, list[str]] = {}
    weights: dict[str, float] = {}
    for term in asked:
        places.setdefault(term.start, []).append(term.key)
        weights.setdefault(term.key, WEIGHTS[term.kind])
    for term in signed:
        weights.setdefault(term.key, SIGNED_WEIGHT * WEIGHTS[term.kind])
    kept = dict(list(weights.items())[:MOST_ASKED])
    return Question(
        wording.said,
        tuple(tuple(dict.fromkeys(keys)) for keys in places.values()),
        kept,
        frozenset(term.key for term in signed),
        {term.key: wording.said[term.start : term.end] for term in reversed(asked)},
    )


def term_number(kind: str, key: str) -> int:
    """The number that a term of a kind of rows has in the index."""
    digest = blake2b(f"{kind} {key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True) >> 1


_COUNT = """
WITH asked AS (SELECT unnest(%(terms)s::bigint[]) AS term),
     upto AS (
        SELECT coalesce(max(counted_to), 0) AS mark
        FROM {counts} WHERE term = ANY(%(everything)s::bigint[])
     )
SELECT asked.term, coalesce(counted.rows, 0) + (
    SELECT count(*) FROM (
        SELECT FROM {postings} AS later, upto
        WHERE later.term = asked.term AND later.indexed > upto.mark LIMIT %(most)s
    ) AS fresh)
FROM asked LEFT JOIN {counts} AS counted USING (term)
"""
_COUNTED = "SELECT term, rows FROM {counts} WHERE term = ANY(%(terms)s::bigint[])"
_RANK = """
WITH asked AS (
        SELECT * FROM unnest(%(terms)s::bigint[], %(weights)s::real[]) AS each(term, weight)
     ),
     best AS (
        SELECT found.indexed, sum(found.impact * asked.weight) AS score
        FROM asked CROSS JOIN LATERAL (
            SELECT indexed, impact FROM {postings} AS posting
            WHERE posting.term = asked.term LIMIT %(most)s
        ) AS found
        GROUP BY found.indexed ORDER BY score DESC, found.indexed LIMIT %(top)s
     )
SELECT indexed.id, indexed.subject, best.score, indexed.said, indexed.titled, indexed.named
FROM best JOIN {indexed} AS indexed ON indexed.id = best.indexed
ORDER BY best.score DESC, indexed.subject
"""
_ROWS = """
SELECT id, subject, 0.0, said, titled, named FROM {indexed}
WHERE kind = %(kind)s AND subject = ANY(%(subjects)s)
"""
_TABLES = {
    "counts": "claims_termcount",
    "postings": "claims_posting",
    "indexed": "claims_indexed",
}


def rarities(
    asked: Iterable[str], kind: IndexedKind, *, live: bool = True, unknown: bool = False
) -> dict[str, float]:
    """What each of some terms weighs among the rows of a kind: the rarer, the more.

    Args:
        asked: the terms.
        kind: of which rows.
        live: whether rows count that were indexed since terms were counted.
        unknown: whether a term that no row has is told, too; else it is left out.
    """
    counts = _counts((*asked, EVERYTHING), kind, live=live)
    everything = counts.pop(EVERYTHING, 0)
    return {key: rarity_of(n, everything) for key, n in counts.items() if n or unknown}


def rows_of(subjects: Iterable[int], kind: IndexedKind) -> list[Candidate]:
    """Some rows of a kind as they are indexed, with no score."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(**_TABLES), {"kind": kind.value, "subjects": sorted(subjects)})
        return [_candidate(row) for row in cursor.fetchall()]


def candidates(
    asked: Question, kind: IndexedKind, *, top: int
) -> tuple[list[Candidate], dict[str, float]]:
    """The rows of a kind that share the rarest terms with a text, best first.

    Args:
        asked: the text.
        kind: of which rows.
        top: how many at most.

    Returns:
        The rows, and what each term weighs that any row has.
    """
    counts = _counts((*asked.weights, EVERYTHING), kind)
    everything = counts.pop(EVERYTHING, 0)
    known = {key: n for key, n in counts.items() if n}
    rare = {key: rarity_of(n, everything) for key, n in known.items()}
    chosen = rarest(known)
    if not chosen:
        return [], rare
    weights = [asked.weights[key] * rare[key] / IMPACT_UNIT for key in chosen]
    numbers = [term_number(kind, key) for key in chosen]
    with connection.cursor() as cursor:
        cursor.execute(
            _RANK.format(**_TABLES),
            {"terms": numbers, "weights": weights, "most": MOST_POSTINGS, "top": top},
        )
        return [_candidate(row) for row in cursor.fetchall()], rare


def _candidate(row: tuple[int, int, float, str, str, str]) -> Candidate:
    number, subject, score, said, titled, named = row
    return Candidate(
        number,
        subject,
        score,
        tuple(said.split()),
        tuple(titled.split()),
        tuple(named.split()),
    )


def _counts(keys: Sequence[str], kind: IndexedKind, *, live: bool = True) -> dict[str, int]:
    return counts_by_kind(keys, [kind], live=live)[kind]


def counts_by_kind(
    keys: Sequence[str], kinds: Sequence[IndexedKind], *, live: bool = True
) -> dict[IndexedKind, dict[str, int]]:
    """In how many rows of each kind some terms are, asked for at once.

    Args:
        keys: the terms.
        kinds: of which rows.
        live: whether rows count that were indexed since terms were counted; then terms that no row
            has are among the answer.
    """
    by_number = {term_number(kind, key): (kind, key) for kind in kinds for key in keys}
    asked: dict[str, Any] = {
        "terms": list(by_number),
        "everything": [term_number(kind, EVERYTHING) for kind in IndexedKind],
        "most": MOST_POSTINGS,
    }
    counted: dict[IndexedKind, dict[str, int]] = {kind: {} for kind in kinds}
    with connection.cursor() as cursor:
        cursor.execute((_COUNT if live else _COUNTED).format(**_TABLES), asked)
        for number, count in cursor.fetchall():
            kind, key = by_number[number]
            counted[kind][key] = count
    return counted


def rarest(counts: Mapping[str, int], *, most: int = MOST_POSTINGS) -> list[str]:
    """The rarest terms, as many as may be read; at least one.

    Args:
        counts: in how many rows each is.
        most: postings that may be read.
    """
    chosen: list[str] = []
    left = most
    for key in sorted(counts, key=counts.__getitem__):
        left -= counts[key]
        if left < 0 and chosen:
            break
        chosen.append(key)
    return chosen


def rarity_of(n: int, everything: int) -> float:
    """What a term weighs that is in ``n`` rows of all."""
    return math.log(1 + (max(everything - n, 0) + 0.5) / (n + 0.5))
