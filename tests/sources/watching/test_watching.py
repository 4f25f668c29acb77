"""A page is looked at again at growing intervals, until somebody stops it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from sources import tasks
from sources.models import Capture, CaptureCause, Page, Watch
from sources.operations.captures.visits import run
from sources.operations.watching.schedule import ASKED_AT_ONCE, PER_HOST, ask_due, start, stop
from tests.archiver.world import World
from tests.factories import AT, a_page, a_user, an_editor, later
from tests.sources.conftest import Capturing
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

SOON = timedelta(minutes=5)  # a capture takes a moment


def next_look(page: Page) -> datetime:
    watch = Watch.objects.get(page=page)
    assert watch.next_at is not None
    return watch.next_at


def look(page: Page, at: datetime) -> Capture:
    """The look that is due is asked for and made."""
    asked = ask_due(at=at)
    assert len(asked) == 1
    run(capture_id=asked[0], worker="one", at=at)
    return Capture.objects.get(pk=asked[0], page=page)


def watched(page: Page, *, next_at: datetime = AT) -> Watch:
    return Watch.objects.create(page=page, next_at=next_at, updated_at=AT)


def test_looks_come_after_1_7_30_and_90_days(page: Page, capture_of: Capturing) -> None:
    capture_of(page)
    waits = []
    at = AT
    for _ in range(6):
        due = next_look(page)
        waits.append(round((due - at) / timedelta(days=1)))
        at = due + SOON
        assert look(page, at).cause == CaptureCause.RECHECK

    assert waits == [1, 7, 30, 90, 90, 90]


def test_nothing_is_asked_before_its_time_or_twice(page: Page, capture_of: Capturing) -> None:
    capture_of(page)

    assert ask_due(at=later(hours=23)) == []
    assert len(ask_due(at=later(days=1, hours=1))) == 1
    assert ask_due(at=later(days=1, hours=2)) == []


def test_the_intervals_are_a_setting(page: Page, capture_of: Capturing, settings: Settings) -> None:
    settings.RECHECK_DAYS = [3]
    capture_of(page)

    assert next_look(page) - AT > timedelta(days=2, hours=23)


def test_with_no_intervals_no_page_is_watched(
    page: Page, capture_of: Capturing, settings: Settings
) -> None:
    settings.RECHECK_DAYS = []
    capture_of(page)

    assert Watch.objects.get().next_at is None
    with pytest.raises(Refusal, match="RECHECK_DAYS"):
        start(page=page, by=page.added_by, at=AT)


def test_a_page_without_a_whole_copy_is_not_watched(
    page: Page, capture_of: Capturing, world: World
) -> None:
    world.page("/a", b"no", status="403 Forbidden")
    capture_of(page)

    assert not Watch.objects.exists()
    with pytest.raises(Refusal, match="no whole copy"):
        stop(page=page, reason="The site is closed.", by=page.added_by, at=AT)


def test_a_page_that_is_gone_is_looked_at_after_the_longest_time(
    page: Page, capture_of: Capturing, world: World
) -> None:
    capture_of(page)
    world.page("/a", b"no", status="404 Not Found")
    look(page, later(days=2))

    assert next_look(page) - later(days=92) < SOON


def test_a_look_that_brought_no_copy_is_made_again_after_the_same_time(
    page: Page, capture_of: Capturing, world: World
) -> None:
    capture_of(page)
    world.page("/a", b"no", status="403 Forbidden")
    look(page, later(days=2))

    assert next_look(page) - later(days=3) < SOON
    assert Watch.objects.get().step == 0


def test_a_look_by_hand_leaves_the_plan(page: Page, capture_of: Capturing) -> None:
    capture_of(page)
    plan = next_look(page)
    capture_of(page, at=later(hours=3))

    assert next_look(page) == plan


def test_a_person_stops_and_starts_it_and_the_history_says_who(
    page: Page, capture_of: Capturing
) -> None:
    capture_of(page)
    by = a_user()
    stop(page=page, reason="The site is closed.", by=by, at=later(hours=1))
    assert ask_due(at=later(days=9)) == []
    capture_of(page, at=later(days=9))
    assert Watch.objects.get().next_at is None

    start(page=page, by=by, at=later(days=10))

    assert next_look(page) == later(days=11)
    history = Watch.objects.get().events.order_by("pgh_id")  # type: ignore[attr-defined]
    said = [event.pgh_context.metadata for event in history if event.pgh_context]
    assert [(each["user"], each["why"]) for each in said if "watch" in each["why"]] == [
        (by.pk, "stop_watching: The site is closed."),
        (by.pk, "start_watching"),
    ]


def test_stopping_and_starting_are_refused_where_they_change_nothing(
    page: Page, capture_of: Capturing
) -> None:
    capture_of(page)
    with pytest.raises(Refusal, match="watched already"):
        start(page=page, by=page.added_by, at=AT)
    stop(page=page, reason="The site is closed.", by=page.added_by, at=AT)
    with pytest.raises(Refusal, match="not being watched"):
        stop(page=page, reason="The site is closed.", by=page.added_by, at=AT)
    with pytest.raises(Refusal, match="Only people who work at the desk"):
        start(page=page, by=a_user(Role.READER), at=AT)


def test_one_batch_is_small_and_spread_over_hosts(db: None) -> None:
    for host in range(ASKED_AT_ONCE):
        for number in range(PER_HOST + 2):
            watched(a_page(f"https://h{host}.example/{number}"))

    asked = Capture.objects.filter(pk__in=ask_due(at=later(days=1)))
    hosts = [row.page.url.split("/")[2] for row in asked]

    assert len(hosts) == ASKED_AT_ONCE
    assert max(hosts.count(host) for host in hosts) <= PER_HOST


def test_one_hosts_pages_do_not_keep_another_waiting(db: None) -> None:
    for number in range(ASKED_AT_ONCE + 5):
        watched(a_page(f"https://big.example/{number}"))
    small = watched(a_page("https://small.example/"), next_at=later(hours=1))

    asked = Capture.objects.filter(pk__in=ask_due(at=later(days=1)))

    assert small.page_id in {row.page_id for row in asked}


def test_it_is_asked_in_the_name_of_who_added_the_page_or_of_the_house(db: None) -> None:
    left = a_page(by=a_user(is_active=False))
    there = a_page()
    for page in (left, there):
        watched(page)
    with_nobody = ask_due(at=later(days=1))
    editor = an_editor()

    first = Capture.objects.get(pk__in=with_nobody)
    second = Capture.objects.get(pk__in=ask_due(at=later(days=1)))
    assert (first.page, first.requested_by) == (there, there.added_by)
    assert (second.page, second.requested_by) == (left, editor)


def test_the_clock_tells_the_workers(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[list[str]] = []
    monkeypatch.setattr(tasks.run_captures, "delay", told.append)
    watched(a_page())

    tasks.ask_due_looks(colour="green")

    assert told == [[str(Capture.objects.get().pk)]]
