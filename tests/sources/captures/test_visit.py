"""Several pages of one host are one visit: one turn, one transaction, and each its own end."""

from __future__ import annotations

import time
from pathlib import Path
from uuid import UUID

import pytest
import redis
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from sources import tasks
from sources.models import (
    AnnouncedFile,
    Capture,
    CaptureStatus,
    Finding,
    Page,
    Recheck,
    Watch,
    text_of,
)
from sources.operations.captures import close, visits
from sources.operations.captures.politeness import HostTurns, host_keys
from sources.operations.captures.request import request_capture
from sources.operations.captures.visits import TOGETHER, run, visit
from sources.operations.register.quotations import quote
from tests.archiver.world import World
from tests.factories import AT, a_page, later
from tests.sources.conftest import HTML, WORDS, files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_pause(settings: Settings, evidence: Path) -> None:
    settings.HOST_PAUSE_SECONDS = 0


def asked_for(world: World, *paths: str, cause: str = "cited") -> list[UUID]:
    rows = []
    for path in paths:
        world.pages.setdefault(path, b"")
        if not world.pages[path]:
            world.page(path, f"<p>{WORDS} Page {path}.".encode(), HTML)
        page = Page.objects.filter(url=world.url(path)).first() or a_page(world.url(path))
        rows.append(request_capture(page=page, cause=cause, by=page.added_by, at=AT).pk)
    return rows


def ends() -> dict[str, str]:
    rows = Capture.objects.values_list("page__url", "outcome", "status")
    return {url.rsplit("/", 1)[1]: outcome or status for url, outcome, status in rows}


def test_each_page_is_sealed_with_its_findings(world: World, evidence: Path) -> None:
    ids = asked_for(world, "/1", "/2", "/3")
    for page in Page.objects.all():
        quote(page=page, exact="Twelve soldiers were killed", by=page.added_by, at=AT)
        quote(page=page, exact="Ten soldiers were killed", by=page.added_by, at=AT)

    assert visit(capture_ids=ids, worker="one", at=AT) == ids

    rows = Capture.objects.order_by("page_id")
    assert {(row.outcome, row.attempts, row.provenance["worker"]) for row in rows} == {
        ("captured", 1, "one")
    }
    assert [text_of(row).rsplit(" ", 1)[1] for row in rows] == ["/1.", "/2.", "/3."]
    assert sorted(files(evidence)) == sorted(row.file_name for row in rows)
    kinds = Finding.objects.order_by("capture__page_id", "quotation_id").values_list("kind")
    assert [kind for (kind,) in kinds] == ["verbatim", "altered"] * 3
    assert Watch.objects.count() == 3


def test_the_database_is_asked_no_more_for_many(world: World) -> None:
    few = asked_for(world, "/1", "/2")
    many = asked_for(world, *[f"/{number}" for number in range(10, 20)])

    def statements(ids: list[UUID]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(visit(capture_ids=ids, worker="one", at=AT)) == len(ids)
        return len(captured)

    assert statements(many) == statements(few)


def test_each_has_an_end_of_its_own(world: World) -> None:
    world.page("/gone", b"no", status="410 Gone")
    world.page("/busy", b"busy", status="502 Bad Gateway")
    ids = asked_for(world, "/1", "/gone", "/busy", "/2")

    assert visit(capture_ids=ids, worker="one", at=AT) == ids

    assert ends() == {"1": "captured", "gone": "error_page", "busy": "waiting", "2": "captured"}


def test_later_looks_are_compared_each_with_its_own_copy(world: World) -> None:
    first = asked_for(world, "/1", "/2", "/3")
    visit(capture_ids=first, worker="one", at=AT)
    world.page("/2", f"<p>{WORDS} Another page.".encode(), HTML)
    world.page("/3", b"no", status="404 Not Found")

    visit(
        capture_ids=asked_for(world, "/1", "/2", "/3", cause="recheck"),
        worker="one",
        at=later(days=1),
    )

    kinds = Recheck.objects.order_by("page_id").values_list("kind", "earlier_id")
    assert list(kinds) == [
        ("unchanged", first[0]),
        ("changed_elsewhere", first[1]),
        ("page_gone", first[2]),
    ]


def test_rows_that_are_not_there_to_be_taken_are_left_alone(world: World) -> None:
    one, two = asked_for(world, "/1", "/2")
    run(capture_id=one, worker="one", at=AT)

    assert visit(capture_ids=[one, two], worker="two", at=AT) == [two]
    assert visit(capture_ids=[one, two], worker="three", at=AT) == []
    assert len(world.asked) == 2


def test_a_host_that_asks_for_time_ends_the_visit(world: World) -> None:
    world.page("/2", b"slow down", "Retry-After: 600", status="429 Too Many Requests")
    ids = asked_for(world, "/1", "/2", "/3", "/4")

    assert visit(capture_ids=ids, worker="one", at=AT) == ids[:2]

    assert len(world.asked) == 2
    left = Capture.objects.filter(pk__in=ids[2:])
    assert set(left.values_list("status", "attempts", "taken_by")) == {("waiting", 0, None)}
    assert not visit(capture_ids=ids[2:], worker="two", at=later(seconds=1))


def test_a_visit_that_takes_long_begins_no_further_page(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "LONGEST_VISIT", 0.0)
    ids = asked_for(world, "/1", "/2", "/3")

    assert visit(capture_ids=ids, worker="one", at=AT) == ids[:1]
    assert visit(capture_ids=ids, worker="two", at=AT) == ids[1:2]


def test_ends_do_not_wait_for_a_slow_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "LONGEST_HELD", 0.0)
    written = []
    real = close.finish
    monkeypatch.setattr(
        visits, "finish", lambda ends, *, at: written.append(len(ends)) or real(ends, at=at)
    )

    visit(capture_ids=asked_for(world, "/1", "/2"), worker="one", at=AT)

    assert [number for number in written if number] == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_one_that_cannot_be_written_does_not_hold_up_the_others(
    world: World, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = asked_for(world, "/1", "/2", "/3")
    real = close.write_ends

    def broken(ends: list[tuple[Capture, object]], **named: object) -> None:
        if any(capture.pk == ids[1] for capture, _sealed in ends):
            raise RuntimeError("a row that the database will not have")
        real(ends, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(close, "write_ends", broken)

    assert visit(capture_ids=ids, worker="one", at=AT) == [ids[0], ids[2]]

    assert ends() == {"1": "captured", "2": "taken", "3": "captured"}
    assert len(files(evidence)) == 2
    assert not AnnouncedFile.objects.exists()


def test_a_file_that_is_not_kept_is_the_end_of_one_page_only(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.CAPTURE_ATTEMPTS = 1
    ids = asked_for(world, "/1", "/2")
    real = close.store

    def full(sealed: object, storage: object) -> object:
        if sealed.requested_url.endswith("/1"):  # type: ignore[attr-defined]
            raise OSError(28, "No space left on device")
        return real(sealed, storage)  # type: ignore[arg-type]

    monkeypatch.setattr(close, "store", full)

    assert visit(capture_ids=ids, worker="one", at=AT) == ids
    assert ends() == {"1": "waiting", "2": "captured"}


def test_the_turn_is_held_throughout_and_given_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = asked_for(world, "/1", "/2", "/3")
    held = []
    real = visits.attempt

    def watched(*args: object, **named: object) -> object:
        held.append(HostTurns().ask("127.0.0.1", due=True, now=time.time()).word)
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(visits, "attempt", watched)
    visit(capture_ids=ids, worker="one", at=AT)

    assert held == ["in_line"] * 3
    assert HostTurns().ask("127.0.0.1", due=True, now=time.time()).word != "in_line"


def test_a_busy_host_puts_all_off_at_once_and_the_next_takes_them_along(world: World) -> None:
    calls: list[UUID] = []
    holder = HostTurns(nudge=lambda capture_id, _seconds: calls.append(capture_id))
    holder.ask("127.0.0.1", due=True, now=AT.timestamp())
    ids = asked_for(world, "/1", "/2", "/3")

    assert visit(capture_ids=ids, worker="one", at=AT) == []
    assert set(Capture.objects.values_list("status", "attempts")) == {("waiting", 0)}
    holder.leave()

    assert calls == ids[:1]
    assert visit(capture_ids=calls, worker="one", at=later(seconds=0.01)) == ids


def test_no_more_are_taken_along_than_make_a_visit(world: World) -> None:
    holder = HostTurns()
    holder.ask("127.0.0.1", due=True, now=AT.timestamp())
    ids = asked_for(world, *[f"/{number}" for number in range(TOGETHER + 5)])
    visit(capture_ids=ids, worker="one", at=AT)
    holder.leave()

    assert len(visit(capture_ids=ids[:1], worker="one", at=later(hours=1))) == TOGETHER


def test_where_a_pause_is_set_one_goes_and_the_others_stand_in_line(
    world: World, settings: Settings
) -> None:
    settings.HOST_PAUSE_SECONDS = 5
    ids = asked_for(world, "/1", "/2", "/3")

    assert visit(capture_ids=ids, worker="one", at=AT) == ids[:1]

    slots = Capture.objects.exclude(pk=ids[0]).order_by("next_attempt_at")
    assert [row.pk for row in slots] == ids[1:]
    assert [round((row.next_attempt_at - AT).total_seconds()) for row in slots] == [5, 10]  # type: ignore[operator]


@pytest.mark.parametrize("pause", [0, 0.1])
def test_without_valkey_visits_go_on(world: World, settings: Settings, pause: float) -> None:
    settings.HOST_PAUSE_SECONDS = pause
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    ids = asked_for(world, "/1", "/2")

    assert visit(capture_ids=ids, worker="one", at=AT) == ids


def test_workers_are_told_of_the_pages_of_a_host_together(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[list[str]] = []
    monkeypatch.setattr(tasks.run_captures, "delay", told.append)
    ids = asked_for(world, *[f"/{number}" for number in range(TOGETHER + 1)])
    other = a_page("https://other.example/x")
    row = request_capture(page=other, cause="cited", by=other.added_by, at=AT)

    tasks.tell([ids[0], row.pk, *ids[1:]])

    assert told == [[str(one) for one in ids[:-1]], [str(ids[-1])], [str(row.pk)]]


def test_a_turn_is_renewed_in_a_long_visit(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr("sources.operations.captures.politeness.LEASE_MARGIN", 0.0)
    settings.CAPTURE_DEADLINE_SECONDS = 600
    turns = HostTurns()
    turns.ask("127.0.0.1", due=True, now=AT.timestamp())
    turns.stays = True
    turn = host_keys("127.0.0.1")[0]
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.pexpire(turn, 60_000)
        turns.take("127.0.0.1", 1)
        turns.leave()

        assert client.pttl(turn) > 300_000
    turns.end()


def test_a_message_of_one_and_of_several_do_the_same(world: World) -> None:
    one, two, three = asked_for(world, "/1", "/2", "/3")

    tasks.run_capture(str(one))
    tasks.run_captures([str(two), str(three)], colour="green")

    assert set(Capture.objects.values_list("status", flat=True)) == {CaptureStatus.SEALED}


def test_a_page_that_was_tried_before_takes_no_other_along(world: World) -> None:
    """It may be what killed the worker: the others must not share its fate again."""
    ids = asked_for(world, "/1", "/2", "/3", "/4")
    Capture.objects.filter(pk__in=ids[:2]).update(attempts=1)

    assert visit(capture_ids=ids, worker="one", at=AT) == ids[2:]
    assert visit(capture_ids=ids, worker="two", at=later(minutes=1)) == ids[:1]
    assert visit(capture_ids=ids, worker="three", at=later(minutes=2)) == ids[1:2]


def test_nor_does_it_come_along_with_others(world: World) -> None:
    holder = HostTurns()
    holder.ask("127.0.0.1", due=True, now=AT.timestamp())
    ids = asked_for(world, "/1", "/2", "/3")
    Capture.objects.filter(pk=ids[1]).update(attempts=1)
    visit(capture_ids=ids, worker="one", at=AT)
    holder.leave()

    assert visit(capture_ids=ids[:1], worker="one", at=later(minutes=1)) == [ids[0], ids[2]]
    assert visit(capture_ids=ids[1:2], worker="one", at=later(minutes=1)) == [ids[1]]
