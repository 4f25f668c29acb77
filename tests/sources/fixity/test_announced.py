"""A worker killed at any moment leaves no file that nobody knows of."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from django.conf import settings

from sources.archiver.sealing.store import PART
from sources.models import AnnouncedFile, Capture, CaptureCause, CaptureStatus, Page
from sources.operations.captures import close
from sources.operations.captures.request import request_capture
from sources.operations.captures.sweep import sweep
from sources.operations.captures.visits import run
from sources.operations.deposits.receive import Choice, deposit
from sources.operations.fixity import announced_files
from sources.operations.fixity.announced_files import announce, clear_abandoned
from tests.archiver.world import World
from tests.factories import AT, later
from tests.sources.conftest import Capturing, files, forget_turns
from tests.sources.killed import a_worker
from tracker.base.values.refusal import Refusal

# The worker is killed in the very moment named.
WORK = """
import django; django.setup()
import os, signal
from datetime import datetime
from uuid import UUID
from sources.operations.captures import close
from sources.archiver.sealing import store
def die(*args, **named):
    os.kill(os.getpid(), signal.SIGKILL)
{moment} = die
from sources.operations.captures.visits import run
run(capture_id=UUID("{capture}"), worker="killed", at=datetime.fromisoformat("{at}"))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["close._write", "store.os.fsync", "close.write_ends"])
def test_a_killed_worker_leaves_no_file_for_good(
    page: Page, world: World, evidence: Path, moment: str
) -> None:
    capture = request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)
    script = WORK.format(capture=capture.pk, at=AT.isoformat(), moment=moment)
    assert a_worker(script, world, evidence).wait(60) == -signal.SIGKILL
    (left,) = files(evidence)
    assert (PART in left) == (moment == "store.os.fsync")

    sweep(at=later(hours=1))
    forget_turns()
    assert run(capture_id=capture.pk, worker="two", at=later(hours=1))
    cleared = clear_abandoned(at=later(hours=1))

    capture.refresh_from_db()
    assert (capture.status, capture.attempts) == (CaptureStatus.SEALED, 2)
    assert len(cleared) == 1
    assert files(evidence) == [capture.file_name]
    assert not AnnouncedFile.objects.exists()


def test_what_was_announced_a_moment_ago_is_left_alone(page: Page, evidence: Path) -> None:
    announce(["warc/ab/young.warc.gz"], at=AT)

    assert clear_abandoned(at=later(seconds=settings.CAPTURE_LEASE_SECONDS)) == []
    assert AnnouncedFile.objects.count() == 1


def test_a_file_that_a_row_names_is_never_cleared(page: Page, capture_of: Capturing) -> None:
    capture = capture_of(page)
    announce([capture.file_name], at=AT)

    clear_abandoned(at=later(hours=1))

    assert close.configuration.storage().exists(capture.file_name)
    assert not AnnouncedFile.objects.exists()


def test_a_file_announced_again_meanwhile_is_left_to_whoever_did(
    page: Page, evidence: Path
) -> None:
    name = "screenshot/ab/same.png"
    (evidence / name).parent.mkdir(parents=True)
    (evidence / name).write_bytes(b"same")
    announce([name], at=AT)
    announce([name], at=later(minutes=59))

    clear_abandoned(at=later(hours=1))

    assert files(evidence) == [name]
    assert AnnouncedFile.objects.count() == 1


def test_a_storage_that_does_not_answer_is_asked_again(
    page: Page, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    announce(["warc/ab/old.warc.gz"], at=AT)

    def away(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(announced_files, "discard", away)

    assert clear_abandoned(at=later(hours=1)) == []
    assert AnnouncedFile.objects.count() == 1
    assert "could not be removed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_file_cleared_away_too_early_ends_no_capture(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture = request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)
    real = close._stored

    def slow(ends: list[close.End]) -> list[close.End]:
        stored = real(ends)
        clear_abandoned(at=later(hours=1))
        return stored

    monkeypatch.setattr(close, "_stored", slow)

    with pytest.raises(Exception, match="cleared away"):
        run(capture_id=capture.pk, worker="one", at=AT)

    capture.refresh_from_db()
    assert capture.status == CaptureStatus.TAKEN


@pytest.mark.django_db(transaction=True)
def test_a_deposit_is_announced_until_its_row_is_written(
    page: Page, monkeypatch: pytest.MonkeyPatch, evidence: Path
) -> None:
    seen: list[str] = []

    def stopped(*_: object, **__: object) -> None:
        seen.extend(AnnouncedFile.objects.values_list("name", flat=True))
        raise Refusal("stopped", code="stopped")

    with monkeypatch.context() as patched:
        patched.setattr("sources.operations.deposits.receive._write", stopped)
        with pytest.raises(Refusal):
            deposit(
                choice=Choice(),
                page=page,
                file=[b"<p>Words"],
                statement="Sent.",
                by=page.added_by,
                at=AT,
            )
    assert seen == []  # struck out in the transaction that was rolled back
    assert AnnouncedFile.objects.count() == 0
    assert files(evidence) == []

    row = deposit(
        choice=Choice(), page=page, file=[b"<p>Words"], statement="Sent.", by=page.added_by, at=AT
    )

    assert files(evidence) == [row.file_name]
    assert not AnnouncedFile.objects.exists()
    assert Capture.objects.count() == 1
