"""Messages of renderings: one with its capture, more from the sweep, none where nobody listens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from celery import current_app
from pytest_django import Settings

from sources import tasks
from sources.models import CaptureCause, Page, Rendering
from sources.operations.captures.request import request_capture
from tests.factories import AT
from tests.sources.conftest import Capturing

QUEUE = "renderings"


@pytest.fixture(autouse=True)
def _on(settings: Settings) -> None:
    settings.RENDERING = True


@pytest.fixture(autouse=True)
def _empty_queue(db: None) -> Iterator[None]:
    _purge()
    yield
    _purge()


def _purge() -> None:
    with current_app.connection_for_write() as connection:
        channel: Any = connection.default_channel
        channel.queue_declare(queue=QUEUE)
        channel.queue_purge(QUEUE)


def test_a_capture_sends_a_message_for_its_rendering(page: Page) -> None:
    row = request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)
    tasks.run_capture(str(row.pk))
    assert Rendering.objects.get().capture_id == row.pk
    assert tasks._queued(QUEUE) == 1


def test_a_message_delivered_again_sends_no_other(page: Page) -> None:
    row = request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)
    tasks.run_capture(str(row.pk))
    tasks.run_capture(str(row.pk))
    assert tasks._queued(QUEUE) == 1


def test_the_sweep_tells_of_what_was_dropped(page: Page, capture_of: Capturing) -> None:
    capture_of(page)
    tasks.sweep_renderings()
    assert tasks._queued(QUEUE) == 1


def test_where_nobody_listens_no_more_is_sent(
    page: Page, capture_of: Capturing, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture_of(page)
    monkeypatch.setattr(tasks, "LONGEST_QUEUE", 2)
    for _ in "1234":
        tasks.sweep_renderings()
    assert tasks._queued(QUEUE) == 2


def test_the_task_runs_the_row(page: Page, capture_of: Capturing, settings: Settings) -> None:
    settings.CHROMIUM = "/nowhere/chromium"
    row = capture_of(page).rendering
    tasks.run_rendering(row.pk, of_a_newer_version=True)
    row.refresh_from_db()
    assert row.status == "unavailable"
