"""A person takes a capture out of the queue; attempts that were put back are remembered."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from sources.models import Capture, CaptureCause, CaptureStatus, Page
from sources.operations.captures.request import give_up, request_capture
from sources.operations.captures.sweep import sweep
from sources.operations.captures.visits import run, take
from sources.reads.provenance import recorded
from sources.reads.sentences import worded
from tests.archiver.world import World
from tests.factories import AT, a_user, later
from tests.sources.conftest import Capturing
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(page: Page) -> Capture:
    return request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)


def test_a_waiting_capture_is_given_up_with_a_reason(waiting: Capture) -> None:
    by = a_user()

    row = give_up(capture=waiting, reason=" The site is gone. ", by=by, at=later(minutes=1))

    row.refresh_from_db()
    assert (row.status, row.outcome) == (CaptureStatus.FAILED, "given_up")
    assert worded(row.reason).endswith("The site is gone.")
    assert row.finished_at == later(minutes=1)
    assert row.provenance["given_up_by"] == by.pk
    assert "given_up_by" not in recorded(row.provenance)  # readers are told of no person
    assert not run(capture_id=row.pk, worker="one", at=later(minutes=2))


def test_another_capture_can_be_asked_for_afterwards(waiting: Capture) -> None:
    give_up(capture=waiting, reason="Gone.", by=a_user(), at=AT)

    again = request_capture(page=waiting.page, cause="asked", by=a_user(), at=later(hours=1))

    assert again.pk != waiting.pk


def test_one_that_was_put_back_is_given_up_too(
    page: Page, capture_of: Capturing, world: World
) -> None:
    world.page("/a", b"busy", status="503 Service Unavailable")
    capture = capture_of(page)

    row = give_up(capture=capture, reason="Enough.", by=a_user(), at=later(minutes=1))

    assert row.outcome == "given_up"
    assert row.provenance["tries"] == row.tries
    assert row.tries[0]["outcome"] == "error_page"


@pytest.mark.parametrize(
    ("reason", "role", "code"),
    [
        ("  ", Role.EDITOR, "required"),
        ("a\x00b", Role.EDITOR, "unreadable"),
        ("Gone.", Role.READER, "wrong_role"),
    ],
)
def test_it_takes_a_reason_and_the_right(
    waiting: Capture, reason: str, role: Role, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        give_up(capture=waiting, reason=reason, by=a_user(role), at=AT)

    assert refused.value.code == code
    waiting.refresh_from_db()
    assert waiting.status == CaptureStatus.WAITING


def test_one_that_a_worker_holds_is_left_to_it(waiting: Capture) -> None:
    take([waiting.pk], worker="one", at=AT)

    with pytest.raises(Refusal, match="fetching the page at this moment") as refused:
        give_up(capture=waiting, reason="Gone.", by=a_user(), at=AT)

    assert refused.value.code == "under_way"


def test_one_that_has_ended_stays_as_it_is(page: Page, capture_of: Capturing) -> None:
    with pytest.raises(Refusal, match="has ended"):
        give_up(capture=capture_of(page), reason="Gone.", by=a_user(), at=AT)


def test_every_attempt_that_was_put_back_is_told(
    page: Page, capture_of: Capturing, world: World, settings: Settings
) -> None:
    settings.CAPTURE_ATTEMPTS = 3
    world.page("/a", b"busy", status="503 Service Unavailable")
    capture = capture_of(page)
    world.pages["/a"] = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\ncut"
    run(capture_id=capture.pk, worker="one", at=later(hours=1))
    world.page("/a", b"gone", status="404 Not Found")
    run(capture_id=capture.pk, worker="one", at=later(hours=2))

    capture.refresh_from_db()
    told = [(one["outcome"], one["http_status"]) for one in capture.tries]
    assert told == [("error_page", 503), ("truncated", 200)]
    assert all(one["at"] and one["reason"] for one in capture.tries)
    assert capture.provenance["tries"] == capture.tries


def test_a_worker_that_died_is_told_too(waiting: Capture) -> None:
    take([waiting.pk], worker="dead", at=AT)

    sweep(at=later(hours=1))

    waiting.refresh_from_db()
    assert [one["outcome"] for one in waiting.tries] == ["interrupted"]
