"""What an act changes, so that its form can say what it was written against."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, ClassVar

from django.db.models import Model

from tracker.base.acts.snapshot import Fact, lock_rows


class Changing:
    """What an act changes: the thing that its form is written against.

    Attributes:
        changes: the name of the view's attribute that holds the row, dots allowed; "" where the
            act only adds and nothing that is there can be lost.
        edits: whether the form begins with what is recorded, so that its fields are a part of what
            it was written against.
        untold: columns of the row that say nothing to whoever sends the form.
    """

    changes: ClassVar[str] = ""
    edits: ClassVar[bool] = False
    untold: ClassVar[tuple[str, ...]] = ()

    def lock(self, data: dict[str, Any]) -> None:
        """Lock the thing, so that what is compared is what is changed."""
        if self.changes:
            lock_rows(self.changed)

    @property
    def changed(self) -> Model:
        """The row."""
        row: Model = attrgetter(self.changes)(self)
        return row

    def facts(self) -> dict[str, Fact]:
        """What there is to see of the thing, read afresh; a row's own columns if not said."""
        if not self.changes:
            return {}
        row = self.changed
        row.refresh_from_db()
        columns = [field for field in row._meta.concrete_fields if field.name not in self.untold]  # noqa: SLF001 - documented name
        return {
            field.name: Fact(str(field.verbose_name).capitalize(), str(getattr(row, field.attname)))
            for field in columns
            if not field.primary_key
        }

    def mark(self) -> int:
        """The newest line of the journal about the thing; 0 where it has none."""
        return 0

    def said_since(self, mark: int) -> Sequence[str]:
        """What the journal says was done to the thing after a line, as far as one may read it."""
        return ()
