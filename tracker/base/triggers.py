"""Triggers that keep what is sealed, without a switch.

django-pgtrigger installs and compares triggers, but the functions it writes ask a session setting
first (`pgtrigger.ignore`), and any role may set that. The functions made here ask nothing, and look
tables up in the schema of the house alone, so that no temporary table can stand in for one. A table
is sealed if it says `never_emptied()`; `sealed_models()` is the one list of them, from which the
rights of the working role and the tests derive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import pghistory
import pghistory.trigger
import pgtrigger
import pgtrigger.migrations
from django.db.migrations.state import ProjectState
from django.db.models import Model
from pgtrigger import compiler

M = TypeVar("M", bound=type[Model])

EMPTIED = "never_emptied"


class SwitchlessSql(compiler.UpsertTriggerSql):
    """SQL that installs a trigger whose function no setting switches off.

    Migrations name this class and are compared by their hash: a change of the template is a new
    class.
    """

    def get_template(self) -> str:
        """The function, the trigger, and the hash by which it is known again."""
        return """
            CREATE OR REPLACE FUNCTION {pgid}()
            RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class _Switchless(pgtrigger.Trigger):
    """Any trigger of django-pgtrigger, with a function of ours."""

    def compile(self, model: Model) -> compiler.Trigger:  # a class, called its row there
        given = dict(super().compile(model).sql.kwargs)
        given.pop("ignore_func_name")
        return compiler.Trigger(name=self.name, sql=SwitchlessSql(**given))


class Trigger(_Switchless):
    """A trigger with a function of its own."""


class Protect(_Switchless, pgtrigger.Protect):
    """A trigger that refuses an operation, always or on a condition."""


class _ReadOnly(_Switchless, pgtrigger.ReadOnly):
    """A trigger that refuses another value in some columns."""


class _Recording(_Switchless, pghistory.trigger.Event):
    """A trigger that writes a line of row history."""


def append_only() -> Protect:
    """Rows are written once: no update, no delete."""
    return Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


def never_deleted() -> Protect:
    """Rows stay."""
    return Protect(name="never_deleted", operation=pgtrigger.Delete)


def fixed(*fields: str, name: str) -> _ReadOnly:
    """These columns keep the value they were written with."""
    return _ReadOnly(name=name, fields=list(fields))


def never_emptied() -> Trigger:
    """No TRUNCATE, which no trigger on rows sees. Marks the table as sealed."""
    return Trigger(
        name=EMPTIED,
        when=pgtrigger.Before,
        level=pgtrigger.Statement,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate the table %', TG_TABLE_NAME;",
    )


MARKED = "shown"
"""The trigger of a table of which readers are shown something."""
_MARK = """
    IF NOT EXISTS (
        SELECT FROM acts_tablemark
        WHERE of_table = TG_TABLE_NAME AND changed_in = this AND changed_at = now()
    ) THEN
        UPDATE acts_tablemark
        SET mark = gen_random_uuid(), changed_in = this, changed_at = now()
        WHERE id = (
            SELECT id FROM acts_tablemark WHERE of_table = TG_TABLE_NAME
            ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
        );
        IF NOT FOUND THEN
            INSERT INTO acts_tablemark (of_table, mark, changed_in, changed_at)
            VALUES (TG_TABLE_NAME, gen_random_uuid(), this, now());
        END IF;
    END IF;
"""


def shown_to_readers(model: M) -> M:
    """Let a table have marks that change with it: readers are shown something of its rows.

    Once a transaction and table; an update that found no row changes none. See
    docs/decisions/quick-pages.md.
    """
    declared = [("this", "CONSTANT bigint := pg_current_xact_id()::text::bigint")]
    written = Trigger(
        name=MARKED,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Delete,
        declare=declared,
        func=f"{_MARK} RETURN NULL;",
    )
    updated = Trigger(
        name=f"{MARKED}_otherwise",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        referencing=pgtrigger.Referencing(new="changed_rows"),  # type: ignore[no-untyped-call]
        declare=declared,
        func=f"IF EXISTS (SELECT FROM changed_rows) THEN {_MARK} END IF; RETURN NULL;",
    )
    pgtrigger.register(written, updated)(model)
    return model


def marked_tables() -> frozenset[str]:
    """The tables that have such marks, by their names in the database."""
    registered: list[Any] = pgtrigger.registered()
    return frozenset(
        model._meta.db_table  # noqa: SLF001 - Django's documented name
        for model, trigger in registered
        if trigger.name == MARKED
    )


class _Tracker(pghistory.RowEvent):
    """Writes history by a trigger without a switch."""

    def add_event_trigger(self, event_model: Any) -> None:
        recording: Any = _Recording  # its library says nothing of its arguments
        pgtrigger.register(
            recording(
                event_model=event_model,
                label=self.label,
                name=self.trigger_name,
                row=self.row,
                operation=self.operation,
                condition=self.condition,
                level=self.level,
            )
        )(event_model.pgh_tracked_model)


class _Inserted(_Tracker, pghistory.InsertEvent):
    """A row was written."""


class _Updated(_Tracker, pghistory.UpdateEvent):
    """A row was changed; its history has the row as it became."""


class _Deleted(_Tracker, pghistory.DeleteEvent):
    """A row was removed; its history has the row as it was."""


def track(*, besides: Iterable[str] = ()) -> Callable[[M], M]:
    """Keep the history of a table's rows, in a table that is sealed itself.

    Args:
        besides: columns that are computed from other rows, whose changes are nobody's.
    """
    meta = {"triggers": [append_only(), never_emptied()]}
    made: Callable[[M], M] = pghistory.track(
        _Inserted(), _Updated(), _Deleted(), exclude=list(besides), meta=meta
    )
    return made


def track_changes(*fields: str, model_name: str) -> Callable[[M], M]:
    """Keep what became of some columns of a table, the rest of which does not change.

    Args:
        fields: the columns.
        model_name: what the table of the history is called.
    """
    meta = {"triggers": [append_only(), never_emptied()]}
    made: Callable[[M], M] = pghistory.track(
        _Updated(), fields=list(fields), model_name=model_name, meta=meta
    )
    return made


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A sealed table, and what of it may still be written after a row was made.

    Attributes:
        model: the table.
        updates: whether any row may change: some do until they are sealed.
        columns: the columns that may change, where only some of them may.
        deletes: whether a row may go: a draft, say.
    """

    model: type[Model]
    updates: bool
    columns: tuple[str, ...]
    deletes: bool


def sealed_models() -> list[SealedTable]:
    """Every table that is sealed, by its name in the database, as its triggers say."""
    by_model: dict[type[Model], list[pgtrigger.Trigger]] = {}
    registered: list[Any] = pgtrigger.registered()  # classes, called their rows there
    for model, trigger in registered:
        by_model.setdefault(model, []).append(trigger)
    found = [
        _sealed(model, triggers)
        for model, triggers in by_model.items()
        if any(trigger.name == EMPTIED for trigger in triggers)
    ]
    return sorted(found, key=lambda table: table.model._meta.db_table)  # noqa: SLF001


def _sealed(model: type[Model], triggers: Iterable[pgtrigger.Trigger]) -> SealedTable:
    always = [
        trigger
        for trigger in triggers
        if isinstance(trigger, Protect)
        and not isinstance(trigger, _ReadOnly)
        and trigger.condition is None
    ]
    refused = {str(each) for trigger in always for each in _operations(trigger)}
    kept = {
        field
        for trigger in triggers
        if isinstance(trigger, _ReadOnly)
        for field in (trigger.fields or ())
    }
    names = model._meta.concrete_fields  # noqa: SLF001 - Django's documented name
    free = tuple(str(field.column) for field in names if kept and field.name not in kept)
    return SealedTable(
        model=model,
        updates="UPDATE" not in refused,
        columns=tuple(name for name in free if name != model._meta.pk.column),  # noqa: SLF001
        deletes="DELETE" not in refused,
    )


def _operations(trigger: pgtrigger.Trigger) -> Iterable[object]:
    return str(trigger.operation).split(" OR ")


class AddTrigger(pgtrigger.migrations.AddTrigger):
    """Installs a trigger; the classes that Django keeps of a table's past stay as they are.

    A trigger is no part of those, and to make all of them anew for each of some hundred triggers
    takes minutes.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the trigger."""
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]


class RemoveTrigger(pgtrigger.migrations.RemoveTrigger):
    """Takes a trigger away, in the same way."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Forget the trigger."""
        options = state.models[app_label, self.model_name].options
        kept = [one for one in options.get("triggers", []) if one.name != self.name]
        options["triggers"] = kept
