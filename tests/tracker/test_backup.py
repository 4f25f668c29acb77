"""A backup holds everything and comes back whole, or says why not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections
from django.test import Client
from django.utils import timezone

from claims.models import Claim
from sources.models import Capture
from tests.house.database import rows
from tracker.base.people.models import User
from tracker.site import backup

BODY = b"a sealed page"
DIGEST = hashlib.sha256(BODY).hexdigest()
NAME = f"warc/{DIGEST[:2]}/{DIGEST}.warc.gz"


@pytest.fixture
def storage(tmp_path: Path) -> FileSystemStorage:
    return FileSystemStorage(tmp_path / "evidence")


@pytest.fixture
def kept(storage: FileSystemStorage, tmp_path: Path, transactional_db: None) -> Path:
    """A backup of one claim and one sealed file."""
    storage.save(NAME, ContentFile(BODY))
    rows.claim(statement="Kept.")
    rows.sealed_capture(file_name=NAME, file_sha256=DIGEST, file_size=len(BODY))
    rows.sealed_file(name=NAME, sha256=DIGEST, size=len(BODY))
    folder = tmp_path / "backup"
    assert backup.back_up(folder, storage=storage, at=timezone.now(), say=str) == []
    return folder


def use(database: str) -> None:
    """Go on with another database."""
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = database


@pytest.fixture
def empty_database(empty_database_after: str) -> None:
    """A second, empty database, in the place of the first while the test lasts."""
    use(empty_database_after)


@pytest.fixture
def empty_database_after(transactional_db: None) -> Iterator[str]:
    """A second, empty database beside the first; the test goes over to it."""
    name, wrapper = f"{connection.settings_dict['NAME']}_empty", connections["default"]
    with wrapper.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    first = wrapper.settings_dict["NAME"]
    yield name
    wrapper.close()
    wrapper.settings_dict["NAME"] = first
    with wrapper.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


def test_a_backup_can_be_read_by_its_owner_only(kept: Path) -> None:
    modes = {path.stat().st_mode & 0o777 for path in kept.rglob("*") if path.is_file()}
    folders = {path.stat().st_mode & 0o777 for path in [kept, *kept.rglob("*")] if path.is_dir()}

    assert (modes, folders) == ({0o600}, {0o700})


def test_a_backup_holds_no_session_that_somebody_could_go_on_with(
    storage: FileSystemStorage, empty_database_after: str, tmp_path: Path
) -> None:
    client = Client()
    client.force_login(rows.user(), "django.contrib.auth.backends.ModelBackend")
    key = client.session.session_key
    UserSession.objects.create(
        user=User.objects.get(), ip="192.0.2.1", session_key=key, user_agent="a browser"
    )
    assert Session.objects.exists()
    folder = tmp_path / "with-sessions"
    backup.back_up(folder, storage=storage, at=timezone.now(), say=str)

    use(empty_database_after)
    backup.restore_backup(folder, storage=storage, say=str)

    assert User.objects.exists()
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()


def test_everything_comes_back(
    kept: Path, storage: FileSystemStorage, empty_database: None, tmp_path: Path
) -> None:
    elsewhere = FileSystemStorage(tmp_path / "elsewhere")

    backup.restore_backup(kept, storage=elsewhere, say=str)

    assert Claim.objects.get().statement == "Kept."
    assert Capture.objects.get().file_sha256 == DIGEST
    assert Path(elsewhere.path(NAME)).read_bytes() == BODY
    with pytest.raises(DatabaseError, match="pgtrigger"):
        Capture.objects.update(final_url="changed")


def test_every_file_has_its_digest_in_the_manifest(kept: Path) -> None:
    manifest = json.loads((kept / backup.MANIFEST).read_text())

    digests = {entry["name"]: entry["sha256"] for entry in manifest["files"]}

    assert digests[f"evidence/{NAME}"] == DIGEST
    assert (
        digests["database.dump"]
        == hashlib.sha256((kept / "database.dump").read_bytes()).hexdigest()
    )


def test_the_password_is_not_in_any_command(kept: Path, monkeypatch: Any, tmp_path: Path) -> None:
    commands: list[list[str]] = []
    real = backup.subprocess.run
    monkeypatch.setattr(
        backup.subprocess,
        "run",
        lambda command, **rest: commands.append(command) or real(command, **rest),
    )

    backup.back_up(
        tmp_path / "again", storage=FileSystemStorage(tmp_path), at=timezone.now(), say=str
    )

    password = connection.settings_dict["PASSWORD"]
    assert commands
    assert not [part for command in commands for part in command if password in str(part)]


def test_a_changed_file_stops_the_restoring_before_it_starts(
    kept: Path, storage: FileSystemStorage, empty_database: None
) -> None:
    (kept / "evidence" / NAME).write_bytes(b"another page")

    with pytest.raises(backup.BackupError, match="not what was backed up"):
        backup.restore_backup(kept, storage=storage, say=str)

    assert connection.introspection.table_names() == []


def test_a_file_that_left_the_backup_is_named(kept: Path, storage: FileSystemStorage) -> None:
    (kept / "evidence" / NAME).unlink()

    with pytest.raises(backup.BackupError, match="missing from the backup"):
        backup.restore_backup(kept, storage=storage, say=str)


def test_a_database_with_rows_is_not_overwritten(kept: Path, storage: FileSystemStorage) -> None:
    with pytest.raises(backup.BackupError, match="not empty"):
        backup.restore_backup(kept, storage=storage, say=str)


def test_another_file_of_that_name_in_the_storage_is_not_overwritten(
    kept: Path, empty_database: None, tmp_path: Path
) -> None:
    other = FileSystemStorage(tmp_path / "other")
    other.save(NAME, ContentFile(b"not the same"))

    with pytest.raises(backup.BackupError, match="Nothing was overwritten"):
        backup.restore_backup(kept, storage=other, say=str)


def test_evidence_that_is_missing_or_changed_is_told(
    kept: Path, storage: FileSystemStorage, tmp_path: Path
) -> None:
    Path(storage.path(NAME)).write_bytes(b"tampered")
    again = tmp_path / "again"
    assert (
        "not what was sealed"
        in backup.back_up(again, storage=storage, at=timezone.now(), say=str)[0]
    )
    storage.delete(NAME)

    problems = backup.back_up(tmp_path / "third", storage=storage, at=timezone.now(), say=str)

    assert "missing from the storage" in problems[0]


@pytest.mark.parametrize(
    "manifest", ["", "[]", "{}", '{"format": 9, "files": []}', '{"files": [1]}']
)
def test_a_manifest_that_is_none_is_refused(
    tmp_path: Path, storage: FileSystemStorage, manifest: str
) -> None:
    (tmp_path / backup.MANIFEST).write_text(manifest)

    with pytest.raises(backup.BackupError):
        backup.restore_backup(tmp_path, storage=storage, say=str)


def test_a_name_that_leads_out_of_the_backup_is_refused(
    tmp_path: Path, storage: FileSystemStorage
) -> None:
    files = [{"name": name, "sha256": "", "size": 0} for name in ("../../secret", "database.dump")]
    (tmp_path / backup.MANIFEST).write_text(json.dumps({"format": 1, "files": files}))

    with pytest.raises(backup.BackupError, match="no name of a file"):
        backup.restore_backup(tmp_path, storage=storage, say=str)


def test_the_commands_say_what_is_wrong_without_a_trace(tmp_path: Path, db: None) -> None:
    (tmp_path / "a-file").write_text("x")

    with pytest.raises(CommandError, match="not empty"):
        call_command("backup", str(tmp_path))
    with pytest.raises(CommandError, match="no complete backup"):
        call_command("restore", str(tmp_path))
