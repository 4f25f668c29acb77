"""Which rows say the same as a text: found by rare terms, put in order by all that is shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.matching.ranking.features import (
    AskedText,
    exact_score,
    lexical_features,
    prepared,
    semantic_features,
)
from claims.matching.ranking.lexical import (
    Candidate,
    candidates,
    question,
    rarities,
    rows_of,
)
from claims.matching.ranking.reranker import likelihood, network
from claims.matching.ranking.space import SentenceSpace
from claims.models.matching.index import IndexedKind
from tracker.base.language.retrieval.stems import TermKind

MOST_RERANKED = 50
"""Rows found by their words that are looked at closely."""
MOST_NEAR = 20
"""Rows found by their vector that are looked at besides."""
MOST_SHOWN = 5
"""Shared terms of a kind that are told."""


@dataclass(frozen=True, slots=True)
class Match:
    """A row that may say the same: how likely it does (0 to 1), and what both have.

    ``shared`` are words of the text by the kind of what was found, the rarest first; ``nearness``
    is that of the vectors, where there are any.
    """

    subject: int
    score: float
    shared: Mapping[TermKind, Sequence[str]]
    nearness: float | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """The rows that are looked at closely, and the features of each."""

    asked: AskedText
    rows: Sequence[Candidate]
    features: Sequence[Sequence[float]]
    nearness: Mapping[int, float]


def rank(
    text: str,
    kind: IndexedKind,
    *,
    top: int,
    language: str = "",
    space: SentenceSpace | None = None,
) -> list[Match]:
    """The rows of a kind that are likeliest to say the same, best first.

    Args:
        text: a statement or a post.
        kind: of which rows.
        top: how many at most.
        language: the tag of its language, where it is known.
        space: the vectors of the rows; None to go by words alone.
    """
    pool = pool_of(text, kind, language=language, space=space, most=max(top, MOST_RERANKED))
    odds = [_odds(pool, row, each) for row, each in zip(pool.rows, pool.features, strict=True)]
    judged = sorted(zip(odds, pool.rows, strict=True), key=lambda each: (-each[0], each[1].subject))
    return [_match(pool, row, likely) for likely, row in judged[:top]]


def _odds(pool: Pool, row: Candidate, features: Sequence[float]) -> float:
    """How likely a row says the same; one without a vector is judged by its words."""
    return network(semantic=row.subject in pool.nearness).odds(features)


def pool_of(
    text: str,
    kind: IndexedKind,
    *,
    language: str = "",
    space: SentenceSpace | None = None,
    most: int = MOST_RERANKED,
) -> Pool:
    """Find the rows that are worth a closer look, and take it.

    Args:
        text: a statement or a post.
        kind: of which rows.
        language: the tag of its language, where it is known.
        space: the vectors of the rows.
        most: how many rows that share words are looked at.
    """
    read = question(text, language)
    found, rare = candidates(read, kind, top=most)
    nearness: dict[int, float] = {}
    nearest: list[int] = []
    if space is not None and read.text.strip():
        all_near = space.nearness(read.text)
        nearest = space.nearest(all_near, most=MOST_NEAR)
        found += rows_of(set(nearest) - {row.subject for row in found}, kind)
        nearness = space.among(all_near, (row.subject for row in found))
        # A row that is gone may still have a vector in the memory of this process.
        nearest = [subject for subject in nearest if subject in nearness]
    # What else the rows say weighs too: how rare is what the text lacks.
    rare |= rarities(_terms(found) - rare.keys(), kind, live=False)
    asked = prepared(read, rare)
    scores = {row.subject: exact_score(asked, row) for row in found}
    rows = sorted(found, key=lambda row: (-scores[row.subject], row.subject))
    best = scores[rows[0].subject] if rows else 0.0
    places = {subject: place for place, subject in enumerate(nearest, 1)}
    features = []
    for place, row in enumerate(rows, 1):
        each = lexical_features(asked, row, score=scores[row.subject], best=best, place=place)
        if row.subject in nearness:
            each += semantic_features(nearness, row.subject, nearest, places)
        features.append(each)
    return Pool(asked, rows, features, nearness)


def _terms(rows: Iterable[Candidate]) -> set[str]:
    return {key for row in rows for key in (*row.said, *row.titled)}


def _match(pool: Pool, row: Candidate, odds: float) -> Match:
    there = {*row.said, *row.titled, *row.named}
    shared: dict[TermKind, list[str]] = {}
    for key in sorted(pool.asked.keys & there, key=pool.asked.rarity, reverse=True):
        told = shared.setdefault(TermKind(key[0]), [])
        written = pool.asked.question.written.get(key, key[2:])
        if len(told) < MOST_SHOWN and written not in told:
            told.append(written)
    return Match(row.subject, likelihood(odds), shared, pool.nearness.get(row.subject))
