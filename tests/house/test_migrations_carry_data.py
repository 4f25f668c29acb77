"""Migrations carry data forward: no row and no value that was there before is lost.

The state before is the first set of migrations with the rows that were frozen there, so every
migration that is added from now on is run over them. One that gives a table or a column another
name says so in `RENAMED`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from django.db import migrations, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation

from tests.house.frozen import (
    Rows,
    columns,
    frozen,
    migrate,
    newest,
    put,
    read,
    scratch_database,
    tables,
)

RENAMED: dict[str, str] = {}
"""`table` or `table.column` as it was in the first set -> the table or column as it is now."""


@dataclass(frozen=True)
class Carried:
    """A database at the newest state, and what was in it at the first set of migrations."""

    connection: BaseDatabaseWrapper
    columns: dict[str, set[str]]
    before: Rows

    def now(self) -> Rows:
        return read(self.connection)


@pytest.fixture(scope="module")
def carried(django_db_setup, django_db_blocker) -> Iterator[Carried]:
    """The frozen rows, put in at the first set of migrations and migrated to the newest."""
    state, rows = frozen()
    with django_db_blocker.unblock(), scratch_database() as connection:
        migrate(connection, state)
        at_first = {table: columns(connection, table) for table in tables(connection, state)}
        put(connection, rows)
        before = read(connection)
        migrate(connection)
        yield Carried(connection, at_first, before)


def lost(before: Rows, after: Rows, renamed: Mapping[str, str] = RENAMED) -> list[str]:
    """Name every row and every value of `before` that `after` does not have."""
    return [
        problem
        for table, rows in before.items()
        for key, row in rows.items()
        for problem in _lost(table, key, row, after.get(renamed.get(table, table), {}), renamed)
    ]


def _lost(
    table: str,
    key: str,
    row: Mapping[str, object],
    after: Mapping[str, Mapping[str, object]],
    renamed: Mapping[str, str],
) -> list[str]:
    if key not in after:
        return [f"{table} {key} is gone"]
    nothing = object()
    return [
        f"{table} {key}: {column} was {value!r}"
        for column, value in row.items()
        if after[key].get(renamed.get(f"{table}.{column}", column), nothing) != value
    ]


def after_planting(connection: BaseDatabaseWrapper, *operations: Operation) -> Rows:
    """What there would be after one more migration, which is undone again."""
    executor = MigrationExecutor(connection)
    state = executor.loader.project_state(newest(executor))
    planted = migrations.Migration("planted", "claims")
    planted.operations = list(operations)
    with transaction.atomic(using=connection.alias):
        with connection.schema_editor() as editor:
            planted.apply(state, editor)
        found = read(connection)
        transaction.set_rollback(True, using=connection.alias)
    return found


def test_every_row_and_value_is_carried_to_the_newest_state(carried: Carried) -> None:
    assert lost(carried.before, carried.now()) == []


def test_every_column_of_the_first_set_was_filled_in(carried: Carried) -> None:
    _state, rows = frozen()

    assert carried.columns == {
        table: set(next(iter(rows[table].values()), ())) for table in carried.columns
    }
    assert {table: set(given) for table, given in carried.before.items()} == {
        table: set(rows.get(table, ())) for table in carried.before
    }


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        (migrations.RemoveField("claim", "note"), ": note was "),
        (migrations.RunSQL("UPDATE claims_claim SET statement = 'Lost.'"), ": statement was "),
        (migrations.RunSQL("DELETE FROM claims_partyalias"), " is gone"),
    ],
    ids=["column", "value", "row"],
)
def test_a_planted_migration_that_loses_data_is_told_of(
    carried: Carried, operation: Operation, told: str
) -> None:
    found = after_planting(carried.connection, operation)

    assert any(told in problem for problem in lost(carried.now(), found))


def test_a_column_that_has_another_name_is_found_again(carried: Carried) -> None:
    rename = migrations.RenameField("partyalias", "name", "called")

    found = after_planting(carried.connection, rename)

    assert lost(carried.now(), found, {"claims_partyalias.name": "called"}) == []
    assert lost(carried.now(), found) != []


def test_a_column_that_is_added_loses_nothing(carried: Carried) -> None:
    more = migrations.AddField("claim", "more", models.TextField(default=""))

    assert lost(carried.now(), after_planting(carried.connection, more)) == []
