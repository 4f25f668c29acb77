"""Hold rows against their history: what changed past the triggers left no line there.

A row that has a history says what its newest line says. Whoever switches the triggers off, as only
the owner of a table can, and changes a row, makes the two differ. Of some tables only columns that
are filled in later have a history (`tracker.base.triggers.track_changes`): it begins with their
first change, and a row that has no line yet has them as it was made with them: empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pghistory.models
from django.apps import apps
from django.db import connection
from django.db.models import Model
from psycopg.sql import SQL, Composed, Identifier, Literal

from tracker.base.ledger.chain import Defect

_AT_ONCE = 500

# The columns that differ are named in the answer: a row of thousands is no help to anybody.
_CHANGED = SQL(
    "SELECT r.{pk}::text, ARRAY(SELECT a.key FROM jsonb_each(to_jsonb(r)) a"
    " WHERE a.key = ANY({columns}) AND a.value IS DISTINCT FROM to_jsonb(h) -> a.key),"
    " h.pgh_id IS NULL OR h.pgh_label = 'delete'"
    " FROM {table} r LEFT JOIN LATERAL (SELECT * FROM {history}"
    " WHERE pgh_obj_id = r.{pk} ORDER BY pgh_id DESC LIMIT 1) h ON true"
    " WHERE h.pgh_label = 'delete' OR (h.pgh_id IS NULL AND {needs_a_line})"
    " OR (h.pgh_id IS NOT NULL AND ({of_row}) IS DISTINCT FROM ({of_history})) ORDER BY r.{pk}"
)
_GONE = SQL(
    "SELECT h.pgh_obj_id::text FROM (SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id, pgh_label"
    " FROM {history} ORDER BY pgh_obj_id, pgh_id DESC) h"
    " WHERE h.pgh_label <> 'delete'"
    " AND NOT EXISTS (SELECT FROM {table} r WHERE r.{pk} = h.pgh_obj_id) ORDER BY h.pgh_obj_id"
)


def histories() -> list[type[Model]]:
    """The tables of row history, by name; each says whose it is (`pgh_tracked_model`)."""
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event)
        and model._meta.managed  # noqa: SLF001 - Django's documented name
        and not model._meta.proxy  # noqa: SLF001
    ]
    return sorted(found, key=lambda model: model._meta.db_table)  # noqa: SLF001


def unrecorded() -> Iterator[Defect]:
    """Rows that are not what the newest line of their history says, or that have none."""
    for history in histories():
        yield from of_table(history)


def of_table(history: Any) -> Iterator[Defect]:
    """The same of one table, by the model of its history."""
    name = history.pgh_tracked_model._meta.model_name  # noqa: SLF001
    for key, columns, unknown in _rows(_statement(_CHANGED, history)):
        if unknown:
            said = f"{name} {key} has no line of history: it was written past the triggers."
        else:
            of = ", ".join(columns)
            said = f"{name} {key}: {of} is not what its history says: changed past the triggers."
        yield Defect("history", said)
    for (key,) in _rows(_statement(_GONE, history)):
        yield Defect("history", f"{name} {key} is gone and its history does not say so.")


def _statement(template: SQL, history: Any) -> Composed:
    tracked = history.pgh_tracked_model._meta  # noqa: SLF001
    kept = {field.column for field in history._meta.concrete_fields}  # noqa: SLF001
    fields = [field for field in tracked.concrete_fields if field.column in kept]
    columns = [field.column for field in fields]
    needs_a_line: SQL | Composed = SQL("true")
    if not any(isinstance(each, pghistory.InsertEvent) for each in history.pgh_trackers):
        empty = SQL(", ").join(Literal(field.get_default()) for field in fields)
        needs_a_line = SQL("({}) IS DISTINCT FROM ({})").format(_of("r", columns), empty)
    return template.format(
        pk=Identifier(tracked.pk.column),
        table=Identifier(tracked.db_table),
        history=Identifier(history._meta.db_table),  # noqa: SLF001
        columns=Literal(columns),
        of_row=_of("r", columns),
        of_history=_of("h", columns),
        needs_a_line=needs_a_line,
    )


def _of(alias: str, columns: list[str]) -> Composed:
    return SQL(", ").join(Identifier(alias, column) for column in columns)


def _rows(statement: Composed) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() if connection.in_atomic_block else connection.cursor() as read:
        read.execute(statement)
        while piece := read.fetchmany(_AT_ONCE):
            yield from piece
