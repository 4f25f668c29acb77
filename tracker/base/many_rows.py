"""Rows that a worker writes by the hundred, in one statement each time.

`bulk_create` puts an array together for every column, which psycopg writes in Python, and
`bulk_update` an expression for every column of every row: both cost more than the rows. New rows go
the way PostgreSQL has for many (COPY, written in C); changed ones are one JSON document that it
reads by the table's own types.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Write new rows of one table, in their order.

    Args:
        rows: the rows, each with its primary key: none is given back.

    Raises:
        DatabaseError: a value does not fit its column, or the database refuses it; none is written.
    """
    if not rows:
        return
    meta = rows[0]._meta  # noqa: SLF001 - documented name
    fields = meta.concrete_fields
    columns = sql.Composed([_column(field) for field in fields]).join(", ")
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(meta.db_table), columns)
    # What is copied passes by the wrapper that gives errors Django's names.
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            held = ((field, getattr(row, field.attname)) for field in fields)
            copy.write_row([field.get_db_prep_save(value, connection) for field, value in held])


def update_rows(rows: Sequence[models.Model], columns: Collection[str]) -> None:
    """Write columns of rows of one table as the rows hold them.

    Args:
        rows: the rows; each is in the table.
        columns: names of the fields to write.

    Raises:
        DatabaseError: a value does not fit its column, or the database refuses it; none is written.
    """
    if not rows:
        return
    meta = rows[0]._meta  # noqa: SLF001 - documented name
    fields = [field for field in meta.concrete_fields if field.name in columns]
    one = sql.SQL("{column} = given.{column}")
    setting = [one.format(column=_column(field)) for field in fields]
    table = sql.Identifier(meta.db_table)
    # Times and keys are read back from what `str` writes of them, to the microsecond.
    written = (meta.pk, *fields)
    told = [{field.column: getattr(row, field.attname) for field in written} for row in rows]
    statement = sql.SQL(
        "UPDATE {table} AS kept SET {setting}"
        " FROM json_populate_recordset(NULL::{table}, %s::json) AS given"
        " WHERE kept.{key} = given.{key}"
    ).format(table=table, setting=sql.Composed(setting).join(", "), key=_column(meta.pk))
    with connection.cursor() as cursor:
        # As text: the history puts its context in front of what changes rows.
        cursor.execute(statement.as_string(), [json.dumps(told, ensure_ascii=False, default=str)])


def _column(field: models.Field[Any, Any]) -> sql.Identifier:
    return sql.Identifier(str(field.column))
