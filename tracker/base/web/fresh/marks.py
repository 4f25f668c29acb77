"""Which tables a page was made from, and in which state they were."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection

from tracker.base.triggers import marked_tables

_ALL = """
SELECT '', floor(extract(epoch FROM statement_timestamp()))::bigint::text
UNION ALL SELECT of_table, mark::text FROM acts_tablemark
"""
_NAME = re.compile(r"[a-z]\w*_\w+")


@dataclass(frozen=True, slots=True)
class Marks:
    """The state of tables.

    Attributes:
        by_table: the marks of each; a table that nobody has changed yet has none.
        second: when they were read, by the database's clock, in seconds since 1970.
    """

    by_table: Mapping[str, str]
    second: int

    def of(self, tables: Iterable[str]) -> Mapping[str, str | None]:
        """Those of some tables, None for one never changed."""
        return {name: self.by_table.get(name) for name in tables}

    def changed_since(self, marks: Mapping[str, str | None]) -> frozenset[str]:
        """The tables of some marks that are in another state now."""
        return frozenset(name for name, mark in marks.items() if self.by_table.get(name) != mark)


def read_marks() -> Marks:
    """Read the marks of all tables in one query.

    There are a few rows of each: to ask for those of some tables takes longer than to read all.

    Raises:
        DatabaseError: the database does not answer.
    """
    connection.ensure_connection()
    # Past Django's cursor and its looking first whether the connection still stands: that would
    # double what an answer from a kept page costs. Where it does not, this raises.
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        rows = cursor.execute(_ALL).fetchall()
    marks: dict[str, list[str]] = {}
    for table, mark in rows:
        marks.setdefault(table, []).append(mark)
    (second,) = marks.pop("")
    return Marks({table: " ".join(sorted(each)) for table, each in marks.items()}, int(second))


class TablesRead:
    """Notes which tables are asked while it stands around the queries of a connection."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        """Let a query through."""
        self.found |= tables_named_in(sql if isinstance(sql, str) else str(sql))
        return execute(sql, params, many, context)

    @property
    def all_marked(self) -> bool:
        """Whether a change of any of them would be seen."""
        return self.found <= marked()


@cache
def marked() -> frozenset[str]:
    """The tables whose changes are marked."""
    return marked_tables()


@cache
def _tables() -> frozenset[str]:
    models = apps.get_models(include_auto_created=True)
    return frozenset(model._meta.db_table for model in models)  # noqa: SLF001 - documented name


@lru_cache(maxsize=4_000)
def tables_named_in(sql: str) -> frozenset[str]:
    """Every table that is named in a query: rather one too many, such as a column of that name."""
    return _tables() & frozenset(_NAME.findall(sql))
