"""Real PostgreSQL and Valkey servers from their wheels, for a machine that has none.

Where ``DATABASE_URL`` or ``REDIS_URL`` is set, that server is used and none is started. Everything
else lives under one folder (``var/``). Several processes may use the servers at once: each holds a
shared lock while it does, and the last one out stops them.
"""

from __future__ import annotations

import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.site.embedded import postgres, valkey
from tracker.site.embedded.errors import EmbeddedError

__all__ = ["EmbeddedError", "for_command", "running"]

PROJECT = Path(__file__).resolve().parents[3]

# Commands that never open a database connection and should not pay for one.
NEED_NO_SERVERS = {
    "capture",
    "check_address",
    "check_warc",
    "collectstatic",
    "compilemessages",
    "draw_states",
    "help",
    "makemessages",
    "spectacular",
    "test",
    "version",
    "--help",
    "--version",
    "-h",
}


def var_dir() -> Path:
    """The folder everything is kept in: ``COUNTERCLAIM_VAR``, else ``var/`` in the project."""
    return Path(os.environ.get("COUNTERCLAIM_VAR") or PROJECT / "var").resolve()


@contextmanager
def for_command(argv: list[str]) -> Iterator[None]:
    """Have servers running around one ``manage.py`` command, if it needs any.

    Args:
        argv: the command line, program first.
    """
    command = argv[1] if len(argv) > 1 else "help"
    if command in NEED_NO_SERVERS:
        yield
        return
    # A terminated command must still stop what it started; and so must one that a shell started
    # in the background, where Ctrl-C's signal would otherwise be ignored.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with running(var_dir()):
            yield
    except EmbeddedError as error:
        sys.exit(f"{error}")


@contextmanager
def running(var: Path, *, durable: bool = True) -> Iterator[None]:
    """Start the servers nobody configured, put their addresses in the environment, stop them after.

    Args:
        var: the folder for data, logs and passwords.
        durable: False lets PostgreSQL forget to wait for the disk; for tests.

    Raises:
        EmbeddedError: a server could not be started; the message says why.
    """
    wanted = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)]
    if not wanted:
        yield
        return
    try:
        var.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EmbeddedError(f"Cannot make the folder {var}: {error}") from error
    with (var / "in-use.lock").open("a") as in_use:
        with _alone(var):
            fcntl.flock(in_use, fcntl.LOCK_SH)
            if "DATABASE_URL" in wanted:
                os.environ |= postgres.ensure(var, durable=durable)
            if "REDIS_URL" in wanted:
                os.environ["REDIS_URL"] = valkey.ensure(var)
        try:
            yield
        finally:
            for name in wanted:
                os.environ.pop(name, None)
            if "DATABASE_URL" in wanted:
                os.environ.pop(postgres.OWNERS_URL, None)
            _leave(var, in_use.fileno(), wanted)


def _leave(var: Path, lock: int, wanted: list[str]) -> None:
    """Give up our share; stop the servers if nobody else holds one."""
    with _alone(var):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if "REDIS_URL" in wanted:
            valkey.stop(var)
        if "DATABASE_URL" in wanted:
            postgres.stop(var)


@contextmanager
def _alone(var: Path) -> Iterator[None]:
    """One process at a time starts or stops servers."""
    with (var / "starting.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
