"""Rows as the first set of migrations holds them, kept in a file for the migrations to come.

Today's tables are filled by `rows`; those makers follow the tables, so they cannot fill an earlier
state. `python -m tests.house.database.frozen` writes the file anew. That is for as long as the
first set itself may still change; once there is an installation, neither does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

FILE = Path(__file__).with_name("frozen_rows.json")
LABELS = ("people", "ledger", "sources", "claims")
_ALIAS = "scratch"

Rows = dict[str, dict[str, dict[str, Any]]]
"""Of each table: key -> the row, column -> value."""
State = list[tuple[str, str]]
"""Up to which migration of each app."""


@contextmanager
def scratch_database() -> Iterator[BaseDatabaseWrapper]:
    """An empty database beside the tests' own; dropped afterwards."""
    beside = connections[DEFAULT_DB_ALIAS]
    name = f"{beside.settings_dict['NAME']}_scratch"
    _outside(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    connections.settings[_ALIAS] = {**beside.settings_dict, "NAME": name}
    try:
        yield connections[_ALIAS]
    finally:
        connections[_ALIAS].close()
        del connections[_ALIAS], connections.settings[_ALIAS]
        _outside(f'DROP DATABASE "{name}"')


def _outside(*statements: str) -> None:
    with connections[DEFAULT_DB_ALIAS]._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def migrate(connection: BaseDatabaseWrapper, state: State | None = None) -> None:
    """Migrate to `state`, or to the newest."""
    executor = MigrationExecutor(connection)
    executor.migrate(state or newest(executor))


def newest(executor: MigrationExecutor) -> State:
    """The last migration of each of our apps."""
    return [node for node in executor.loader.graph.leaf_nodes() if node[0] in LABELS]


def tables(connection: BaseDatabaseWrapper, state: State) -> set[str]:
    """The tables of our apps at a state, those between two of them aside."""
    apps = MigrationExecutor(connection).loader.project_state(state).apps
    return {model._meta.db_table for model in apps.get_models() if model._meta.app_label in LABELS}


def columns(connection: BaseDatabaseWrapper, table: str) -> set[str]:
    """The columns of a table that are written: those the database makes itself are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema AND table_name = %s AND is_generated = 'NEVER'",
            [table],
        )
        return {name for (name,) in cursor.fetchall()}


def read(connection: BaseDatabaseWrapper) -> Rows:
    """Every row of every table that there is, but Django's own books."""
    names = connection.introspection.table_names()
    return {
        table: _read_table(connection, table)
        for table in names
        if table.partition("_")[0] in LABELS
    }


def _read_table(connection: BaseDatabaseWrapper, table: str) -> dict[str, dict[str, Any]]:
    written = columns(connection, table)
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_column(cursor, table)
        cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t ORDER BY "{key}"')
        rows = [json.loads(text) for (text,) in cursor.fetchall()]
    return {str(row[key]): {name: row[name] for name in row if name in written} for row in rows}


def put(connection: BaseDatabaseWrapper, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Write rows past the triggers, which would write history of their own or refuse."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for table in rows:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for table, given in rows.items():
            names = ", ".join(f'"{name}"' for name in sorted(next(iter(given.values()))))
            cursor.execute(
                f'INSERT INTO "{table}" ({names}) SELECT {names}'
                f' FROM jsonb_populate_recordset(NULL::"{table}", %s::jsonb)',
                [json.dumps(list(given.values()))],
            )
            _count_on(cursor, table, connection.introspection.get_primary_key_column(cursor, table))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in rows:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def _count_on(cursor: Any, table: str, key: str) -> None:
    """Let the keys that are given out follow those that are there; a UUID is not counted."""
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, key])
    (sequence,) = cursor.fetchone()
    if sequence is not None:
        cursor.execute(f'SELECT setval(%s, max("{key}")) FROM "{table}"', [sequence])


def frozen() -> tuple[State, Rows]:
    """The state the rows were frozen at, and the rows."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return [(label, name) for label, name in kept["state"]], kept["rows"]


def freeze(connection: BaseDatabaseWrapper) -> None:
    """Write the file from a database that is migrated and filled."""
    state = newest(MigrationExecutor(connection))
    rows = {table: found for table, found in read(connection).items() if found}
    lines = ",\n".join(
        f"  {json.dumps(table)}: {{\n"
        + ",\n".join(
            f"   {json.dumps(key)}: {json.dumps(row, sort_keys=True)}" for key, row in found.items()
        )
        + "\n  }"
        for table, found in rows.items()
    )
    kept = f'{{\n "state": {json.dumps(state)},\n "rows": {{\n{lines}\n }}\n}}\n'
    FILE.write_text(kept, encoding="utf-8")


def _main() -> None:
    from tests import conftest  # noqa: PLC0415 - starts the servers and sets Django up
    from tests.house.database import rows  # noqa: PLC0415 - has models

    # One of each will do where nothing asks for two.
    shared = {
        make.__name__: cache(make)
        for make in (rows.user, rows.party, rows.publisher, rows.incident)
    }
    connection = connections[DEFAULT_DB_ALIAS]
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with transaction.atomic(), patch.multiple(rows, **shared):
            for make in rows.MAKERS:
                make()
        freeze(connection)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        conftest.pytest_unconfigure()


if __name__ == "__main__":
    _main()
