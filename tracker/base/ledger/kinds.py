"""What enters the ledger: for each kind, which rows, and what of a row is written down.

One pair of functions a kind makes the content from the row. It is called when the row enters and
again when the ledger is verified, so a column that one of them reads cannot change unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from tracker.base.ledger.models import Entry

M = TypeVar("M", bound=Model)


Then = Mapping[str, Any]


def nothing(_row: Any) -> Mapping[str, Any]:
    """A kind that has nothing to keep from readers."""
    return {}


def no_pins(_row: Any, _then: Then | None) -> Mapping[str, Any]:
    """A kind that speaks of no other rows."""
    return {}


@dataclass(frozen=True, slots=True)
class Kind(Generic[M]):
    """One kind of entry.

    Attributes:
        name: as it stands in the ledger, at most 20 characters.
        model: the table.
        facts: what may be read by everybody once the row itself may be.
        private: what is never given out; the ledger shows its digest only.
        pins: digests of other rows that the row rests on, never given out either. When the ledger
            is verified it is told what was entered, where others have joined them since.
        due: which rows must be in the ledger.
        related: relations the two functions read, for `select_related`.
        prefetch: relations for `prefetch_related`.
        made_at: the column that says when a row became due.
    """

    name: str
    model: type[M]
    facts: Callable[[M], Mapping[str, Any]]
    made_at: str
    private: Callable[[M], Mapping[str, Any]] = nothing
    pins: Callable[[M, Then | None], Mapping[str, Any]] = no_pins
    due: Q = field(default_factory=Q)
    related: tuple[str, ...] = ()
    prefetch: tuple[str, ...] = ()

    def rows(self) -> QuerySet[M]:
        """Rows that must be in the ledger, with what their content is made from."""
        return self.all_rows().filter(self.due)

    def all_rows(self) -> QuerySet[M]:
        """Every row of the table, with what its content is made from."""
        rows: QuerySet[M] = QuerySet(self.model)
        if self.related:
            rows = rows.select_related(*self.related)
        return rows.prefetch_related(*self.prefetch)

    def missing(self) -> QuerySet[M]:
        """Rows that must be in the ledger and are not, the earliest first."""
        entries = Entry.objects.filter(kind=self.name, subject=OuterRef("as_subject"))
        rows: QuerySet[Any] = self.rows().annotate(as_subject=Cast("pk", CharField()))
        return rows.filter(~Exists(entries)).order_by(self.made_at, "pk")

    def missing_keys(self) -> QuerySet[Any, Any]:
        """The keys of those rows alone."""
        return self.missing().prefetch_related(None).values_list("pk", flat=True)
