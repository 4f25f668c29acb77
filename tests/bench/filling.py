"""Rows by the hundred thousand: copies of one real row, written by the database itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg

from tracker.site.embedded.postgres import OWNERS_URL

if TYPE_CHECKING:
    # Models can be imported only once Django is set up, which is after this file is read.
    from django.db.models import Model


class Filler:
    """Writes copies.

    Args:
        cursor: of who owns the tables, without triggers.
    """

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor

    def copy(self, model: type[Model], given: dict[str, str], rows: str, asked: Any = None) -> None:
        """Copy the first row of a table once for each of `rows`.

        Args:
            model: whose table.
            given: the columns that differ, as SQL over `rows`; the others stay as they are.
            rows: what is counted over, as SQL with a name: ``generate_series(1, 9) AS n``.
            asked: the values of its placeholders.
        """
        names = [f.column for f in model._meta.concrete_fields if f.column not in given]
        kept = [name for name in names if name != "id"]
        columns = ", ".join(f'"{name}"' for name in (*given, *kept))
        values = ", ".join((*given.values(), *(f'one."{name}"' for name in kept)))
        table = model._meta.db_table
        self.cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {values} FROM {rows},"
            f" (SELECT * FROM {table} ORDER BY 1 LIMIT 1) AS one",
            asked,
        )

    def without_triggers(self, *models: type[Model]) -> None:
        """Write to these tables without their triggers from now on."""
        for model in models:
            self.cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER ALL")


@contextmanager
def filler() -> Iterator[Filler]:
    """Who owns the tables may fill them without their triggers; the house itself may not."""
    address = os.environ[OWNERS_URL]
    with (
        psycopg.connect(address, autocommit=True, cursor_factory=psycopg.ClientCursor) as owner,
        owner.cursor() as cursor,
    ):
        yield Filler(cursor)
