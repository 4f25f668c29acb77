"""Let the house work with the rights that it has outside: only a test itself owns the tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from psycopg.pq import TransactionStatus
from psycopg.sql import SQL, Identifier

if TYPE_CHECKING:
    from tracker.site.roles import WorkingRole


@contextmanager
def working_as(worker: WorkingRole) -> Iterator[None]:
    """Be the working role within, whatever one was before; no query of Django's is counted.

    What a failed transaction is taken back with takes the role back as well.
    """
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        (before,) = cursor.execute("SHOW role").fetchone()
        cursor.execute(SQL("SET ROLE {}").format(Identifier(worker.role)))
    try:
        yield
    finally:
        connection.ensure_connection()
        if connection.connection.info.transaction_status != TransactionStatus.INERROR:
            with connection.connection.cursor() as cursor:
                cursor.execute(SQL("SET ROLE {}").format(Identifier(before)))


@pytest.fixture(autouse=True)
def acts_as_the_working_role(worker: WorkingRole, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every operation be done with the rights of the working role; for a folder's conftest."""
    from tracker.base.acts import transaction  # noqa: PLC0415

    at_the_end = transaction.at_the_end

    @contextmanager
    def done() -> Iterator[None]:
        with working_as(worker), at_the_end():
            yield

    monkeypatch.setattr(transaction, "at_the_end", done)
