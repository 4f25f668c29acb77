"""A long list is read on from a row, not from a number: page 400 costs what page 1 does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import BooleanField, F, Func, Model, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.utils.functional import Promise

M = TypeVar("M", bound=Model)

COUNTED = 1000
"""Rows of a queue that are counted; of more it is said that there are more."""


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort a list.

    Args:
        name: in the address.
        label: as it is offered.
        columns: what the rows are sorted by, the key last, all of them in one direction.
        descending: whether the largest comes first.
        made: columns that are computed for it, by name.
    """

    name: str
    label: str | Promise
    columns: tuple[str, ...]
    descending: bool = True
    made: Mapping[str, Combinable] = field(default_factory=dict)

    def with_columns(self, rows: QuerySet[M]) -> QuerySet[M]:
        """The rows with what they are sorted by."""
        return rows.annotate(**self.made) if self.made else rows

    def sort(self, rows: QuerySet[M]) -> QuerySet[M]:
        """The rows, which have what they are sorted by, in this order."""
        sign = "-" if self.descending else ""
        return rows.order_by(*(f"{sign}{column}" for column in self.columns))


@dataclass(frozen=True, slots=True)
class Stretch(Generic[M]):
    """Some rows of a list that stand together, and the key of the last if more follow."""

    rows: list[M]
    next_after: str
    begins: bool
    """Whether they are the first of the list."""


def stretch_of(rows: QuerySet[M], order: Order, *, after: str, size: int) -> Stretch[M]:
    """The rows that follow on one row, in an order.

    Args:
        rows: the list.
        order: how it is sorted.
        after: the key of the row, as an address has it; the first rows where that is no row.
        size: how many, at most.
    """
    place = _place(rows.model, order, after)
    rows = order.with_columns(rows)
    wanted = rows if place is None else rows.filter(_beyond(order, place))
    found = list(order.sort(wanted)[: size + 1])
    more = str(found[size - 1].pk) if len(found) > size else ""
    return Stretch(found[:size], more, begins=place is None)


def bounded_count(rows: QuerySet[Any]) -> int:
    """How many rows there are; one more than `COUNTED` stands for all that are more."""
    return rows.order_by()[: COUNTED + 1].count()


def bounded_counts(lists: Sequence[QuerySet[Any]]) -> list[int]:
    """The same of several lists, in one query."""
    if not lists:
        return []
    counted = [
        rows.order_by().values("pk")[: COUNTED + 1].query.sql_with_params() for rows in lists
    ]
    columns = ", ".join(
        f"(SELECT count(*) FROM ({sql}) AS counted)"  # noqa: S608 - of Django's own making
        for sql, _given in counted
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [one for _sql, given in counted for one in given])
        return list(cursor.fetchone() or ())


def _place(model: type[Model], order: Order, after: str) -> Sequence[Any] | None:
    """Where a row stands in the order, whether or not it is in the list any more."""
    if not after:
        return None
    everything = order.with_columns(model._default_manager.all())  # noqa: SLF001 - documented name
    try:
        place: tuple[Any, ...] | None = (
            everything.filter(pk=after).values_list(*order.columns).first()
        )
    except (ValueError, ValidationError, OverflowError):
        return None
    return place


def _beyond(order: Order, place: Sequence[Any]) -> Func:
    """That a row comes after a place: one comparison of whole rows, which an index answers."""
    columns = Func(*map(F, order.columns), function="ROW", output_field=TextField())
    values = Func(*map(Value, place), function="ROW", output_field=TextField())
    sign = " < " if order.descending else " > "
    return Func(
        columns,
        values,
        template="%(expressions)s",
        arg_joiner=sign,
        output_field=BooleanField(),
    )
