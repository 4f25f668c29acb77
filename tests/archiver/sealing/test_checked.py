"""A sealed file is opened as what was sealed, or not at all, and a part of it costs that part."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage

from sources.archiver.sealing import checked
from sources.archiver.sealing.checked import (
    CHECKED_FOR,
    REFUSED_FOR,
    ChangedFileError,
    CheckedFiles,
    Comparisons,
    ObjectFile,
)
from sources.archiver.sealing.store import StoreError

CONTENT = b"Twenty men were killed. " * 50_000
DIGEST = hashlib.sha256(CONTENT).hexdigest()
NAME = f"warc/{DIGEST[:2]}/{DIGEST}.warc.gz"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class House:
    """A storage with one sealed file, and what was read and told of it."""

    def __init__(self, storage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.storage = storage
        self.told: list[str] = []
        self.compared = 0
        self.clock = Clock()
        self.files = CheckedFiles(
            storage, told=self.told.append, comparisons=Comparisons(clock=self.clock)
        )
        storage.save(NAME, ContentFile(CONTENT))
        digest = checked._digest

        def counted(file: Any) -> str:
            self.compared += 1
            return digest(file)

        monkeypatch.setattr(checked, "_digest", counted)

    def part(self, first: int, size: int, **how: Any) -> bytes:
        with self.files.open(NAME, **how) as file:
            file.seek(first)
            return file.read(size)


@pytest.fixture(params=["disk", "memory"])
def house(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    storage = FileSystemStorage(tmp_path) if request.param == "disk" else InMemoryStorage()
    return House(storage, monkeypatch)


@pytest.fixture
def on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(FileSystemStorage(tmp_path), monkeypatch)


def test_any_part_is_given_and_the_whole_is_compared_once(house: House) -> None:
    assert house.part(0, 6) == b"Twenty"
    assert house.part(7, 3) == b"men"
    assert house.part(len(CONTENT) - 2, 10) == b". "

    assert house.compared == 1


def test_another_file_in_its_place_is_not_opened_and_said_by_name(house: House) -> None:
    house.part(0, 1)
    house.storage.delete(NAME)
    house.storage.save(NAME, ContentFile(CONTENT.replace(b"Twenty", b"Thirty")))

    with pytest.raises(ChangedFileError, match=NAME) as refused:
        house.part(0, 1)

    assert refused.value.name == NAME
    assert house.told == [NAME]


def test_other_bytes_of_the_same_length_with_the_old_time_are_found(on_disk: House) -> None:
    on_disk.part(0, 1)
    path = Path(on_disk.storage.path(NAME))
    before = path.stat()
    with path.open("r+b") as file:
        file.write(b"Thirty")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    with pytest.raises(ChangedFileError):
        on_disk.part(0, 1)


def test_a_file_that_was_put_right_is_given_again(house: House) -> None:
    house.storage.delete(NAME)
    house.storage.save(NAME, ContentFile(b"another"))
    with pytest.raises(ChangedFileError):
        house.part(0, 1)

    house.storage.delete(NAME)
    house.storage.save(NAME, ContentFile(CONTENT))

    assert house.part(0, 6) == b"Twenty"


def test_who_asks_often_for_a_changed_file_has_it_read_and_told_once(house: House) -> None:
    house.storage.delete(NAME)
    house.storage.save(NAME, ContentFile(b"another"))

    for _ in range(5):
        with pytest.raises(ChangedFileError):
            house.part(0, 1)

    assert (house.compared, house.told) == (1, [NAME])
    house.clock.now += REFUSED_FOR
    with pytest.raises(ChangedFileError):
        house.part(0, 1)
    assert house.compared == 2


def test_a_comparison_does_not_hold_for_ever(house: House) -> None:
    house.part(0, 1)
    house.clock.now += CHECKED_FOR

    house.part(0, 1)

    assert house.compared == 2


def test_the_row_may_say_another_digest_than_the_name(house: House) -> None:
    assert house.part(0, 6, sha256=DIGEST) == b"Twenty"

    with pytest.raises(ChangedFileError):
        house.part(0, 6, sha256="ab" * 32)


def test_a_name_without_a_digest_is_not_opened(house: House) -> None:
    house.storage.save("health/probe", ContentFile(b"ok"))

    with pytest.raises(ChangedFileError):
        house.files.open("health/probe")
    with pytest.raises(FileNotFoundError):
        house.files.open(f"warc/{DIGEST}.gone")


def test_two_storages_are_not_taken_for_one(
    on_disk: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk.part(0, 1)
    other = FileSystemStorage(tmp_path / "other")
    other.save(NAME, ContentFile(CONTENT.replace(b"Twenty", b"Thirty")))

    files = CheckedFiles(other, comparisons=on_disk.files._comparisons)

    with pytest.raises(ChangedFileError):
        files.open(NAME)


def test_nothing_is_written_through_it(house: House) -> None:
    with pytest.raises(ValueError, match="only read"):
        house.files.open(NAME, "wb")
    for refused in (
        lambda: house.files.save(NAME, b""),
        lambda: house.files.delete(NAME),
        lambda: house.files.path(NAME),
    ):
        with pytest.raises(NotImplementedError):
            refused()
    assert house.files.exists(NAME)
    assert house.files.size(NAME) == len(CONTENT)


class Kept:
    """An object of an object store that counts what it is asked for."""

    content_length = len(CONTENT)
    e_tag = '"one"'
    last_modified = "today"

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.current = self.e_tag

    def get(self, *, Range: str, IfMatch: str) -> dict[str, Any]:  # noqa: N803 - as in boto3
        if IfMatch != self.current:
            raise RuntimeError("PreconditionFailed")
        first, last = map(int, Range.removeprefix("bytes=").split("-"))
        self.asked.append((first, last))
        return {"Body": BytesIO(CONTENT[first : last + 1])}


def test_an_object_is_read_by_ranges_from_any_place() -> None:
    kept = Kept()
    file = ObjectFile(kept)

    file.seek(-5, os.SEEK_END)
    assert file.read(99) == CONTENT[-5:]
    file.seek(7)
    assert file.read(3) == b"men"

    assert kept.asked[0] == (len(CONTENT) - 5, len(CONTENT) - 1)
    assert kept.asked[1][0] == 7
    assert kept.asked[1][1] < len(CONTENT) / 10


def test_an_object_is_read_whole_in_few_requests() -> None:
    kept = Kept()
    storage = SimpleNamespace(bucket_name="b", open=lambda _name, _mode: SimpleNamespace(obj=kept))
    files = CheckedFiles(storage, comparisons=Comparisons())  # type: ignore[arg-type]

    with files.open(NAME) as file:
        assert file.read() == CONTENT

    assert len(kept.asked) < 12
    kept.asked.clear()
    with files.open(NAME) as file:
        file.seek(7)
        assert file.read(3) == b"men"
    assert sum(last - first + 1 for first, last in kept.asked) < len(CONTENT) / 10


def test_an_object_that_is_another_one_meanwhile_is_not_read() -> None:
    kept = Kept()
    file = ObjectFile(kept)
    kept.current = '"two"'

    with pytest.raises(StoreError, match="did not answer"):
        file.read(1)
