"""What people do with captures, in whatever state they are, leaves a ledger that fits.

Everything else people do is asked after each test of tests/claims and tests/sources, by
`tests/sources/ledger_fits.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection

from sources.archiver.outcomes import Outcome
from sources.archiver.sentences import say
from sources.archiver.values import Sealed
from sources.models import Capture, CaptureCause, Page
from sources.operations.captures.close import End, finish
from sources.operations.captures.request import give_up, request_capture, retry
from sources.operations.captures.sweep import sweep
from sources.operations.captures.visits import run, take
from sources.operations.register.quotations import quote
from sources.operations.renderings.request import ask_rendering_again
from tests.archiver.world import World
from tests.factories import AT, an_editor, later
from tests.sources.conftest import HTML, WORDS, Capturing
from tests.sources.depositing import HTML as BROUGHT
from tests.sources.depositing import bring
from tests.sources.ledger_fits import what_does_not_fit
from tracker.base import queue
from tracker.base.ledger.history import unrecorded
from tracker.base.ledger.models import Entry
from tracker.base.values.refusal import Refusal


def waiting(page: Page, _capture_of: Capturing) -> Capture:
    return request_capture(page=page, cause=CaptureCause.ASKED.value, by=page.added_by, at=AT)


def taken(page: Page, capture_of: Capturing) -> Capture:
    row = waiting(page, capture_of)
    return next(iter(take(capture_ids=[row.pk], worker="w", at=AT)))


def waiting_again(page: Page, capture_of: Capturing) -> Capture:
    row = taken(page, capture_of)
    broken = Sealed(
        outcome=Outcome.INTERRUPTED,
        reason=say("work.worker_lost"),
        at=AT,
        requested_url=page.url,
    )
    finish([End(row, broken)], at=later(seconds=1))
    row.refresh_from_db()
    assert row.next_attempt_at is not None
    return row


def put_off(page: Page, capture_of: Capturing) -> Capture:
    """Waits with a date, as one whose host is busy does."""
    row = waiting(page, capture_of)
    queue.put_back(row, timedelta(hours=1), at=AT)
    return row


def sealed(page: Page, capture_of: Capturing) -> Capture:
    return capture_of(page)


def failed(page: Page, capture_of: Capturing) -> Capture:
    row = waiting(page, capture_of)
    give_up(capture=row, reason="Not needed.", by=an_editor(), at=AT)
    return row


def deposited(page: Page, _capture_of: Capturing) -> Capture:
    return bring(page, BROUGHT)


STATES = [waiting, taken, waiting_again, put_off, sealed, failed, deposited]

ACTS: dict[str, Callable[[Capture], object]] = {
    "give up": lambda row: give_up(
        capture=row, reason="Not needed.", by=an_editor(), at=later(hours=2)
    ),
    "retry": lambda row: retry(capture=row, by=an_editor(), at=later(hours=2)),
    "ask": lambda row: request_capture(
        page=row.page, cause=CaptureCause.ASKED.value, by=an_editor(), at=later(hours=2)
    ),
    "run": lambda row: run(capture_id=row.pk, worker="other", at=later(hours=2)),
    "sweep": lambda _row: sweep(at=later(days=2)),
    "quote": lambda row: quote(
        page=row.page, exact="near the border", by=row.requested_by, at=later(hours=2)
    ),
    "render": lambda row: ask_rendering_again(capture=row, by=an_editor(), at=later(hours=2)),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_whatever_is_done_with_a_capture(
    page: Page,
    world: World,
    capture_of: Capturing,
    state: Callable[[Page, Capturing], Capture],
    act: str,
) -> None:
    world.page("/a", f"<!doctype html><p>{WORDS}".encode(), HTML)
    row = state(page, capture_of)
    with suppress(Refusal):
        ACTS[act](row)
    with suppress(Refusal):
        give_up(capture=Capture.objects.latest("requested_at"), reason="No.", by=an_editor(), at=AT)

    assert what_does_not_fit() == []
    assert list(unrecorded()) == []


def test_a_capture_given_up_while_it_waits_for_another_attempt_enters_as_stored(
    page: Page, capture_of: Capturing
) -> None:
    row = waiting_again(page, capture_of)

    give_up(capture=row, reason="Not needed.", by=an_editor(), at=later(hours=1))

    assert Entry.objects.filter(kind="capture").count() == 1
    assert what_does_not_fit() == []


def test_what_enters_is_what_the_table_holds_and_not_what_an_object_says(
    page: Page, capture_of: Capturing
) -> None:
    from claims.reads.ledger.kinds import EVENT  # noqa: PLC0415
    from tests.house.database import rows  # noqa: PLC0415
    from tracker.base.ledger.operations import enter_rows  # noqa: PLC0415

    event = rows.event()
    event.reason = "Never written."

    enter_rows((EVENT, [event]), at=AT)

    assert what_does_not_fit() == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT private FROM ledger_entry WHERE kind = 'event'")
        (private,) = cursor.fetchone()
    assert "Never written." not in private
