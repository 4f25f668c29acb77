"""What is made once for a run and shared by its test processes: tables, and what takes long.

The database of each process is a copy of the one with the tables.
"""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

MadeT = TypeVar("MadeT")

_ALIAS = "made_once"
_MARK = "_tables_of_run_"


def tables_of_run() -> str:
    """The database with all tables that this run copies; whoever comes first makes it."""
    beside = connections[DEFAULT_DB_ALIAS]
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    name = f"{beside.settings_dict['NAME'][:20]}{_MARK}{run[:12]}"
    with _one_at_a_time(Path(settings.VAR_DIR)), beside._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"%{_MARK}%"])
        there = {known for (known,) in cursor.fetchall()}
        if name not in there:
            for old in there:
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
            _migrate(name)
    return name


def made_once(name: str, make: Callable[[], MadeT], *, folder: Path) -> MadeT:
    """What the first process that asks has made; the others wait for it and read a copy.

    Args:
        name: what it is called among what is made for the run.
        make: makes it; it must be possible to pickle.
        folder: of this process, in the folder of the run: `tmp_path_factory.getbasetemp()`.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return make()
    kept = folder.parent / f"{name}.pickle"
    with _one_at_a_time(folder.parent):
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make()))
    found: MadeT = pickle.loads(kept.read_bytes())
    return found


@contextmanager
def _one_at_a_time(place: Path) -> Iterator[None]:
    place.mkdir(parents=True, exist_ok=True)
    with (place / "made_once.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _number_apart(connection: BaseDatabaseWrapper) -> None:
    """Let the rows of each table count from a high number of its own.

    A process that comes to a test late has made thousands of rows before it: a test that holds only
    while numbers are small, or while rows of two tables share theirs, would fail now and then.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass,"
            " 20000 + 1009 * row_number() OVER (ORDER BY sequencename))"
            " FROM pg_sequences"
        )


def _migrate(name: str) -> None:
    beside = connections[DEFAULT_DB_ALIAS]
    connections.settings[_ALIAS] = {**beside.settings_dict, "NAME": name}
    try:
        executor = MigrationExecutor(connections[_ALIAS])
        executor.migrate(executor.loader.graph.leaf_nodes())
        _number_apart(connections[_ALIAS])
    finally:
        connections[_ALIAS].close()
        del connections[_ALIAS], connections.settings[_ALIAS]
