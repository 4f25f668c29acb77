"""Stored files are read again, and any that is not what was sealed is named."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage, default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from sources.models import Fixity, SealedFile
from sources.operations.fixity import reread
from sources.operations.fixity.registered import register_file
from sources.tasks import check_fixity
from tests.factories import AT, later

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _storage(evidence: Path) -> None:
    """A folder of its own for sealed files."""


@pytest.fixture
def folder(evidence: Path) -> Path:
    return evidence


def a_file(content: bytes = b"sealed bytes", *, name: str = "", at: datetime = AT) -> SealedFile:
    sha256 = hashlib.sha256(content).hexdigest()
    name = default_storage.save(name or f"warc/{sha256[:2]}/{sha256}", ContentFile(content))
    return register_file(name=name, sha256=sha256, size=len(content), kind="warc", at=at)


def files(number: int) -> list[SealedFile]:
    return [a_file(b"%d" % each) for each in range(number)]


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("check_fixity", *arguments, stdout=said, stderr=said)
    return said.getvalue()


def run_badly(*arguments: str) -> str:
    said = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("check_fixity", *arguments, stdout=said, stderr=said)
    return f"{said.getvalue()}{error.value}"


def states() -> list[str]:
    return list(SealedFile.objects.order_by("pk").values_list("fixity", flat=True))


def test_files_that_nobody_touched_are_intact() -> None:
    files(3)

    assert run().startswith("3 files read (0.0 MB): 3 intact, 0 not.")
    assert states() == ["intact"] * 3


def test_one_changed_byte_is_found(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    _one, two, _three = files(3)
    path = folder / two.name
    path.chmod(0o600)
    path.write_bytes(b"x")

    told = run_badly()

    assert f"{two.name} no longer has the digest it was sealed with." in told
    assert "1 sealed files are not what was sealed." in told
    assert states() == ["intact", "altered", "intact"]
    assert f"The sealed file {two.name} is altered" in caplog.text


def test_a_file_that_grew_is_found(folder: Path) -> None:
    file = a_file()
    path = folder / file.name
    path.chmod(0o600)
    path.write_bytes(b"sealed bytes and more")

    assert "no longer has the digest" in run_badly()


def test_a_missing_file_is_found(folder: Path) -> None:
    one, _two = files(2)
    (folder / one.name).unlink()

    assert f"{one.name} is missing from the storage." in run_badly()
    assert states() == ["missing", "intact"]


def test_a_file_that_cannot_be_read_is_not_called_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, _two = files(2)
    refuse(monkeypatch, one.name)

    assert f"{one.name} could not be read." in run_badly()
    assert states() == ["unreadable", "intact"]


def refuse(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let files of these names, or all, be there and not to be read."""
    opened = FileSystemStorage.open

    def open_file(self: FileSystemStorage, name: str, mode: str = "rb") -> Any:
        if not names or name in names:
            raise PermissionError(name)
        return opened(self, name, mode)

    monkeypatch.setattr(FileSystemStorage, "open", open_file)


def test_a_storage_that_is_away_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    files(20)
    refuse(monkeypatch)

    told = run_badly()

    assert "5 files read" in told
    assert "The storage does not answer" in told
    assert states().count("unchecked") == 15


def test_damage_found_by_an_earlier_run_still_counts(folder: Path) -> None:
    one, _two = files(2)
    (folder / one.name).unlink()
    run_badly()

    told = run_badly("--files", "1", "--days", "1")

    assert told.startswith("0 files read")
    assert "1 sealed files are not what was sealed." in told


def test_a_file_that_was_brought_back_is_intact_again(folder: Path) -> None:
    one, _two = files(2)
    kept = (folder / one.name).rename(folder / "aside")
    run_badly()
    kept.rename(folder / one.name)

    assert run("--damaged").startswith("1 files read")
    assert states() == ["intact", "intact"]


def test_an_interrupted_run_goes_on_where_it_stopped(folder: Path) -> None:
    first, *_others, last = files(5)
    run("--files", "3")
    (folder / first.name).unlink()
    (folder / last.name).unlink()

    told = run_badly("--files", "2")

    assert f"{last.name} is missing" in told
    assert first.name not in told


def test_the_file_read_longest_ago_comes_first() -> None:
    read = []
    one, two, three = files(3)
    SealedFile.objects.filter(pk=one.pk).update(checked_at=later(days=2), fixity="intact")
    SealedFile.objects.filter(pk=two.pk).update(checked_at=later(days=1), fixity="intact")

    reread.check(
        SealedFile.objects.all(),
        storage=default_storage,
        at=later(days=3),
        told=lambda file, _report: read.append(file.pk),
    )

    assert read == [three.pk, two.pk, one.pk]


def test_a_run_stops_when_its_time_is_over() -> None:
    files(3)

    report = reread.check(
        SealedFile.objects.all(), storage=default_storage, at=later(days=1), seconds=0
    )

    assert report.read == 0


def test_it_reads_in_pieces_and_asks_little(django_assert_max_num_queries: Any) -> None:
    files(60)

    with django_assert_max_num_queries(63):  # one a file, one a piece of fifty
        run_check()


def run_check() -> None:
    reread.check(SealedFile.objects.all(), storage=default_storage, at=later(days=1))


def test_any_storage_will_do() -> None:
    storage = InMemoryStorage()
    storage.save("a", ContentFile(b"sealed bytes"))
    sha256 = hashlib.sha256(b"sealed bytes").hexdigest()
    register_file(name="a", sha256=sha256, size=12, kind="warc", at=AT)
    register_file(name="b", sha256=sha256, size=12, kind="warc", at=AT)

    report = reread.check(SealedFile.objects.all(), storage=storage, at=later(days=1))

    assert report.found == {"intact": 1, "missing": 1}


# ---- on a schedule


def test_a_file_is_due_before_its_time_is_over() -> None:
    a_file()

    assert not reread.due(days=30, at=later(days=26)).exists()
    assert reread.due(days=30, at=later(days=28)).exists()


@pytest.mark.parametrize(
    ("state", "not_yet", "due"),
    [
        (Fixity.UNREADABLE, timedelta(minutes=50), timedelta(minutes=70)),
        (Fixity.MISSING, timedelta(hours=20), timedelta(hours=25)),
        (Fixity.ALTERED, timedelta(hours=20), timedelta(hours=25)),
        (Fixity.INTACT, timedelta(days=26), timedelta(days=28)),
    ],
)
def test_damaged_files_are_read_sooner(state: Fixity, not_yet: timedelta, due: timedelta) -> None:
    SealedFile.objects.filter(pk=a_file().pk).update(checked_at=AT, fixity=state)

    assert not reread.due(days=30, at=AT + not_yet).exists()
    assert reread.due(days=30, at=AT + due).exists()


def test_the_task_reads_what_is_due_and_nothing_else(settings: Any) -> None:
    old, new = a_file(b"old"), a_file(b"new", at=timezone.now())

    check_fixity()

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.fixity, new.fixity) == ("intact", "unchecked")


def test_the_task_outlives_a_storage_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    files(9)
    refuse(monkeypatch)

    check_fixity()

    assert states().count("unreadable") == reread.PATIENCE


# ---- at /health/


def health(client: Any) -> dict[str, Any]:
    return client.get("/health/all/").json()["checks"]["fixity"]


def test_health_counts_files(client: Any) -> None:
    a_file(at=timezone.now())

    assert health(client) == {
        "ok": True,
        "files": 1,
        "unchecked": 1,
        "intact": 0,
        "altered": 0,
        "missing": 0,
        "unreadable": 0,
        "oldest_check_days": 0.0,
    }


def test_health_is_not_well_with_a_damaged_file(client: Any, folder: Path) -> None:
    file = a_file(at=timezone.now())
    (folder / file.name).unlink()
    run_badly()

    answer = client.get("/health/all/")

    assert answer.json()["ok"] is False
    assert answer.json()["checks"]["fixity"]["missing"] == 1
    assert answer.status_code == 503
    assert client.get("/health/").status_code == 200  # the site can still be read


def test_health_is_not_well_when_files_are_not_read(client: Any) -> None:
    a_file(at=timezone.now() - timedelta(days=31))

    assert health(client)["ok"] is False
    assert health(client)["oldest_check_days"] == pytest.approx(31, abs=0.1)


# ---- orphans


@pytest.fixture
def _an_hour_ago(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(reread, "YOUNG", timedelta(hours=-1))
    return


@pytest.mark.usefixtures("_an_hour_ago")
def test_files_that_no_row_knows_are_named(folder: Path) -> None:
    known = a_file()
    default_storage.save("warc/zz/orphan.warc.gz", ContentFile(b"?"))
    default_storage.save("health/probe", ContentFile(b"ok"))

    told = run("--orphans")

    assert "Orphan: warc/zz/orphan.warc.gz\n" in told
    assert "1 orphans." in told
    assert known.name not in told


def test_a_file_that_was_just_stored_is_no_orphan(folder: Path) -> None:
    default_storage.save("warc/zz/new.warc.gz", ContentFile(b"?"))

    assert "0 orphans." in run("--orphans")


def test_one_that_is_old_is(folder: Path) -> None:
    name = default_storage.save("warc/zz/old.warc.gz", ContentFile(b"?"))
    os.utime(folder / name, (1, 1))

    assert f"Orphan: {name}\n" in run("--orphans")


@pytest.mark.usefixtures("_an_hour_ago")
def test_what_a_killed_worker_left_is_removed_and_nothing_else(folder: Path) -> None:
    known = a_file()
    left = default_storage.save(f"warc/cd/{'cd' * 32}.warc.gz", ContentFile(b"?"))
    begun = default_storage.save("deposit/.part-x9", ContentFile(b"the first half of an upload"))
    foreign = default_storage.save("warc/zz/notes.txt", ContentFile(b"mine"))

    told = run("--clear-orphans")

    assert f"Removed: {left}\n" in told
    assert "2 orphans removed." in told
    assert not default_storage.exists(left)
    assert not default_storage.exists(begun)
    assert default_storage.exists(foreign)
    assert default_storage.exists(known.name)


def test_what_may_yet_get_its_row_is_not_removed(folder: Path) -> None:
    young = default_storage.save(f"warc/cd/{'cd' * 32}.warc.gz", ContentFile(b"?"))

    assert "0 orphans removed." in run("--clear-orphans")
    assert default_storage.exists(young)
