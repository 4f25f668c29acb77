"""Asking for a capture writes a row that waits: the row is the queue."""

from __future__ import annotations

import pytest

from sources.models import Capture, CaptureCause, CaptureStatus, Page
from sources.operations.captures.request import request_capture, retry
from sources.operations.captures.visits import take
from tests.factories import AT, a_user, later
from tests.sources.conftest import Capturing
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal


def test_a_capture_waits_for_a_worker(page: Page) -> None:
    by = a_user()

    capture = request_capture(page=page, cause=CaptureCause.ASKED, by=by, at=AT)

    assert capture.status == CaptureStatus.WAITING
    assert (capture.requested_by, capture.requested_at) == (by, AT)


def test_asking_twice_gives_the_row_that_waits(page: Page) -> None:
    first = request_capture(page=page, cause=CaptureCause.CITED, by=a_user(), at=AT)

    second = request_capture(page=page, cause=CaptureCause.ASKED, by=a_user(), at=later(minutes=1))

    assert second == first
    assert Capture.objects.count() == 1


def test_after_the_end_a_new_row_is_made(page: Page, capture_of: Capturing) -> None:
    first = capture_of(page)

    assert retry(capture=first, by=page.added_by, at=later(hours=1)) != first


def test_a_pause_can_be_cut_short(page: Page) -> None:
    capture = request_capture(page=page, cause=CaptureCause.CITED, by=a_user(), at=AT)
    Capture.objects.filter(pk=capture.pk).update(next_attempt_at=later(hours=5))
    assert not take([capture.pk], worker="one", at=later(hours=1))

    retry(capture=capture, by=page.added_by, at=later(hours=1))

    assert take([capture.pk], worker="one", at=later(hours=1)) == [capture]


def test_a_reader_cannot_ask(page: Page) -> None:
    with pytest.raises(Refusal) as caught:
        request_capture(page=page, cause=CaptureCause.ASKED, by=a_user(Role.READER), at=AT)

    assert caught.value.code == "wrong_role"


def test_an_unknown_cause_is_refused(page: Page) -> None:
    with pytest.raises(Refusal) as caught:
        request_capture(page=page, cause="whim", by=a_user(), at=AT)

    assert (caught.value.code, caught.value.field) == ("unknown_value", "cause")
