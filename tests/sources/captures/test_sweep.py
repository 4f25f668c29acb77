"""The sweep picks up what was dropped: lost messages and rows of dead workers."""

from __future__ import annotations

import pytest
from celery import current_app
from pytest_django import Settings

from sources.archiver.network.resolve import system_resolver
from sources.models import Capture, CaptureCause, CaptureStatus, Page
from sources.operations.captures.close import End, finish
from sources.operations.captures.request import request_capture
from sources.operations.captures.sweep import sweep
from sources.operations.captures.visits import attempt, run, take
from sources.tasks import run_capture, run_captures, sweep_captures
from tests.factories import AT, later
from tests.sources.conftest import files


@pytest.fixture
def capture(page: Page) -> Capture:
    return request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)


def test_a_lost_message_is_sent_again(capture: Capture) -> None:
    assert sweep(at=later(seconds=5)) == []
    assert sweep(at=later(minutes=1)) == [capture.pk]


def test_a_row_that_pauses_is_left_until_it_is_due(capture: Capture) -> None:
    Capture.objects.update(next_attempt_at=later(hours=1))

    assert sweep(at=later(minutes=30)) == []
    assert sweep(at=later(hours=1)) == [capture.pk]


def test_a_worker_at_work_is_left_alone(capture: Capture) -> None:
    take([capture.pk], worker="one", at=AT)

    assert sweep(at=later(minutes=1)) == []


def test_a_row_of_a_dead_worker_is_taken_up_again(capture: Capture) -> None:
    take([capture.pk], worker="dead", at=AT)

    assert sweep(at=later(hours=1)) == [capture.pk]
    assert run(capture_id=capture.pk, worker="two", at=later(hours=1))
    capture.refresh_from_db()
    assert (capture.outcome, capture.attempts, capture.taken_by) == ("captured", 2, "two")


@pytest.mark.django_db(transaction=True)
def test_a_worker_taken_for_dead_writes_nothing(capture: Capture, evidence: object) -> None:
    (slow,) = take([capture.pk], worker="slow", at=AT)
    sealed = attempt(slow, at=AT, resolver=system_resolver)
    sweep(at=later(hours=1))
    run(capture_id=capture.pk, worker="two", at=later(hours=1))

    assert not finish([End(slow, sealed)], at=later(hours=2))

    capture.refresh_from_db()
    assert capture.taken_by == "two"
    assert files(evidence) == [capture.file_name]  # type: ignore[arg-type]


def test_a_row_that_kills_its_workers_is_closed(capture: Capture, settings: Settings) -> None:
    settings.CAPTURE_ATTEMPTS = 2
    for hours in (0, 1):
        take([capture.pk], worker="dead", at=later(hours=hours))
        sweep(at=later(hours=hours, minutes=30))

    capture.refresh_from_db()
    assert (capture.status, capture.outcome) == (CaptureStatus.FAILED, "interrupted")
    assert capture.reason


def test_the_clock_tells_the_workers(capture: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(run_captures, "delay", told.append)

    sweep_captures()

    assert told == [[str(capture.pk)]]


def test_every_task_of_the_clock_is_one_that_workers_know(settings: Settings) -> None:
    current_app.loader.import_default_modules()  # as a worker does when it starts
    wanted = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert wanted
    assert wanted <= set(current_app.tasks)


def test_a_message_runs_the_capture_and_ignores_what_it_does_not_know(capture: Capture) -> None:
    run_capture(capture_id=str(capture.pk), colour="green")

    capture.refresh_from_db()
    assert capture.outcome == "captured"
