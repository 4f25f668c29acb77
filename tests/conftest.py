"""Real servers for the whole test run, unless others are configured.

Django reads its settings once, so the servers' addresses must be known before it does, and before
another conftest imports a model: that is why it all happens when this file is imported, and why the
settings module is named here and not in pyproject.toml. The servers' folder is one of the tests'
own, so that a test run and a demonstration on the same machine do not meet.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import django
import pytest
from hypothesis import HealthCheck, settings

from tests.suites.outside import outside, tell
from tracker.site import embedded

if TYPE_CHECKING:
    from tracker.site.roles import WorkingRole

pytest_plugins = ["tests.programs"]
__all__ = ["outside"]  # a fixture for every test

_stack = ExitStack()


def _own_database(redis_url: str) -> str:
    """A numbered database for each test process: nudges for one never reach another's worker."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
    return urlsplit(redis_url)._replace(path=f"/{number}").geturl()


def _let_tests_empty_tables() -> None:
    """A test with real transactions ends by emptying every table, which sealed ones refuse.

    Nothing but the tables' owner can switch that off, so as the owner of the tests' database we do.
    """
    from django.db.backends.postgresql.operations import DatabaseOperations  # noqa: PLC0415

    flush = DatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: DatabaseOperations, sql_list: list[str]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
                " WHERE tgtype & 32 <> 0 AND tgenabled = 'O'"
            )
            refusing = cursor.fetchall()
        flush(
            self,
            [
                *(f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in refusing),
                *sql_list,
                *(f"ALTER TABLE {table} ENABLE TRIGGER {name}" for table, name in refusing),
            ],
        )

    DatabaseOperations.execute_sql_flush = execute_sql_flush


def _hash_passwords_quickly() -> None:
    """Sign people in with the hasher that production has, but without its million rounds."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher  # noqa: PLC0415

    PBKDF2PasswordHasher.iterations = 10


# What a machine that others use too takes its time for is no fault.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the search for garbage need not look through it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: some tests wait for a clock, a browser or a worker."""
    return (os.cpu_count() or 1) + 1


def _prepare() -> None:
    var = Path(__file__).resolve().parent.parent / "var" / "tests"
    os.environ.setdefault("COUNTERCLAIM_VAR", str(var))
    _stack.enter_context(embedded.running(embedded.var_dir(), durable=False))
    # Test databases are made, migrated and emptied by their owner; what the working role may do,
    # tests/house/database/test_working_role.py tries as that role.
    if owner := os.environ.pop("MIGRATION_DATABASE_URL", ""):
        os.environ["DATABASE_URL"] = owner
    os.environ["REDIS_URL"] = _own_database(os.environ["REDIS_URL"])
    # Captures of two tests ask the same host; those about turns set a pause of their own.
    os.environ.setdefault("COUNTERCLAIM_HOST_PAUSE_SECONDS", "0")
    # Every test has a ledger of its own; those about heads that are kept name a file of theirs.
    os.environ.setdefault("COUNTERCLAIM_LEDGER_HEADS_FILE", "")
    # All tests come from one address; those about limits set one of their own.
    os.environ.setdefault("COUNTERCLAIM_PAGE_BUDGET", "0")
    # A browser is slow: tests that want one turn it on.
    os.environ.setdefault("COUNTERCLAIM_RENDERING", "false")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    django.setup()
    _let_tests_empty_tables()
    _hash_passwords_quickly()
    # Left standing, pytest-django would read the settings in every process of xdist before that
    # process has a database number of its own.
    del os.environ["DJANGO_SETTINGS_MODULE"]


_prepare()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any
) -> None:
    """Let the database of this process be a copy of the one that the run makes once."""
    from django.db import connection  # noqa: PLC0415

    from tests.made_once import tables_of_run  # noqa: PLC0415

    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = tables_of_run()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Before the database goes, end what is still in it: a process that a test has killed, say."""
    from django.db import connection  # noqa: PLC0415

    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def worker(django_db_setup: None, django_db_blocker: Any) -> Iterator[WorkingRole]:
    """A role of this test database with the rights that `migrate` gives."""
    from django.db import connection  # noqa: PLC0415

    from tracker.site.roles import WorkingRole, grant  # noqa: PLC0415

    to = WorkingRole(f"{connection.settings_dict['NAME']}_worker", "of this test")
    with django_db_blocker.unblock():
        grant(to)
    yield to
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f'DROP OWNED BY "{to.role}"')
        cursor.execute(f'DROP ROLE "{to.role}"')


@pytest.fixture(autouse=True)
def in_the_default_language() -> Iterator[None]:
    """Begin each test in English: Django goes on in the language of the last page asked for."""
    from django.utils import translation  # noqa: PLC0415

    translation.deactivate()
    yield
    translation.deactivate()


def pytest_unconfigure() -> None:
    _stack.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    tell(terminalreporter)
