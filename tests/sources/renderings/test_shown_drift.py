"""A quotation that only a browser showed is watched there; what was sent raises no false alarm."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from sources.archiver.browser.render import Ending, Rendered, RenderedPart
from sources.models import Capture, Page, Recheck, Rendering, Watch
from sources.operations.renderings import attempts
from tests.archiver.world import World
from tests.factories import a_quotation, later
from tests.sources.conftest import HTML, WORDS, Capturing
from tracker.base.ledger.models import Entry

BUILT = "Nine more were killed by a drone, the mayor said on Friday."
AROUND = f"{WORDS}\nThe town lies on the river. {{}}\nMore is told on the next page."
SHOWN = AROUND.format(BUILT)
SCRIPTS = (
    b"<!doctype html><title>T</title><div id=root></div><script src=/a.js></script>"
    b"<noscript>You need to enable JavaScript to run this app.</noscript>"
)


@pytest.fixture(autouse=True)
def _on(settings: Settings) -> None:
    settings.RENDERING = True


@pytest.fixture
def look(page: Page, capture_of: Capturing, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Look at the page; a browser shows some words of it, or is not there."""

    def give(words: str | None, *, at: datetime, shows: bool = True) -> Capture:
        capture = capture_of(page, at=at)
        parts = () if words is None else (RenderedPart("words", words.encode()),)
        ending = Ending.DONE if parts else Ending.FAILED
        rendered = Rendered(ending, parts=parts, software="C")
        program = "/browser" if shows else None
        monkeypatch.setattr(attempts, "find_browser", lambda _name: program)
        monkeypatch.setattr(attempts, "render", lambda *_given, **_named: rendered)
        done = attempts.run(rendering_id=capture.rendering.pk, worker="w", at=at)
        assert done is shows
        return capture

    return give


def changes() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (row.kind, [(one["change"], one.get("read_in", "sent")) for one in row.quotations])
        for row in Recheck.objects.order_by("pk")
    ]


@pytest.mark.parametrize(
    ("now", "kind", "change"),
    [
        (SHOWN, "unchanged", "same"),
        (AROUND.format("Nothing happened there."), "quotation_gone", "gone"),
        (SHOWN.replace("Nine", "Eight"), "quotation_altered", "altered"),
        (None, "unchanged", "unread"),
    ],
    ids=["stays", "gone", "altered", "not shown"],
)
def test_a_later_look_is_held_against_the_words_that_were_shown(
    page: Page, look: Any, now: str | None, kind: str, change: str
) -> None:
    a_quotation(page, BUILT)
    look(SHOWN, at=later())
    look(now, at=later(days=1))

    assert changes() == [(kind, [(change, "shown")])]
    assert Entry.objects.filter(kind="recheck").count() == 1
    assert Recheck.objects.get().number_altered is (change == "altered")


def test_words_that_scripts_show_now_are_not_gone(page: Page, look: Any, world: World) -> None:
    a_quotation(page, WORDS)
    look(WORDS, at=later())
    other = "<!doctype html><p>The town lies on the river and has a bridge and a market."
    world.page("/a", other.encode(), HTML)
    look(f"The town lies on the river and has a bridge and a market.\n{WORDS}", at=later(days=1))

    assert changes() == [("changed_elsewhere", [("same", "shown")])]


@pytest.mark.parametrize("shows", [True, False], ids=["nothing shown", "no browser"])
def test_where_no_browser_shows_them_what_was_sent_speaks(
    page: Page, look: Any, world: World, shows: bool
) -> None:
    a_quotation(page, WORDS)
    look(WORDS, at=later())
    world.page("/a", b"<!doctype html><p>The town lies on the river and has a bridge.", HTML)
    look(None, at=later(days=1), shows=shows)

    assert changes() == [("quotation_gone", [("gone", "sent")])]


def test_what_stands_in_what_was_sent_waits_for_nobody(
    page: Page, capture_of: Capturing, evidence: Path
) -> None:
    a_quotation(page, WORDS)
    capture_of(page)
    capture_of(page, at=later(days=1))

    assert changes() == [("unchanged", [("same", "sent")])]
    assert not Rendering.objects.filter(look_waits=True).exists()


def test_a_comparison_waits_an_hour_for_a_browser(page: Page, capture_of: Capturing) -> None:
    a_quotation(page, BUILT)
    capture_of(page)
    capture_of(page, at=later(days=1))
    assert changes() == []

    attempts.sweep(at=later(days=1) + timedelta(minutes=59))
    assert changes() == []
    attempts.sweep(at=later(days=1) + timedelta(minutes=61))

    assert changes() == [("unchanged", [("absent", "sent")])]
    assert not Rendering.objects.filter(look_waits=True).exists()


def test_a_page_that_its_scripts_make_is_watched_from_the_first_time_it_was_shown(
    page: Page, look: Any, world: World
) -> None:
    a_quotation(page, BUILT)
    world.page("/a", SCRIPTS, HTML)
    assert look(SHOWN, at=later()).outcome == "needs_scripts"
    assert Watch.objects.get(page=page).next_at is not None

    look(AROUND.format("Nothing happened there."), at=later(days=1))

    assert changes() == [("quotation_gone", [("gone", "shown")])]
