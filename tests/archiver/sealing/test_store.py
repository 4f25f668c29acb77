"""Files are kept under their digest, whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, InMemoryStorage

from sources.archiver.sealing.store import StoreError, file_digest, file_name, keep
from sources.archiver.values import Record

CONTENT = b"sealed" * 1000
RECORD = Record(CONTENT, hashlib.sha256(CONTENT).hexdigest(), len(CONTENT), ())


def files(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", ["disk", "memory"])
def test_a_file_is_kept_under_its_digest(tmp_path: Path, kind: str) -> None:
    storage = FileSystemStorage(tmp_path) if kind == "disk" else InMemoryStorage(tmp_path)

    name = keep(storage, RECORD)

    assert name == f"warc/{RECORD.sha256[:2]}/{RECORD.sha256}.warc.gz" == file_name(RECORD.sha256)
    assert file_digest(storage, name) == RECORD.sha256


def test_keeping_twice_changes_nothing(tmp_path: Path) -> None:
    storage = FileSystemStorage(tmp_path)

    names = {keep(storage, RECORD), keep(storage, RECORD)}

    assert files(tmp_path) == [*names]


def test_a_damaged_file_is_not_taken_for_the_sealed_one(tmp_path: Path) -> None:
    storage = FileSystemStorage(tmp_path)
    path = tmp_path / keep(storage, RECORD)
    path.write_bytes(CONTENT[:-1])

    with pytest.raises(StoreError, match="is not what was kept"):
        keep(storage, RECORD)


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sources.archiver.sealing.store.os.fsync", full)

    with pytest.raises(OSError, match="No space left"):
        keep(FileSystemStorage(tmp_path), RECORD)

    assert files(tmp_path) == []
