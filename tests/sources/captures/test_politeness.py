"""A host is asked one thing at a time, with a pause between, however many workers there are."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise
from queue import Empty, Queue
from uuid import UUID

import pytest
import redis
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from sources.archiver.network.resolve import TableResolver
from sources.models import Capture, CaptureStatus, Page
from sources.operations.captures import politeness
from sources.operations.captures.politeness import HostTurns, Word, host_keys
from sources.operations.captures.request import request_capture, retry
from sources.operations.captures.sweep import sweep
from sources.operations.captures.visits import run
from sources.reads.sentences import worded
from tests.archiver.world import World
from tests.factories import AT, a_page, later
from tests.sources.conftest import HTML, WORDS, forget_turns

PAUSE = 0.15
BOTH = TableResolver({"localhost": ["127.0.0.1"]})
pytestmark = pytest.mark.django_db


class Visits:
    """When the world was asked, and how many asked at the same time."""

    def __init__(self, world: World, seconds: float = 0.02) -> None:
        self.began: list[float] = []
        self.ended: list[float] = []
        self.together = self.most_together = 0
        self._lock = threading.Lock()
        self._seconds = seconds
        self._world = world

    def page(self, path: str, head: str = HTML, status: str = "200 OK") -> str:
        lines = f"HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {len(WORDS)}\r\n\r\n"

        def answer(stream: socket.socket, _path: str) -> None:
            with self._lock:
                self.began.append(time.monotonic())
                self.together += 1
                self.most_together = max(self.most_together, self.together)
            time.sleep(self._seconds)
            with self._lock:
                self.together -= 1
                self.ended.append(time.monotonic())
            stream.sendall((lines + WORDS).encode())

        self._world.pages[path] = answer
        return self._world.url(path)


class Workers:
    """Threads that run what they are told of, some seconds later if told so, as Celery does."""

    def __init__(self, number: int) -> None:
        self.told: Queue[UUID] = Queue()
        self.runs = 0
        self._stop = threading.Event()
        self._timers: list[threading.Timer] = []
        self._threads = [threading.Thread(target=self._work) for _ in range(number)]

    def nudge(self, capture_id: UUID, seconds: float = 0.0) -> None:
        timer = threading.Timer(seconds, self.told.put, (capture_id,))
        self._timers.append(timer)
        timer.start()

    def _work(self) -> None:
        while not self._stop.is_set():
            try:
                capture_id = self.told.get(timeout=0.02)
            except Empty:
                continue
            self.runs += 1
            run(
                capture_id=capture_id,
                worker=threading.current_thread().name,
                at=timezone.now(),
                resolver=BOTH,
                nudge=self.nudge,
            )
        connection.close()

    def work(self, until: Callable[[], bool], seconds: float = 30.0) -> None:
        for thread in self._threads:
            thread.start()
        end = time.monotonic() + seconds
        while not until() and time.monotonic() < end:
            time.sleep(0.02)
        self._stop.set()
        for thread in [*self._threads, *self._timers]:
            thread.join()


@pytest.fixture(autouse=True)
def paused(settings: Settings, evidence: object, world: World) -> Iterator[None]:
    settings.HOST_PAUSE_SECONDS = PAUSE
    settings.ALLOWED_ADDRESSES = [world.place, f"localhost:{world.port}"]
    yield
    with suppress(redis.ConnectionError):  # one test takes Valkey away
        forget_turns()


def asked_for(*urls: str, at: datetime | None = None) -> list[Capture]:
    pages = [a_page(url) for url in urls]
    return [
        request_capture(page=page, cause="cited", by=page.added_by, at=at or timezone.now())
        for page in pages
    ]


def all_ended() -> bool:
    return not Capture.objects.exclude(status=CaptureStatus.SEALED).exists()


@pytest.mark.django_db(transaction=True)
def test_many_pages_of_a_host_are_asked_for_one_pause_apart(world: World) -> None:
    visits, workers = Visits(world), Workers(3)
    captures = asked_for(*[visits.page(f"/{number}") for number in range(10)])
    for capture in captures:
        workers.nudge(capture.pk)

    workers.work(all_ended)

    assert set(Capture.objects.values_list("outcome", "attempts")) == {("captured", 1)}
    assert visits.most_together == 1
    gaps = [after - before for before, after in zip(visits.ended, visits.began[1:], strict=False)]
    assert min(gaps) >= PAUSE * 0.9
    # Each is called when its turn has come: no crowd wakes up for one turn, and no turn is missed.
    assert workers.runs <= 3 * len(captures)
    assert visits.began[-1] - visits.began[0] < len(captures) * (PAUSE + 0.5)


@pytest.mark.django_db(transaction=True)
def test_another_host_goes_on_meanwhile(world: World) -> None:
    visits, workers = Visits(world), Workers(2)
    slow = [visits.page(f"/{number}") for number in range(4)]
    other = visits.page("/other").replace("127.0.0.1", "localhost")
    captures = asked_for(*slow, other)
    for capture in captures:
        workers.nudge(capture.pk)

    workers.work(all_ended)

    ended = list(Capture.objects.order_by("finished_at").values_list("page__url", flat=True))
    assert ended.index(other) < len(ended) - 1


def test_a_busy_host_puts_a_page_off_without_counting_an_attempt(page: Page) -> None:
    (capture,) = asked_for(page.url + "?other", at=AT)
    assert HostTurns().ask("127.0.0.1", due=True, now=AT.timestamp()).word is Word.GO

    assert not run(capture_id=capture.pk, worker="one", at=AT)

    capture.refresh_from_db()
    assert (capture.status, capture.attempts) == (CaptureStatus.WAITING, 0)
    assert capture.next_attempt_at is not None
    assert capture.next_attempt_at > AT


def test_slots_are_spread(page: Page) -> None:
    HostTurns().ask("127.0.0.1", due=True, now=AT.timestamp())
    captures = asked_for(*[f"{page.url}?{number}" for number in range(20)], at=AT)

    for capture in captures:
        run(capture_id=capture.pk, worker="one", at=AT)

    slots = list(Capture.objects.order_by("next_attempt_at").values_list("next_attempt_at"))
    gaps = [(after[0] - before[0]).total_seconds() for before, after in pairwise(slots)]
    assert gaps == pytest.approx([PAUSE] * 19, abs=0.002)


def test_whoever_finishes_calls_the_next_before_its_slot(page: Page) -> None:
    holder = HostTurns(nudge=lambda *call: calls.append(call))
    calls: list[tuple[UUID, float]] = []
    holder.ask("127.0.0.1", due=True, now=AT.timestamp())
    first, second = asked_for(page.url + "?1", page.url + "?2", at=AT)
    for capture in (first, second):
        run(capture_id=capture.pk, worker="one", at=AT)

    holder.leave()

    assert [capture_id for capture_id, _ in calls] == [first.pk]
    time.sleep(calls[0][1])
    assert not run(capture_id=second.pk, worker="one", at=AT)  # nobody called it
    assert run(capture_id=first.pk, worker="one", at=AT, nudge=lambda *call: calls.append(call))
    assert [capture_id for capture_id, _ in calls] == [first.pk, second.pk]


def test_a_call_for_a_page_that_no_longer_waits_goes_to_the_next(page: Page) -> None:
    calls: list[tuple[UUID, float]] = []
    holder = HostTurns(nudge=lambda *call: calls.append(call))
    holder.ask("127.0.0.1", due=True, now=AT.timestamp())
    first, second = asked_for(page.url + "?1", page.url + "?2", at=AT)
    for capture in (first, second):
        run(capture_id=capture.pk, worker="one", at=AT)
    holder.leave()
    Capture.objects.filter(pk=first.pk).update(
        status=CaptureStatus.FAILED, finished_at=AT, outcome="timeout"
    )

    run(capture_id=first.pk, worker="one", at=AT, nudge=lambda *call: calls.append(call))

    assert [capture_id for capture_id, _ in calls] == [first.pk, second.pk]


def test_a_site_that_asks_for_time_gets_it_for_all_its_pages(world: World, page: Page) -> None:
    world.page("/a", b"slow down", "Retry-After: 7200", status="429 Too Many Requests")
    first, second = asked_for(page.url + "?1", page.url + "?2", at=AT)
    world.pages["/a?1"] = world.pages["/a"]

    assert run(capture_id=first.pk, worker="one", at=AT)
    assert not run(capture_id=second.pk, worker="one", at=AT)

    second.refresh_from_db()
    assert second.attempts == 0
    assert second.next_attempt_at is not None
    assert second.next_attempt_at - AT > timedelta(seconds=7190)
    assert len(world.asked) == 1


def test_a_person_cannot_make_a_host_be_asked_during_its_pause(world: World, page: Page) -> None:
    world.page("/a", b"slow down", "Retry-After: 600", status="503 Service Unavailable")
    (capture,) = asked_for(page.url + "#", at=AT)
    world.pages["/a"] = world.pages.pop("/a")
    run(capture_id=capture.pk, worker="one", at=AT)

    retry(capture=capture, by=page.added_by, at=later(seconds=5))
    run(capture_id=capture.pk, worker="one", at=later(seconds=5))

    assert len(world.asked) == 1


def test_an_address_that_is_refused_waits_for_nobody() -> None:
    captures = asked_for("http://u:p@a.example/", "http://u:p@b.example/", at=AT)

    assert [run(capture_id=one.pk, worker="one", at=AT) for one in captures] == [True, True]
    assert set(Capture.objects.values_list("outcome", flat=True)) == {"refused"}


def test_without_valkey_captures_go_on(
    page: Page, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    (capture,) = asked_for(page.url + "?", at=AT)

    assert run(capture_id=capture.pk, worker="one", at=AT)
    assert "captures go on without" in caplog.text


def test_valkey_emptied_loses_nothing(page: Page, world: World) -> None:
    HostTurns().ask("127.0.0.1", due=True, now=AT.timestamp())
    captures = asked_for(*[f"{page.url}?{number}" for number in range(3)], at=AT)
    for capture in captures:
        run(capture_id=capture.pk, worker="one", at=AT)
    forget_turns()

    assert set(sweep(at=later(minutes=1))) == {capture.pk for capture in captures}
    assert run(capture_id=captures[2].pk, worker="one", at=later(minutes=1))


def test_every_key_expires_by_itself(page: Page, settings: Settings) -> None:
    turns = HostTurns()
    turns.ask("127.0.0.1", due=True, now=AT.timestamp())
    (one, two) = asked_for(page.url + "?1", page.url + "?2", at=AT)
    for capture in (one, two):
        run(capture_id=capture.pk, worker="one", at=AT)
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        assert [client.pttl(key) > 0 for key in host_keys("127.0.0.1")[:2]] == [True, True]
        turns.leave()
        assert [client.pttl(key) > 0 for key in host_keys("127.0.0.1")] == [True, True, True]


def test_a_redirect_to_another_host_waits_for_its_turn_too(page: Page, world: World) -> None:
    visits = Visits(world)
    there = visits.page("/there").replace("127.0.0.1", "localhost")
    world.page("/a?", b"", f"Location: {there}", status="302 Found")
    other = HostTurns()
    other.take("localhost", 5)
    (capture,) = asked_for(page.url + "?", at=AT)

    began = time.monotonic()
    threading.Timer(0.4, other.leave).start()
    assert run(capture_id=capture.pk, worker="one", at=AT, resolver=BOTH)

    capture.refresh_from_db()
    assert capture.outcome == "elsewhere"  # another page of another site
    assert visits.began[0] - began >= 0.4 + PAUSE * 0.9


def test_a_redirect_within_a_host_keeps_the_pause(page: Page, world: World) -> None:
    visits = Visits(world)
    visits.page("/a?", f"{HTML}\r\nLocation: /there", status="302 Found")
    visits.page("/there")
    (capture,) = asked_for(page.url + "?", at=AT)

    assert run(capture_id=capture.pk, worker="one", at=AT)

    assert visits.began[1] - visits.ended[0] >= PAUSE * 0.9


def test_a_turn_that_does_not_come_in_time_ends_the_attempt(
    page: Page, world: World, settings: Settings
) -> None:
    settings.CAPTURE_DEADLINE_SECONDS = 1
    settings.CAPTURE_ATTEMPTS = 1
    world.page("/a?", b"", f"Location: http://localhost:{world.port}/", status="302 Found")
    HostTurns().take("localhost", 5)
    (capture,) = asked_for(page.url + "?", at=AT)

    assert run(capture_id=capture.pk, worker="one", at=AT, resolver=BOTH)

    capture.refresh_from_db()
    assert capture.outcome == "timeout"
    assert "before it was our turn to ask localhost" in worded(capture.reason)


def test_a_capture_costs_two_round_trips(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    (capture,) = asked_for(page.url + "?", at=AT)
    calls = []
    real = politeness._call
    monkeypatch.setattr(politeness, "_call", lambda *given: calls.append(given) or real(*given))

    assert run(capture_id=capture.pk, worker="one", at=AT)

    assert len(calls) == 2
