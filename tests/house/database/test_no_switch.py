"""What keeps sealed rows is a function without a switch, and no sealed table lacks a part of it."""

from __future__ import annotations

import pghistory.models
import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from tests.house.database import rows
from tests.house.database.test_append_only import MAY_GO, REFUSED, SEALED
from tracker.base.triggers import SwitchlessSql, sealed_models


def with_a_switch() -> list[str]:
    """Triggers whose function asks `pgtrigger.ignore`, each with what to do about it."""
    return [
        f"{model._meta.label} uses {type(trigger).__module__}.{type(trigger).__name__} for its "
        f"trigger {trigger.name}: take the one of tracker.base.triggers"
        for model, trigger in pgtrigger.registered()
        if type(trigger.compile(model).sql) is not SwitchlessSql
    ]


def history_tables() -> set[type[models.Model]]:
    return {
        model
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event)
        and model._meta.managed
        and not model._meta.proxy
    }


def tables() -> list[str]:
    return [table.model._meta.db_table for table in sealed_models()]


def test_no_model_takes_a_trigger_that_a_session_can_switch_off() -> None:
    assert with_a_switch() == []


def test_one_that_does_is_named() -> None:
    planted = pgtrigger.Protect(name="planted", operation=pgtrigger.Delete)
    with planted.register(apps.get_model("claims", "Party")):
        named = with_a_switch()
        unsealed = unsealed_tables()

    (told,) = named
    assert told.startswith("claims.Party uses pgtrigger.contrib.Protect for its trigger planted: ")
    assert unsealed == ["claims.Party protects rows: add never_emptied() to its triggers"]


def unsealed_tables() -> list[str]:
    """Tables that protect rows and can be emptied."""
    sealed = {table.model for table in sealed_models()}
    protecting = {
        model
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, pgtrigger.Protect) or trigger.name == "sealed_stays"
    }
    return [
        f"{model._meta.label} protects rows: add never_emptied() to its triggers"
        for model in sorted(protecting | history_tables(), key=lambda each: each._meta.label)
        if model not in sealed
    ]


def test_every_table_that_protects_rows_can_not_be_emptied_either() -> None:
    assert unsealed_tables() == []


def test_the_history_of_rows_is_written_once() -> None:
    sealed = {table.model: table for table in sealed_models()}

    assert history_tables()
    assert [model for model in history_tables() if sealed[model].updates] == []
    assert [model for model in history_tables() if sealed[model].deletes] == []


def test_the_database_has_them_all_and_no_function_asks_a_setting(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgrelid::regclass::text FROM pg_trigger t WHERE t.tgtype & 32 <> 0"
        )
        never_emptied = {table for (table,) in cursor.fetchall()}
        cursor.execute(
            "SELECT DISTINCT p.proname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal"
            " AND (p.prosrc LIKE '%%should_ignore%%' OR p.prosrc ILIKE '%%current_setting%%')"
        )
        asking = cursor.fetchall()

    assert never_emptied == {*tables(), "pghistory_context"}
    assert asking == []


@pytest.mark.parametrize("name", sorted(SEALED))
def test_the_setting_of_the_library_switches_nothing_off(db: None, name: str) -> None:
    make, change = SEALED[name]
    row = make()
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass", [table])
        every = ",".join(name for (name,) in cursor.fetchall())
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{every}}}"])

    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**change)
    if name in MAY_GO:
        return
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk)._raw_delete("default")


@pytest.mark.parametrize("table", tables())
def test_no_sealed_table_can_be_emptied(db: None, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="Cannot truncate"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table} CASCADE")


def test_a_temporary_table_stands_in_for_none(db: None) -> None:
    """A function that looked names up as the session does would ask the forger's own table."""
    over = rows.ended_round()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE claims_round ON COMMIT DROP AS TABLE claims_round")
        cursor.execute("UPDATE pg_temp.claims_round SET closed_at = NULL")
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            cursor.execute(
                "INSERT INTO claims_assignment (round_id, reviewer_id, assigned_by_id,"
                " assigned_at, due, note, status, closing_note)"
                " SELECT %s, id, id, now(), now(), '', 'open', '' FROM people_user LIMIT 1",
                [over.pk],
            )


def test_history_and_who_wrote_it_stay(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true)")
        cursor.execute("SELECT set_config('pghistory.context_metadata', '{}', true)")
        party = rows.party()
        for change in (
            "UPDATE claims_partyevent SET name = 'other'",
            "DELETE FROM claims_partyevent",
            "DELETE FROM pghistory_context",
            "TRUNCATE pghistory_context CASCADE",
        ):
            with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
                cursor.execute(change)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DELETE FROM claims_party WHERE id = %s", [party.pk])
        cursor.execute(
            "SELECT pgh_label FROM claims_partyevent WHERE pgh_obj_id = %s ORDER BY pgh_id",
            [party.pk],
        )
        told = [label for (label,) in cursor.fetchall()]

    assert told == ["insert", "delete"]
