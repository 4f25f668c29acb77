"""The row of a rendering is the queue: asked for with the capture, taken once, finished once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from sources.archiver.browser.render import Ending, Rendered, RenderedPart
from sources.archiver.network.resolve import TableResolver
from sources.archiver.sealing.store import StoreError
from sources.archiver.sentences import as_json, say
from sources.models import (
    Capture,
    CaptureCause,
    FileKind,
    Page,
    Rendering,
    RenderingStatus,
    SealedFile,
)
from sources.operations.captures.request import request_capture
from sources.operations.captures.visits import run
from sources.operations.renderings import attempts
from sources.operations.renderings.attempts import ATTEMPTS, LEASE, LOOK_AGAIN
from sources.operations.renderings.request import ask_rendering_again
from sources.reads.sentences import worded
from tests.archiver.world import World
from tests.factories import AT, a_page, later
from tests.programs import need
from tests.sources.conftest import HTML, WORDS, Capturing, files
from tracker.base.ledger.models import Entry
from tracker.base.people.models import Role, User
from tracker.base.values.refusal import Refusal

PICTURE = RenderedPart("screenshot", b"\x89PNG", 1280, 900)
DONE = Rendered(Ending.DONE, (), "Chromium 1", (PICTURE, RenderedPart("dom", b"<p>")), {"url": "x"})
LATE = Rendered(Ending.FAILED, say("rendering.late"), is_transient=True)
BROKEN = Rendered(Ending.FAILED, say("rendering.memory"))


@pytest.fixture(autouse=True)
def _on(settings: Settings) -> None:
    settings.RENDERING = True


@pytest.fixture
def asked(page: Page, capture_of: Capturing) -> Rendering:
    return capture_of(page).rendering


@pytest.fixture
def showing(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put an end in the place of the browser's, and find a browser."""

    def give(rendered: Rendered) -> None:
        monkeypatch.setattr(attempts, "find_browser", lambda _name: "/browser")
        monkeypatch.setattr(attempts, "render", lambda *_given, **_named: rendered)

    return give


def again(row: Rendering) -> Rendering:
    return Rendering.objects.get(pk=row.pk)


def go(row: Rendering, **moment: Any) -> bool:
    return attempts.run(rendering_id=row.pk, worker="w", at=later(**moment or {"minutes": 1}))


@pytest.mark.browser
def test_a_sealed_page_is_shown_and_its_pictures_are_sealed(
    asked: Rendering, evidence: Path
) -> None:
    need("chromium")
    assert attempts.run(
        rendering_id=asked.pk, worker="w", at=later(minutes=1), resolver=TableResolver({})
    )
    row = again(asked)
    assert (row.status, row.reason) == (RenderingStatus.DONE, [])
    assert row.software.startswith("Chromium ")
    kinds = {file.kind: file for file in row.files.select_related("file")}
    assert set(kinds) == {"screenshot", "print", "dom", "words"}
    assert kinds["screenshot"].width == 1280
    assert WORDS.encode() in (evidence / kinds["dom"].file.name).read_bytes()
    assert len(files(evidence)) == 5
    assert SealedFile.objects.filter(name__in=files(evidence)).count() == 5
    entry = Entry.objects.get(kind="rendering")
    assert kinds["print"].file.sha256 in entry.content


def test_an_end_is_written_once(asked: Rendering, showing: Any) -> None:
    showing(DONE)
    assert [go(asked), go(asked)] == [True, False]
    row = again(asked)
    assert (row.status, row.attempts, row.files.count()) == (RenderingStatus.DONE, 1, 2)
    assert row.provenance["worker"] == "w"
    assert Entry.objects.filter(kind="rendering").count() == 1


def test_only_whole_copies_of_pages_are_rendered(
    page: Page, world: World, capture_of: Capturing
) -> None:
    gone, text = a_page(world.url("/gone")), a_page(world.url("/text"))
    world.page("/gone", b"<p>sorry", HTML, status="404 Not Found")
    world.page("/text", b"words", "Content-Type: text/plain")
    rows = [capture_of(gone), capture_of(text)]
    assert [row.outcome for row in rows] == ["error_page", "captured"]
    assert not Rendering.objects.exists()
    capture_of(page)
    assert Rendering.objects.count() == 1


def test_turned_off_nothing_is_asked_for(
    page: Page, capture_of: Capturing, settings: Settings
) -> None:
    settings.RENDERING = False
    capture_of(page)
    assert not Rendering.objects.exists()


def test_without_a_browser_the_row_says_so_until_there_is_one(
    asked: Rendering, showing: Any, settings: Settings
) -> None:
    settings.CHROMIUM = "/nowhere/chromium"
    assert not go(asked)
    row = again(asked)
    assert row.status == RenderingStatus.UNAVAILABLE
    assert "no browser" in worded(row.reason)
    assert row.attempts == 0
    assert attempts.sweep(at=later(minutes=2)) == []
    assert attempts.sweep(at=later(minutes=2) + LOOK_AGAIN) == [row.pk]
    showing(DONE)
    assert go(asked, minutes=20)
    assert again(asked).status == RenderingStatus.DONE


def test_what_may_pass_is_tried_again_and_then_given_up(asked: Rendering, showing: Any) -> None:
    showing(LATE)
    moments = [later(minutes=1), later(minutes=3), later(hours=1)]
    for number, moment in enumerate(moments, start=1):
        assert attempts.run(rendering_id=asked.pk, worker="w", at=moment)
        assert again(asked).attempts == number
    row = again(asked)
    assert (row.status, row.reason) == (RenderingStatus.FAILED, as_json(LATE.reason))
    assert row.attempts == ATTEMPTS


def test_a_row_put_back_waits_for_its_pause(asked: Rendering, showing: Any) -> None:
    showing(LATE)
    assert go(asked)
    assert not go(asked, minutes=1, seconds=30)
    assert again(asked).status == RenderingStatus.WAITING
    assert attempts.sweep(at=later(minutes=3)) == [asked.pk]


def test_what_will_not_pass_is_not_tried_again(asked: Rendering, showing: Any) -> None:
    showing(BROKEN)
    assert go(asked)
    assert again(asked).status == RenderingStatus.FAILED


def test_a_dead_worker_is_replaced(asked: Rendering, showing: Any) -> None:
    showing(DONE)
    held = attempts.take(rendering_id=asked.pk, worker="dead", at=later(minutes=1))
    assert held is not None
    assert attempts.sweep(at=later(minutes=2)) == []
    assert attempts.sweep(at=later(minutes=1) + LEASE) == [asked.pk]
    assert go(asked, minutes=10)
    late = Rendered(Ending.DONE, (), "", (RenderedPart("screenshot", b"\x89PNG other", 1, 1),))
    assert not attempts.finish(held, late, at=later(minutes=11))
    assert again(asked).files.count() == 2


def test_a_worker_that_dies_each_time_ends_the_row(asked: Rendering) -> None:
    for number in range(ATTEMPTS):
        moment = later(hours=number + 1)
        assert attempts.take(rendering_id=asked.pk, worker="dead", at=moment)
        attempts.sweep(at=moment + LEASE)
    row = again(asked)
    assert (row.status, row.finished_at) == (RenderingStatus.FAILED, moment + LEASE)
    assert "given up" in worded(row.reason)


def test_a_sealed_file_that_was_changed_is_not_shown(
    asked: Rendering, evidence: Path, showing: Any
) -> None:
    showing(DONE)
    path = evidence / asked.capture.file_name
    path.chmod(0o600)
    path.write_bytes(b"something else")
    assert go(asked)
    row = again(asked)
    assert row.status == RenderingStatus.FAILED
    assert row.reason
    assert not row.files.exists()


def test_a_missing_file_ends_in_words(asked: Rendering, evidence: Path, showing: Any) -> None:
    showing(DONE)
    (evidence / asked.capture.file_name).unlink()
    for number in range(ATTEMPTS):
        assert go(asked, hours=number + 1)
    assert again(asked).status == RenderingStatus.FAILED
    assert "could not be read" in worded(again(asked).reason)


def test_the_same_picture_twice_is_one_file(
    page: Page, capture_of: Capturing, showing: Any
) -> None:
    showing(DONE)
    first, second = capture_of(page), capture_of(page, at=later(hours=1))
    assert go(first.rendering)
    assert go(second.rendering, hours=2)
    assert SealedFile.objects.filter(kind=FileKind.SCREENSHOT).count() == 1


def test_a_person_asks_again(asked: Rendering, showing: Any, a_user: Any) -> None:
    showing(BROKEN)
    go(asked)
    ask_rendering_again(capture=asked.capture, by=a_user(Role.EDITOR), at=later(hours=1))
    assert (again(asked).status, again(asked).attempts) == (RenderingStatus.WAITING, 0)
    showing(DONE)
    assert go(asked, hours=2)
    with pytest.raises(Refusal) as refused:
        ask_rendering_again(capture=asked.capture, by=a_user(Role.EDITOR), at=later(hours=3))
    assert refused.value.code == "done"


def test_a_person_asks_for_one_that_was_never_wished(
    page: Page, capture_of: Capturing, settings: Settings, a_user: Any
) -> None:
    settings.RENDERING = False
    capture = capture_of(page)
    with pytest.raises(Refusal) as refused:
        ask_rendering_again(capture=capture, by=a_user(Role.EDITOR), at=later(hours=1))
    assert refused.value.code == "turned_off"
    settings.RENDERING = True
    ask_rendering_again(capture=capture, by=a_user(Role.EDITOR), at=later(hours=1))
    row = ask_rendering_again(capture=capture, by=a_user(Role.EDITOR), at=later(hours=2))
    assert (row.status, row.requested_at) == (RenderingStatus.WAITING, later(hours=1))


def test_who_may_not_ask(asked: Rendering, a_user: Any) -> None:
    with pytest.raises(Refusal) as refused:
        ask_rendering_again(capture=asked.capture, by=a_user(Role.READER), at=later(hours=1))
    assert refused.value.code == "wrong_role"


def test_no_picture_of_what_is_no_page(
    page: Page, world: World, capture_of: Capturing, a_user: Any
) -> None:
    world.page("/a", b"words", "Content-Type: text/plain")
    with pytest.raises(Refusal) as refused:
        ask_rendering_again(capture=capture_of(page), by=a_user(Role.EDITOR), at=later(hours=1))
    assert refused.value.code == "not_a_page"


@pytest.fixture
def a_user(db: None) -> Any:
    def make(role: Role) -> User:
        known = User.objects.filter(username=role.value).first()
        return known or User.objects.create_user(role.value, role=role)

    return make


def test_a_capture_is_not_delayed_by_its_rendering(page: Page) -> None:
    row = request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)
    run(capture_id=row.pk, worker="one", at=AT)
    capture = Capture.objects.get(pk=row.pk)
    assert capture.is_finished
    assert capture.rendering.status == RenderingStatus.WAITING
    assert capture.rendering.requested_at - AT < timedelta(minutes=1)


def test_a_store_that_goes_away_at_the_last_step_leaves_the_row_to_be_tried_again(
    asked: Rendering, showing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_arguments: object) -> None:
        raise StoreError("away", why="It does not answer")

    showing(DONE)
    with monkeypatch.context() as patched:
        patched.setattr(attempts, "size_of", away)
        assert go(asked)
    row = again(asked)
    assert (row.status, row.taken_by, row.files.count()) == (RenderingStatus.WAITING, None, 0)

    assert go(asked, days=1)
    assert again(asked).status == RenderingStatus.DONE
