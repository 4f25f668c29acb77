"""Rows of every kind in the ledger, and hands that change them past the triggers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from claims.reads.ledger.kinds import ALL_KINDS
from tests.factories import AT, later
from tests.house.database import rows
from tracker.base.ledger.operations import enter_rows

OPENS = {"claim", "number", "opened_from", "opening_reason", "opened_by", "opened_at", "adds_to"}
ENDS = {"version", "result", "closing_reason", "closed_by", "closed_at"}
SETTLES = {"settled_rating", "settlement", "settled_by", "settled_at"}
WITHHOLDS = {"description", "reason", "hides_page", "begun_by", "begun_at"}
GIVES_OUT = {"ended_by", "ended_at", "end_reason"}
NOT_PINNED = {
    "capture": set(),
    "finding": set(),
    "deposit": set(),
    "original": set(),
    "withheld": GIVES_OUT,
    "given_out": WITHHOLDS,
    "rendering": {"look_waits"},  # asks for work until the row is done
    "recheck": {"seen_by", "seen_at", "seen_note"},  # written later, once
    "grade": set(),
    "version": set(),
    "round": ENDS | SETTLES,
    "round_end": OPENS | SETTLES,
    "settlement": OPENS | ENDS,
    "review": set(),
    "event": set(),
    "verdict": set(),
    "correction": set(),
}
"""Columns that may change after the row has entered, or that another kind speaks of."""


def _rendering() -> models.Model:
    row = rows.rendering(status="done", finished_at=AT, taken_by="w", taken_at=AT)
    rows.rendered_file(rendering=row)
    return row


def _assignment() -> models.Model:
    """In a round that is open: two tables say so, and are asked when both have been written."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return rows.assignment()


MAKERS: dict[str, Callable[[], models.Model]] = {
    "capture": lambda: rows.sealed_capture(taken_by="w", taken_at=AT, next_attempt_at=AT),
    "finding": lambda: rows.finding(start=1, end=2),
    "deposit": rows.deposit,
    "original": rows.withheld_original,
    "withheld": rows.withholding,
    "given_out": rows.ended_withholding,
    "rendering": _rendering,
    "recheck": rows.recheck,
    "grade": rows.grade,
    "version": rows.version,
    "round": rows.round_,
    "round_end": rows.ended_round,
    "settlement": rows.settled_round,
    "review": lambda: rows.review(sealed_at=AT),
    "event": lambda: rows.event(actor_id=1, claim_id=1),
    "verdict": rows.verdict,
    "correction": rows.corrected_wording,
}
OTHERS: dict[str, Callable[[], models.Model]] = {
    "User": rows.user,
    "Page": rows.page,
    "SealedFile": rows.sealed_file,
    "Deposit": rows.deposit,
    "Capture": rows.sealed_capture,
    "Quotation": rows.quotation,
    "Claim": rows.claim,
    "Figure": rows.figure,
    "Round": rows.ended_round,
    "Verdict": rows.verdict,
    "Publisher": rows.publisher,
    "Version": rows.version,
    "Assignment": _assignment,
}


def a_row(kind: str) -> models.Model:
    return MAKERS[kind]()


def enter_all() -> None:
    for kind in ALL_KINDS:
        enter_rows((kind, kind.missing()), at=AT)


def entered(kind: str) -> models.Model:
    """A row of the kind in the ledger, and all else that had to be made for it."""
    row = a_row(kind)
    enter_all()
    return row


@contextmanager
def trigger_disabled(table: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def tamper(row: models.Model, **change: Any) -> None:
    with trigger_disabled(row._meta.db_table):
        assert type(row)._default_manager.filter(pk=row.pk).update(**change) == 1


def another(row: models.Model, field: models.Field) -> Any:
    """A value that the column may hold and does not."""
    value = getattr(row, field.attname)
    if field.is_relation:
        return OTHERS[field.related_model.__name__]().pk
    if field.choices:
        return next(choice for choice, _label in field.choices if choice != value)
    values: dict[type[models.Field], Any] = {
        models.BooleanField: not value,
        models.DateTimeField: later(days=30),
        models.DateField: later(days=30).date(),
        models.JSONField: {"another": 1},
    }
    if type(field) in values:
        return values[type(field)]
    if isinstance(field, models.DecimalField | models.IntegerField):
        return (value or 0) + 7
    return "ef" * 32 if field.name.endswith("sha256") else f"another {value}"[: field.max_length]
