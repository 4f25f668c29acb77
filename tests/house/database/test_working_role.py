"""The role that does the work owns nothing and cannot change, remove or empty what is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.models import CharField, CompositePrimaryKey
from psycopg.errors import InsufficientPrivilege, RaiseException

from claims.operations.verdicts.correct import correct
from claims.rules.states import ClaimStatus
from sources.models import Page
from sources.operations.register.quotations import quote
from sources.operations.watching.schedule import stop
from tests.factories import AT, a_party, a_verdict, an_editor, later
from tests.house.database.test_append_only import SEALED
from tests.ledger.conftest import capture_of, evidence, page, world
from tests.sources.conftest import WORDS, Capturing
from tests.sources.depositing import HTML as BROUGHT
from tests.sources.depositing import bring, read
from tracker.base.acts.snapshot import lock_rows
from tracker.base.triggers import SealedTable, sealed_models
from tracker.site.roles import WorkingRole, count_rows, grant, owns_what_it_works_on

__all__ = ["capture_of", "evidence", "page", "world"]

TABLES = {table.model._meta.db_table: table for table in sealed_models()}


@contextmanager
def signed_in(worker: WorkingRole) -> Iterator[psycopg.Connection]:
    login = connection.settings_dict
    with psycopg.connect(
        dbname=login["NAME"],
        host=login["HOST"],
        port=login["PORT"],
        user=worker.role,
        password=worker.password,
        autocommit=True,
    ) as made:
        yield made


@pytest.fixture
def house_as_worker(transactional_db: None, worker: WorkingRole) -> Iterator[None]:
    """Let the whole house work as that role; the test database is emptied by its owner again."""
    login = connection.settings_dict
    kept = {name: login[name] for name in ("USER", "PASSWORD")}
    connection.close()
    login.update(USER=worker.role, PASSWORD=worker.password)
    yield
    connection.close()
    login.update(kept)


def test_rows_are_counted_as_the_owner_whoever_works(
    transactional_db: None, worker: WorkingRole, settings: Any
) -> None:
    """The working role itself may not have them counted: PostgreSQL warns, and counts none."""
    login = connection.settings_dict
    kept = {name: login[name] for name in ("USER", "PASSWORD")}
    settings.MIGRATION_DATABASE = {name: login[name] for name in ("HOST", "PORT", *kept)}
    a_party("A")
    a_party("B")
    connection.close()
    login.update(USER=worker.role, PASSWORD=worker.password)
    try:
        count_rows()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_user, reltuples FROM pg_class WHERE relname = 'claims_party'"
            )
            assert cursor.fetchone() == (worker.role, 2)
    finally:
        connection.close()
        login.update(kept)


def a_change(table: SealedTable) -> str:
    """An UPDATE of a column that nobody may write."""
    names = [field.column for field in table.model._meta.concrete_fields]
    kept = next(name for name in reversed(names) if name not in table.columns)
    return f'UPDATE {table.model._meta.db_table} SET "{kept}" = "{kept}"'


def refused(table: SealedTable) -> list[str]:
    name = table.model._meta.db_table
    return [
        f"TRUNCATE {name} CASCADE",
        *([] if table.deletes else [f"DELETE FROM {name}"]),
        *([a_change(table)] if table.columns or not table.updates else []),
        f"ALTER TABLE {name} DISABLE TRIGGER USER",
        f"DROP TABLE {name} CASCADE",
        f"CREATE TRIGGER mine BEFORE INSERT ON {name} EXECUTE FUNCTION tsvector_update_trigger()",
    ]


OTHERWISE = [
    "SET session_replication_role = 'replica'",
    "CREATE ROLE another SUPERUSER",
    "CREATE TABLE public.mine (id int)",
    "CREATE FUNCTION public.mine() RETURNS trigger LANGUAGE plpgsql AS 'begin end'",
    "UPDATE django_migrations SET name = name",
    "DELETE FROM pghistory_context",
    "UPDATE pghistory_context SET id = id",
    "TRUNCATE pghistory_context CASCADE",
    "TRUNCATE claims_claim CASCADE",
]


@pytest.mark.parametrize("name", TABLES)
def test_it_may_not_change_remove_or_empty(worker: WorkingRole, name: str) -> None:
    with signed_in(worker) as its:
        for statement in refused(TABLES[name]):
            with pytest.raises(InsufficientPrivilege):
                its.execute(statement)


@pytest.mark.parametrize("statement", OTHERWISE)
def test_it_may_not(worker: WorkingRole, statement: str) -> None:
    with signed_in(worker) as its, pytest.raises(InsufficientPrivilege):
        its.execute(statement)


def test_it_owns_nothing_and_may_become_nobody_else(worker: WorkingRole) -> None:
    with signed_in(worker) as its:
        owned = its.execute(
            "SELECT count(*) FROM pg_shdepend WHERE deptype = 'o'"
            " AND refobjid = current_user::regrole"
        ).fetchone()
        rights = its.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls"
            " FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        member = its.execute(
            "SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole"
        ).fetchone()

    assert (owned, rights, member) == ((0,), (False,) * 5, (0,))


def test_nor_write_functions_that_are_there(worker: WorkingRole, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p"
            " WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'"
            " AND p.prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql')"
        )
        functions = [name for (name,) in cursor.fetchall()]

    assert functions
    with signed_in(worker) as its:
        for function in functions:
            with pytest.raises(InsufficientPrivilege):
                its.execute(f"ALTER FUNCTION {function} RESET ALL")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["Capture", "Review", "Recheck", "Round", "SealedFile"])
def test_the_librarys_switch_gives_it_no_row_that_is_sealed(worker: WorkingRole, name: str) -> None:
    """Tables whose rows change until they are sealed: here the trigger is asked."""
    make, change = SEALED[name]
    row = make()
    column, value = next(iter(change.items()))
    table = row._meta.db_table

    with signed_in(worker) as its:
        its.execute(
            "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, false)"
            " FROM pg_trigger WHERE tgrelid = %s::regclass",
            [table],
        )
        with pytest.raises((RaiseException, InsufficientPrivilege)):
            its.execute(f'UPDATE {table} SET "{column}" = %s', [value])


def test_the_house_does_its_work_as_this_role(
    house_as_worker: None, page: Page, world: Any, capture_of: Capturing
) -> None:
    quote(page=page, exact=WORDS, by=page.added_by, at=AT)
    capture_of(page)
    read(bring(page, BROUGHT))
    verdict = a_verdict()
    correct(
        claim=verdict.claim,
        kind="clarity",
        summary="Put more clearly.",
        reason="It was not clear.",
        by=an_editor(),
        at=later(days=5),
    )
    stop(page=page, reason="Not needed.", by=an_editor(), at=later(days=6))

    verdict.claim.refresh_from_db()
    assert verdict.claim.status == ClaimStatus.PUBLISHED
    assert not owns_what_it_works_on()


def test_it_may_lock_a_row_of_any_table(house_as_worker: None) -> None:
    """PostgreSQL asks for a right to lock rows before it looks whether there is one."""
    denied = []
    for model in apps.get_models():
        if isinstance(key := model._meta.pk, CompositePrimaryKey):
            continue  # of no form: what words are found by
        try:
            with transaction.atomic():
                lock_rows(model(pk="1" if isinstance(key, CharField) else 1))
        except ProgrammingError:
            denied.append(model.__name__)

    assert denied == []


@pytest.mark.django_db
def test_the_owner_is_told_from_it() -> None:
    assert owns_what_it_works_on()


def test_a_table_that_is_added_is_no_table_of_its_until_it_is_granted(
    worker: WorkingRole, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (id int)")
    try:
        with signed_in(worker) as its, pytest.raises(InsufficientPrivilege):
            its.execute("SELECT FROM later")
        with django_db_blocker.unblock():
            grant(worker)
        with signed_in(worker) as its:
            its.execute("INSERT INTO later VALUES (1)")
    finally:
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DROP TABLE later")
