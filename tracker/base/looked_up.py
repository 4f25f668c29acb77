"""What is looked up in an index, row by row, where PostgreSQL may choose to read whole tables."""

from __future__ import annotations

from typing import Any, cast

from django.db import connection
from django.db.models import Exists, Field, Model


class LookedUp(Exists):
    """`Exists` that an index answers for each row, as far as rows are read.

    PostgreSQL may otherwise read the whole of the other table beforehand, to have it at hand for
    all rows there are, though a list ends after a hundred of them. It does not where a query is
    followed by OFFSET.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"


def values_in_use(model: type[Model], field: str) -> list[Any]:
    """The values that a column holds, each once, in order; without NULL.

    Each is looked up as the next after the one before, so that few values among many rows take as
    many steps as there are values: PostgreSQL reads every row of an index for ``DISTINCT``.

    Args:
        model: whose table.
        field: by which an index of the table begins.
    """
    meta = model._meta  # noqa: SLF001 - documented name
    kept = cast("Field[Any, Any]", meta.get_field(field))
    column, table = map(connection.ops.quote_name, (str(kept.column), meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(_STEPS.format(column=column, table=table))
        return [value for (value,) in cursor.fetchall()]


_STEPS = """
WITH RECURSIVE steps (value) AS (
    (SELECT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY {column} LIMIT 1)
    UNION ALL
    SELECT (SELECT {column} FROM {table} WHERE {column} > steps.value ORDER BY {column} LIMIT 1)
    FROM steps WHERE steps.value IS NOT NULL
)
SELECT value FROM steps WHERE value IS NOT NULL
"""
