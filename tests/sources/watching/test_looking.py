"""When a capture ends, it is held against the copy before it, in the same transaction."""

from __future__ import annotations

import pytest

from sources.archiver.drift import quotations
from sources.models import Capture, CaptureCause, Page, Recheck
from sources.operations.captures.request import request_capture
from sources.operations.captures.sweep import sweep
from sources.operations.captures.visits import run, take
from sources.operations.register.quotations import quote
from sources.operations.sealing import compare
from tests.archiver.world import World
from tests.factories import AT, later
from tests.sources.conftest import HTML, WORDS, Capturing

QUOTED = "Twelve soldiers were killed"


@pytest.fixture
def first(page: Page, capture_of: Capturing) -> Capture:
    """A whole copy of a page with a quotation."""
    quote(page=page, exact=QUOTED, by=page.added_by, at=AT)
    return capture_of(page)


def shows(world: World, words: str) -> None:
    world.page("/a", f"<!doctype html><p>{words}".encode(), HTML)


def test_an_altered_number_is_found(first: Capture, capture_of: Capturing, world: World) -> None:
    shows(world, WORDS.replace("Twelve", "Seven"))
    second = capture_of(first.page, at=later(days=1))

    found = Recheck.objects.get()

    assert (found.earlier, found.later, found.page) == (first, second, first.page)
    assert (found.kind, found.number_altered) == ("quotation_altered", True)
    assert found.quotations[0]["before"] == QUOTED
    assert found.quotations[0]["now"] == "Seven soldiers were killed"


def test_a_correction_elsewhere_waits_for_somebody_too(
    first: Capture, capture_of: Capturing, world: World
) -> None:
    shows(world, f"{WORDS}<p>Correction: seven soldiers were killed, not more.")
    capture_of(first.page, at=later(days=1))

    found = Recheck.objects.get()

    assert (found.kind, found.number_altered) == ("changed_elsewhere", True)
    assert found.quotations[0]["change"] == "corrected"


def test_the_first_copy_is_compared_with_nothing(first: Capture) -> None:
    assert not Recheck.objects.exists()


def test_a_look_is_compared_with_the_newest_whole_copy(
    first: Capture, capture_of: Capturing, world: World
) -> None:
    shows(world, WORDS.replace("Twelve", "Seven"))
    second = capture_of(first.page, at=later(days=1))
    world.page("/a", b"no", status="403 Forbidden")
    capture_of(first.page, at=later(days=2))
    shows(world, WORDS.replace("Twelve", "Seven"))
    capture_of(first.page, at=later(days=3))

    found = [(row.kind, row.earlier) for row in Recheck.objects.order_by("at")]

    assert found == [
        ("quotation_altered", first),
        ("page_blocked", second),
        ("unchanged", second),
    ]


@pytest.mark.parametrize(
    "between",
    [
        "The paragraph was taken out.",
        "Subscribe to read the rest of this article. Already a subscriber? Log in.",
    ],
)
def test_a_number_altered_while_the_words_were_away_is_found(
    first: Capture, capture_of: Capturing, world: World, between: str
) -> None:
    shows(world, between)
    capture_of(first.page, at=later(days=1))
    shows(world, WORDS.replace("Twelve", "Seven"))
    third = capture_of(first.page, at=later(days=2))

    found = Recheck.objects.get(later=third)

    assert (found.kind, found.number_altered, found.earlier) == ("quotation_altered", True, first)


def test_words_that_come_back_as_they_were_are_the_same(
    first: Capture, capture_of: Capturing, world: World
) -> None:
    shows(world, "The paragraph was taken out.")
    capture_of(first.page, at=later(days=1))
    shows(world, WORDS)
    third = capture_of(first.page, at=later(days=2))

    found = Recheck.objects.get(later=third)

    assert (found.quotations[0]["change"], found.earlier) == ("same", first)


def test_a_copy_that_could_not_be_read_hides_no_alteration(
    first: Capture, capture_of: Capturing, world: World
) -> None:
    world.page("/a", b"\x0b\x02\x80hello\x03", f"{HTML}\r\nContent-Encoding: compress")
    second = capture_of(first.page, at=later(days=1))
    shows(world, WORDS.replace("Twelve", "Seven"))
    third = capture_of(first.page, at=later(days=2))

    unread, found = (Recheck.objects.get(later=one) for one in (second, third))

    assert (unread.kind, unread.quotations[0]["change"]) == ("changed_elsewhere", "unread")
    assert (found.kind, found.number_altered, found.earlier) == ("quotation_altered", True, first)


def test_a_page_that_is_gone_says_nothing_of_its_quotations(
    first: Capture, capture_of: Capturing, world: World
) -> None:
    world.page("/a", b"no", status="410 Gone")
    capture_of(first.page, at=later(days=1))

    found = Recheck.objects.get()

    assert (found.kind, found.quotations) == ("page_gone", [])


def test_a_page_without_a_whole_copy_is_compared_with_nothing(
    page: Page, capture_of: Capturing, world: World
) -> None:
    world.page("/a", b"no", status="403 Forbidden")
    capture_of(page)
    capture_of(page, at=later(days=1))

    assert not Recheck.objects.exists()


def test_work_that_broke_off_on_our_side_is_no_look(first: Capture, settings: object) -> None:
    settings.CAPTURE_ATTEMPTS = 1  # type: ignore[attr-defined]
    row = request_capture(
        page=first.page, cause=CaptureCause.RECHECK, by=first.requested_by, at=later(days=1)
    )
    take([row.pk], worker="dead", at=later(days=1))
    sweep(at=later(days=1, hours=1))

    row.refresh_from_db()
    assert (row.outcome, Recheck.objects.count()) == ("interrupted", 0)


def test_a_comparison_that_fails_does_not_keep_the_capture(
    first: Capture, capture_of: Capturing, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(compare, "drifted", broken)
    shows(world, "Other words.")
    second = capture_of(first.page, at=later(days=1))

    assert second.is_whole
    found = Recheck.objects.get()
    assert (found.kind, found.quotations[0]["change"]) == ("changed_elsewhere", "unread")


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_in_the_comparison_leaves_no_half_of_it(
    first: Capture, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """What no part of the program catches."""

    def dies(*_: object) -> None:
        raise Killed

    shows(world, WORDS.replace("Twelve", "Seven"))
    row = request_capture(
        page=first.page, cause=CaptureCause.RECHECK, by=first.requested_by, at=later(days=1)
    )
    with monkeypatch.context() as patched:
        patched.setattr(quotations, "passage", dies)
        with pytest.raises(Killed):
            run(capture_id=row.pk, worker="one", at=later(days=1))

    row.refresh_from_db()
    assert (row.status, row.findings.count(), Recheck.objects.count()) == ("taken", 0, 0)
    sweep(at=later(days=2))
    assert run(capture_id=row.pk, worker="two", at=later(days=2))
    row.refresh_from_db()
    assert (row.findings.count(), row.rechecks.get().number_altered) == (1, True)


def test_finishing_twice_compares_once(first: Capture) -> None:
    row = request_capture(
        page=first.page, cause=CaptureCause.RECHECK, by=first.requested_by, at=later(days=1)
    )
    run(capture_id=row.pk, worker="one", at=later(days=1))
    run(capture_id=row.pk, worker="two", at=later(days=2))

    assert Recheck.objects.count() == 1
