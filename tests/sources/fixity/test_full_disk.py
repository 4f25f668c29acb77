"""A storage that is full or away ends nothing for good: the page is not at fault."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from sources.models import Capture, CaptureStatus, Page
from sources.operations.captures import close, visits
from sources.operations.captures.sweep import sweep
from sources.operations.captures.visits import run
from sources.reads.pages import waiting_for_storage
from sources.reads.sentences import worded
from tests.factories import AT
from tests.sources.depositing import HTML, bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Fill the disk; what is given empties it."""

    def store(*_arguments: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    real = close.store
    monkeypatch.setattr(close, "store", store)
    return lambda: monkeypatch.setattr(close, "store", real)


def test_a_capture_waits_as_long_as_the_disk_is_full_and_is_sealed_then(
    page: Page, capture_of: Callable[..., Capture], full: Callable[[], None]
) -> None:
    capture = capture_of(page)
    moments = []
    for _ in range(12):
        capture.refresh_from_db()
        assert (capture.status, capture.attempts) == (CaptureStatus.WAITING, 0)
        assert capture.next_attempt_at is not None
        moments.append(capture.next_attempt_at)
        assert run(capture_id=capture.pk, worker="one", at=capture.next_attempt_at)

    assert moments == sorted(set(moments))
    assert moments[-1] - moments[-2] <= timedelta(minutes=31)
    capture.refresh_from_db()
    (note,) = capture.tries
    assert note["times"] == 13
    assert "No space left on device" in worded(note["reason"])
    assert waiting_for_storage() == 1

    full()
    assert run(capture_id=capture.pk, worker="one", at=capture.next_attempt_at)

    capture.refresh_from_db()
    assert (capture.status, capture.outcome) == ("sealed", "captured")
    assert waiting_for_storage() == 0


def test_a_deposit_is_read_once_the_storage_answers_again(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture = bring(page, HTML)

    def away(*_arguments: Any, **_named: Any) -> None:
        raise OSError(errno.EIO, "Input/output error")

    real = visits.read_deposit
    monkeypatch.setattr(visits, "read_deposit", away)
    at = AT
    for _ in range(6):
        assert run(capture_id=capture.pk, worker="one", at=at)
        capture.refresh_from_db()
        assert capture.status == CaptureStatus.WAITING
        at = capture.next_attempt_at
    monkeypatch.setattr(visits, "read_deposit", real)

    assert sweep(at=at) == [capture.pk]
    assert run(capture_id=capture.pk, worker="one", at=at)

    capture.refresh_from_db()
    assert (capture.status, capture.extraction) == ("sealed", "done")
