"""The tables are made once for a run; the database of each test process is a copy."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

_ALIAS = "made_once"
_MARK = "_tables_of_run_"


def tables_of_run() -> str:
    """The database with all tables that this run copies; whoever comes first makes it."""
    beside = connections[DEFAULT_DB_ALIAS]
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    name = f"{beside.settings_dict['NAME'][:20]}{_MARK}{run[:12]}"
    with _one_at_a_time(), beside._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"%{_MARK}%"])
        there = {known for (known,) in cursor.fetchall()}
        if name not in there:
            for old in there:
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
            _migrate(name)
    return name


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    place = Path(settings.VAR_DIR)
    place.mkdir(parents=True, exist_ok=True)
    with (place / "made_once.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(name: str) -> None:
    beside = connections[DEFAULT_DB_ALIAS]
    connections.settings[_ALIAS] = {**beside.settings_dict, "NAME": name}
    try:
        executor = MigrationExecutor(connections[_ALIAS])
        executor.migrate(executor.loader.graph.leaf_nodes())
    finally:
        connections[_ALIAS].close()
        del connections[_ALIAS], connections.settings[_ALIAS]
