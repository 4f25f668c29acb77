"""Changes of many columns in one step of a migration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AtOnce(Operation):
    """Several changes of tables; the classes that Django keeps of their past are made anew once.

    Django makes all of them again after each change, which takes most of the time that a new
    installation waits for its database. Each change sees the tables as they are before the first
    and after the last, so that no table or column may be changed by two of them.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, changes: Sequence[Operation]) -> None:
        self.changes = changes

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Say how a migration writes it down."""
        return "AtOnce", [self.changes], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note all changes."""
        state.__dict__.pop("apps", None)  # where Django keeps the classes; made when asked for
        for change in self.changes:
            change.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make them, in their order."""
        for change in self.changes:
            change.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take them back, the last first."""
        for change in reversed(self.changes):
            change.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Name them all."""
        return "; ".join(change.describe() for change in self.changes)
