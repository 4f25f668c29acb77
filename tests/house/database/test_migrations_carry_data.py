"""Migrations carry data forward: no row and no value that was there before is lost.

The state before is the first set of migrations with the rows that were frozen there, so every
migration that is added from now on is run over them. One that gives a table or a column another
name says so in `RENAMED`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation

from tests.house.database import rows
from tests.house.database.frozen import (
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

_NOTED = "affiliation citation claim counterclaim figure incident party place"
_NOTES = [f"claims_{name}" for name in _NOTED.split()] + ["sources_publisher"]
RENAMED: dict[str, str] = {
    f"{table}{history}.note": "internal_note" for table in _NOTES for history in ("", "event")
} | {
    # Both are empty of a text that is not searched yet; what was made of the others is made anew.
    f"sources_{table}.words": "searched_since"
    for table in ("capturetext", "renderedfile")
}
"""`table` or `table.column` as it was in the first set -> the table or column as it is now."""


def lost(before: Rows, after: Rows, renamed: Mapping[str, str] = RENAMED) -> list[str]:
    """Name every row and every value of `before` that `after` does not have."""
    return [
        problem
        for table, kept in before.items()
        for key, row in kept.items()
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


def after_planting(operation: Operation) -> Rows:
    """What there is after one more migration; the test's own transaction undoes it."""
    executor = MigrationExecutor(connection)
    planted = migrations.Migration("planted", "claims")
    planted.operations = [operation]
    with connection.schema_editor() as editor:
        planted.apply(executor.loader.project_state(newest(executor)), editor)
    return read(connection)


@pytest.fixture
def filled(db: None) -> Rows:
    """Rows in every table as they are today."""
    for make in rows.MAKERS:
        make()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return read(connection)


@pytest.mark.timeout(900)
def test_every_row_and_value_is_carried_from_the_first_set_to_the_newest(
    django_db_blocker: Any,
) -> None:
    state, kept = frozen()
    with django_db_blocker.unblock(), scratch_database() as scratch:
        migrate(scratch, state)
        assert {table: columns(scratch, table) for table in tables(scratch, state)} == {
            table: set(next(iter(given.values()))) for table, given in kept.items()
        }
        put(scratch, kept)
        before = read(scratch)

        migrate(scratch)

        assert lost(before, read(scratch)) == []


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        (migrations.RemoveField("claim", "spokesperson"), ": spokesperson was "),
        (migrations.RunSQL("UPDATE claims_claim SET statement = 'Lost.'"), ": statement was "),
        (migrations.RunSQL("DELETE FROM claims_partyalias"), " is gone"),
    ],
    ids=["column", "value", "row"],
)
def test_a_planted_migration_that_loses_data_is_told_of(
    filled: Rows, operation: Operation, told: str
) -> None:
    assert any(told in problem for problem in lost(filled, after_planting(operation)))


def test_a_column_that_has_another_name_is_found_again(filled: Rows) -> None:
    found = after_planting(migrations.RenameField("partyalias", "name", "called"))

    assert lost(filled, found, {"claims_partyalias.name": "called"}) == []
    assert lost(filled, found) != []


def test_a_column_that_is_added_loses_nothing(filled: Rows) -> None:
    more = migrations.AddField("claim", "more", models.TextField(default=""))

    assert lost(filled, after_planting(more)) == []
