"""How a page stands, from all its captures."""

from __future__ import annotations

from sources.models import Capture, CaptureCause, Page
from sources.operations.captures.request import request_capture
from sources.reads.pages import PageState, oldest_waiting_seconds, page_state
from tests.archiver.world import World
from tests.factories import AT, later
from tests.sources.conftest import HTML, WORDS, Capturing


def state(page: Page) -> PageState:
    return page_state(list(page.captures.all()))


def test_a_page_goes_from_not_captured_to_sealed(page: Page, capture_of: Capturing) -> None:
    states = [state(page)]
    request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)
    states.append(state(page))
    capture_of(page)
    states.append(state(page))

    assert states == ["not_captured", "waiting", "sealed"]


def test_the_same_text_is_no_change(page: Page, capture_of: Capturing, world: World) -> None:
    capture_of(page)
    world.page("/a", f"<!doctype html><title>New</title><p>{WORDS}".encode(), HTML)
    capture_of(page, at=later(days=1))

    assert state(page) == PageState.SEALED


def test_a_silent_change_of_a_figure_is_seen(
    page: Page, capture_of: Capturing, world: World
) -> None:
    capture_of(page)
    world.page("/a", f"<p>{WORDS.replace('Twelve', 'Two')}".encode(), HTML)
    capture_of(page, at=later(days=1))

    assert state(page) == PageState.CHANGED


def test_a_copy_that_could_not_be_read_neither_makes_nor_hides_a_change(
    page: Page, capture_of: Capturing, world: World
) -> None:
    states = []
    for number, words in enumerate((WORDS, None, WORDS, None, WORDS.replace("Twelve", "Two"))):
        if words is None:
            world.page("/a", b"\x0b\x02\x80hello\x03", f"{HTML}\r\nContent-Encoding: compress")
        else:
            world.page("/a", f"<p>{words}".encode(), HTML)
        capture_of(page, at=later(days=number))
        states.append(state(page))

    assert states == ["sealed", "sealed", "sealed", "sealed", "changed"]


def test_a_page_that_is_gone_is_gone(page: Page, capture_of: Capturing, world: World) -> None:
    capture_of(page)
    world.page("/a", b"no", status="404 Not Found")
    capture_of(page, at=later(days=1))

    assert state(page) == PageState.GONE


def test_a_look_without_a_copy_takes_no_copy_away(
    page: Page, capture_of: Capturing, world: World
) -> None:
    capture_of(page)
    world.page("/a", b"no", status="403 Forbidden")
    capture_of(page, at=later(days=1))

    assert state(page) == PageState.SEALED


def test_a_page_that_is_gone_stays_gone_while_its_site_does_not_answer(
    page: Page, capture_of: Capturing, world: World
) -> None:
    capture_of(page)
    world.page("/a", b"no", status="404 Not Found")
    capture_of(page, at=later(days=1))
    world.page("/a", b"no", status="403 Forbidden")
    capture_of(page, at=later(days=2))

    assert state(page) == PageState.GONE


def test_a_page_that_was_never_whole_has_no_copy(
    page: Page, capture_of: Capturing, world: World
) -> None:
    world.page("/a", b"no", status="403 Forbidden")
    capture_of(page)

    assert state(page) == PageState.FAILED


def test_the_age_of_the_oldest_waiting_row(page: Page) -> None:
    assert oldest_waiting_seconds(at=AT) is None
    request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)

    assert oldest_waiting_seconds(at=later(minutes=2)) == 120


def test_a_row_that_was_put_off_has_waited_since_it_was_due_again(page: Page) -> None:
    row = request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)
    Capture.objects.filter(pk=row.pk).update(next_attempt_at=later(hours=1))

    assert oldest_waiting_seconds(at=later(minutes=59)) is None
    assert oldest_waiting_seconds(at=later(hours=1, minutes=2)) == 120
