"""A worker process that is killed half-way loses nothing and leaves nothing half-written."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from sources.models import CaptureCause, CaptureStatus, Page
from sources.operations.captures.request import request_capture
from sources.operations.captures.sweep import sweep
from sources.operations.captures.visits import run
from tests.archiver.waiting import IN_TIME
from tests.archiver.world import World
from tests.factories import AT, later
from tests.sources.conftest import HTML, WORDS, files, forget_turns
from tests.sources.killed import a_worker

WORK = """
import django; django.setup()
from datetime import datetime
from uuid import UUID
from sources.operations.captures.visits import run
run(capture_id=UUID("{capture}"), worker="killed", at=datetime.fromisoformat("{at}"))
"""


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_is_replaced(page: Page, world: World, evidence: Path) -> None:
    asked = threading.Event()

    def hang(*_: object) -> None:
        asked.set()
        time.sleep(3 * IN_TIME)

    world.pages["/a"] = hang
    capture = request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)
    worker = a_worker(WORK.format(capture=capture.pk, at=AT.isoformat()), world, evidence)
    assert asked.wait(2 * IN_TIME)
    worker.kill()
    worker.wait()

    capture.refresh_from_db()
    assert (capture.status, capture.taken_by) == (CaptureStatus.TAKEN, "killed")
    world.page("/a", WORDS.encode(), HTML)
    assert sweep(at=later(hours=1)) == [capture.pk]
    forget_turns()  # in the story an hour has passed, and its turn with it
    assert run(capture_id=capture.pk, worker="two", at=later(hours=1))
    capture.refresh_from_db()
    assert (capture.outcome, capture.attempts) == ("captured", 2)
    assert files(evidence) == [capture.file_name]
