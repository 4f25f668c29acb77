"""Find the rows of one kind that share terms with a search, among those that somebody may see.

Rows that may not be seen are left out before any limit: they push nothing out, and how many they
are tells on nothing. What a search reads is bounded: the rarest terms first, and of a term that
stands in very many rows the newest.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from claims.matching.ranking.lexical import (
    EVERYTHING,
    IMPACT_UNIT,
    Candidate,
    counts_by_kind,
    rarest,
    rarity_of,
    term_number,
)
from claims.matching.search.typed import TypedSearch, keys_of_word
from claims.models.matching.index import IndexedKind

MOST_READ = 10_000
"""Postings that are read of one kind."""
MOST_NEWEST = 1_500
"""Rows that are looked at where even the rarest word stands in more than ``MOST_READ``."""
MOST_NARROWED = 500
"""Rows that filters leave, up to which these are looked up one by one."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """An indexed row that shares terms with a search; ``hit`` are those, as far as they were read.

    ``capture`` is the copy whose text it is, of texts.
    """

    row: Candidate
    capture: UUID | None
    hit: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many rows of a kind there are, how many have each term, and what it weighs for that."""

    everything: int
    counts: Mapping[str, int]

    def of(self, key: str) -> float:
        """What a term weighs; one that no row has weighs most."""
        return rarity_of(self.counts.get(key, 0), self.everything)


@dataclass(frozen=True, slots=True)
class Among:
    """Rows of one kind among which somebody searches.

    Args:
        rows: those that may be seen; what hangs on the row that is looked at is asked for each.
        only: the keys of the few that filters leave; None where they leave many.
        hidden_captures: copies whose texts may not be seen.
        condition: ``seen_condition`` of these, where it was made before.
    """

    rows: QuerySet[Any, Any]
    only: Sequence[int] | None = None
    hidden_captures: QuerySet[Any, Any] | None = None
    condition: tuple[str, tuple[Any, ...]] | None = None


def rarities_of(typed: TypedSearch, kinds: Sequence[IndexedKind]) -> dict[IndexedKind, Rarity]:
    """How rare the terms of a search are among the rows of each kind, asked for at once."""
    counted = counts_by_kind((*typed.keys, EVERYTHING), kinds)
    return {
        kind: Rarity(counts.get(EVERYTHING, 0), {key: n for key, n in counts.items() if n and key})
        for kind, counts in counted.items()
    }


_FIND = """
WITH asked AS (SELECT * FROM unnest(%s::bigint[], %s::real[]) AS each(term, weight)),
     best AS (
        SELECT found.indexed, sum(found.impact * asked.weight) AS score, {terms} AS terms
        FROM asked CROSS JOIN LATERAL (
            SELECT posting.indexed, posting.impact FROM claims_posting AS posting
            WHERE posting.term = asked.term {narrowed}
            ORDER BY posting.term DESC, posting.indexed DESC LIMIT %s
        ) AS found
        GROUP BY found.indexed {shared}
     ){more}
SELECT row.id, row.subject, best.score, row.said, row.titled, row.named, row.capture, best.terms
FROM (SELECT indexed, score, terms FROM {best} ORDER BY score DESC, indexed DESC) AS best
CROSS JOIN LATERAL (
    SELECT * FROM claims_indexed AS row
    WHERE row.id = best.indexed {required} {seen} OFFSET 0
) AS row
LIMIT %s
"""
_NEWEST = """
     , best_of_all AS (
        SELECT best.indexed, best.score + coalesce(sum(other.impact * also.weight), 0) AS score,
            best.terms || array_agg(also.term) FILTER (WHERE other.impact IS NOT NULL) AS terms
        FROM best LEFT JOIN LATERAL (
            SELECT * FROM unnest(%s::bigint[], %s::real[]) AS each(term, weight) OFFSET 0
        ) AS also ON true LEFT JOIN LATERAL (
            SELECT impact FROM claims_posting AS posting
            WHERE posting.term = also.term AND posting.indexed = best.indexed LIMIT 1
        ) AS other ON true
        GROUP BY best.indexed, best.score, best.terms
     )
"""
"""What the commoner words add: they are looked up for the newest rows only."""
_MOST_ADDED = 5


def find_rows(
    typed: TypedSearch, kind: IndexedKind, rarity: Rarity, among: Among, *, top: int
) -> list[FoundRow]:
    """The rows that share the rarest terms with a search, likeliest first.

    Args:
        typed: what is looked for.
        kind: of which rows.
        rarity: of its terms among the rows of this kind.
        among: the rows that may be found.
        top: how many at most.
    """
    counts = {key: rarity.counts[key] for key in typed.keys if key in rarity.counts}
    if not counts or among.only == []:
        return []
    weights = {
        key: weight * rarity.of(key) / IMPACT_UNIT
        for key, weight in typed.weights.items()
        if key in counts
    }
    try:
        seen, seen_values = among.condition or seen_condition(among)
    except EmptyResultSet:
        return []
    if among.only is not None:
        chosen = sorted(counts, key=counts.__getitem__)
        narrowed, narrowed_values = "AND posting.indexed = ANY(%s)", [_indexed(kind, among.only)]
    else:
        chosen = rarest(counts, most=MOST_READ)
        narrowed, narrowed_values = "", []
    more, more_values, best, most = "", [], "best", MOST_READ
    if among.only is None and counts[chosen[0]] > MOST_READ:
        # Even the rarest stands in very many: of those that may be seen the newest are looked at.
        narrowed = (
            "AND EXISTS (SELECT FROM claims_indexed AS row"
            f" WHERE row.id = posting.indexed {seen} OFFSET 0)"
        )
        narrowed_values, most = list(seen_values), MOST_NEWEST
        others = sorted(counts.keys() - {*chosen}, key=counts.__getitem__)[:_MOST_ADDED]
        more, best = _NEWEST, "best_of_all"
        more_values = [_numbers(kind, others), [weights[key] for key in others]]
    shared, shared_values, unread = _shared(typed, kind, {*chosen}, counts)
    required, required_values = _required(typed, kind, unread)
    values = [
        _numbers(kind, chosen), [weights[key] for key in chosen], *narrowed_values, most,
        *shared_values, *more_values, *required_values, *seen_values, top,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            _FIND.format(
                narrowed=narrowed,
                shared=shared,
                more=more,
                best=best,
                seen=seen,
                required=required,
                # Of texts the index keeps no terms beside their postings: those that hit are told.
                terms="array_agg(asked.term)" if kind is IndexedKind.PAGE else "'{}'::bigint[]",
            ),
            values,
        )
        by_number = {term_number(kind, key): key for key in counts}
        asked = frozenset(counts)
        found = [_found(row, by_number, asked) for row in cursor.fetchall()]
    return sorted(found, key=lambda each: (-each.row.score, -each.row.subject))


def _found(told: Sequence[Any], by_number: Mapping[int, str], asked: frozenset[str]) -> FoundRow:
    indexed, subject, score, said, titled, named, capture, numbers = told
    row = Candidate(
        indexed, subject, score, tuple(said.split()), tuple(titled.split()), tuple(named.split())
    )
    there = asked.intersection((*row.said, *row.titled, *row.named))
    return FoundRow(row, capture, there.union(by_number[number] for number in numbers))


def _numbers(kind: IndexedKind, keys: Sequence[str]) -> list[int]:
    return [term_number(kind, key) for key in keys]


def _indexed(kind: IndexedKind, subjects: Sequence[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM claims_indexed WHERE kind = %s AND subject = ANY(%s)",
            [kind.value, list(subjects)],
        )
        return [number for (number,) in cursor.fetchall()]


def seen_condition(among: Among) -> tuple[str, tuple[Any, ...]]:
    """The condition under which a row may be seen, asked for each row by its key.

    Raises:
        EmptyResultSet: none may.
    """
    sql, values = among.rows.order_by().values("pk").query.sql_with_params()
    # Without OFFSET the planner would first read all that may be seen.
    condition = f"AND EXISTS (SELECT FROM ({sql}) AS seen(pk) WHERE seen.pk = row.subject OFFSET 0)"
    if among.hidden_captures is None:
        return condition, tuple(values)
    hidden, hidden_values = among.hidden_captures.query.sql_with_params()
    condition += (
        f" AND NOT EXISTS (SELECT FROM ({hidden}) AS gone(pk) WHERE gone.pk = row.capture OFFSET 0)"
    )
    return condition, (*values, *hidden_values)


def _shared(
    typed: TypedSearch, kind: IndexedKind, read: Collection[str], known: Container[str]
) -> tuple[str, list[Any], list[list[str]]]:
    """What must be among the terms that a row was found by: of each word of a phrase one.

    Args:
        typed: what is looked for.
        kind: of which rows.
        read: the terms whose postings are read.
        known: those that any row has.

    Returns:
        The condition, its values, and the terms of the words that it cannot be asked of.
    """
    conditions, values, unread = [], [], []
    for word in dict.fromkeys(word for phrase in typed.phrases for word in phrase):
        keys = keys_of_word(word)
        if keys and all(key in read for key in keys if key in known):
            conditions.append("array_agg(asked.term) && %s::bigint[]")
            values.append(_numbers(kind, keys))
        elif keys:
            unread.append(keys)
    return f"HAVING {' AND '.join(conditions)}" if conditions else "", values, unread


def _required(
    typed: TypedSearch, kind: IndexedKind, unread: Sequence[Sequence[str]]
) -> tuple[str, list[Any]]:
    """What a row has to have of other words of phrases, and must not have of what is refused.

    It is asked before whether the row may be seen, which takes longer.
    """
    # Without OFFSET the planner would choose another order.
    has = (
        "EXISTS (SELECT FROM claims_posting AS posting"
        " WHERE posting.term = ANY(%s) AND posting.indexed = row.id OFFSET 0)"
    )
    conditions, values = [], []
    for keys in unread:
        conditions.append(f"AND {has}")
        values.append(_numbers(kind, keys))
    alone = [keys_of_word(words[0]) for words in typed.refused if len(words) == 1]
    if not_there := [key for keys in alone for key in keys]:
        conditions.append(f"AND NOT {has}")
        values.append(_numbers(kind, not_there))
    return " ".join(conditions), values
