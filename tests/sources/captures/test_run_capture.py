"""A worker takes a row, attempts the capture and writes its end, once."""

from __future__ import annotations

import threading
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import Settings

from sources import configuration
from sources.archiver.sealing.store import file_digest
from sources.models import (
    Capture,
    CaptureCause,
    CaptureStatus,
    ExtractionStatus,
    Finding,
    Page,
    text_of,
)
from sources.operations.captures import visits
from sources.operations.captures.request import request_capture
from sources.operations.captures.visits import run, take
from sources.operations.register.quotations import quote
from sources.reads.sentences import worded
from tests.archiver.world import World
from tests.factories import AT, a_page, later
from tests.sources.conftest import HTML, WORDS, Capturing, files
from tracker.base.queue import due


def test_a_page_is_sealed_with_its_findings(
    page: Page, capture_of: Capturing, evidence: Path
) -> None:
    quote(page=page, exact="Twelve soldiers were killed", by=page.added_by, at=AT)
    quote(page=page, exact="Ten soldiers were killed", by=page.added_by, at=AT)

    capture = capture_of(page)

    assert (capture.status, capture.outcome) == (CaptureStatus.SEALED, "captured")
    assert (capture.extraction, text_of(capture)) == (ExtractionStatus.DONE, WORDS)
    assert file_digest(configuration.storage(), capture.file_name) == capture.file_sha256
    assert files(evidence) == [capture.file_name]
    assert capture.provenance["worker"] == "one"
    kinds = Finding.objects.filter(capture=capture).order_by("quotation_id")
    assert [finding.kind for finding in kinds] == ["verbatim", "altered"]


def test_a_message_delivered_twice_does_the_work_once(page: Page, world: World) -> None:
    capture = request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)

    done = [run(capture_id=capture.pk, worker=name, at=AT) for name in ("one", "two")]

    assert done == [True, False]
    assert len(world.asked) == 1


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_do_the_work_once(page: Page, world: World) -> None:
    capture = request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)
    barrier = threading.Barrier(4)
    done = []

    def work(name: str) -> None:
        barrier.wait()
        done.append(run(capture_id=capture.pk, worker=name, at=AT))
        connection.close()

    workers = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(done) == [False, False, False, True]
    assert len(world.asked) == 1


def test_the_row_that_waited_longest_is_due_first(page: Page) -> None:
    other = a_page(page.url + "/other")
    newer = request_capture(
        page=page, cause=CaptureCause.CITED, by=page.added_by, at=later(hours=1)
    )
    older = request_capture(page=other, cause=CaptureCause.CITED, by=page.added_by, at=AT)

    assert list(due(Capture.objects.all(), at=later(hours=2))) == [older, newer]


def test_an_unknown_row_is_no_work(db: None) -> None:
    assert take([uuid4()], worker="one", at=AT) == []


@pytest.mark.parametrize(
    ("status", "outcome"), [("404 Not Found", "error_page"), ("403 Forbidden", "blocked")]
)
def test_an_error_page_is_sealed_under_its_own_name(
    page: Page, capture_of: Capturing, world: World, status: str, outcome: str
) -> None:
    quote(page=page, exact="Twelve soldiers were killed", by=page.added_by, at=AT)
    world.page("/a", WORDS.encode(), HTML, status=status)

    capture = capture_of(page)

    assert (capture.status, capture.outcome) == (CaptureStatus.SEALED, outcome)
    assert status[:3] in worded(capture.reason)
    assert not Finding.objects.exists()


def test_a_refused_address_fails_with_rule_and_sentence(
    page: Page, capture_of: Capturing, settings: Settings, evidence: Path
) -> None:
    settings.ALLOWED_ADDRESSES = []

    capture = capture_of(page)

    assert (capture.status, capture.outcome) == (CaptureStatus.FAILED, "refused")
    assert "not on the public Internet" in worded(capture.reason)
    assert capture.provenance["rule"] == "not_public"
    assert not evidence.exists()


def test_an_error_of_our_own_ends_in_a_state_too(
    page: Page, capture_of: Capturing, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.CAPTURE_ATTEMPTS = 1

    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(visits, "prepare", broken)

    capture = capture_of(page)

    assert (capture.status, capture.outcome) == (CaptureStatus.FAILED, "interrupted")
    assert "broke the work off" in worded(capture.reason)
