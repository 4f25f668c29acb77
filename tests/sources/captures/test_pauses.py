"""What may pass is tried again after growing pauses, up to a limit; what will not pass is not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from sources.models import CaptureStatus, Page
from sources.operations.captures.close import BACKOFF
from sources.operations.captures.visits import run
from tests.archiver.world import World
from tests.factories import AT, later
from tests.sources.conftest import HTML, WORDS, Capturing, files

BUSY = "503 Service Unavailable"


@pytest.mark.django_db(transaction=True)
def test_a_busy_site_is_asked_again_later(
    page: Page, capture_of: Capturing, world: World, evidence: Path
) -> None:
    world.page("/a", b"busy", status=BUSY)

    capture = capture_of(page)

    assert (capture.status, capture.attempts) == (CaptureStatus.WAITING, 1)
    assert capture.next_attempt_at is not None
    assert timedelta(seconds=30) <= capture.next_attempt_at - AT < timedelta(seconds=40)
    assert not run(capture_id=capture.pk, worker="one", at=later(seconds=20))
    assert files(evidence) == []
    world.page("/a", WORDS.encode(), HTML)
    assert run(capture_id=capture.pk, worker="one", at=later(minutes=1))
    capture.refresh_from_db()
    assert (capture.outcome, capture.attempts) == ("captured", 2)


def test_attempts_come_to_an_end(
    page: Page, capture_of: Capturing, world: World, settings: Settings
) -> None:
    settings.CAPTURE_ATTEMPTS = 3
    world.page("/a", b"busy", status=BUSY)

    capture = capture_of(page)
    for hours in (1, 2, 3):
        run(capture_id=capture.pk, worker="one", at=later(hours=hours))

    capture.refresh_from_db()
    assert (capture.status, capture.outcome, capture.attempts) == ("sealed", "error_page", 3)
    assert len(world.asked) == 3


def test_a_page_that_is_not_there_is_asked_once(
    page: Page, capture_of: Capturing, world: World
) -> None:
    world.page("/a", b"no", status="404 Not Found")

    assert capture_of(page).is_finished


def test_the_wish_of_the_site_is_honoured(page: Page, capture_of: Capturing, world: World) -> None:
    world.page("/a", b"slow down", "Retry-After: 7200", status="429 Too Many Requests")

    capture = capture_of(page)

    assert capture.next_attempt_at is not None
    assert capture.next_attempt_at >= AT + timedelta(hours=2)


def test_pauses_grow_up_to_a_limit() -> None:
    waits = [BACKOFF.pause(attempts) for attempts in range(1, 9)]

    assert waits == sorted(waits)
    assert waits[0] < waits[3] <= waits[-1] == timedelta(hours=6)
