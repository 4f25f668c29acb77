"""Whatever a server does, the fetch ends in a named outcome, within its time."""

from __future__ import annotations

import time

import pytest

from sources.archiver.outcomes import Outcome
from tests.archiver.conftest import Fetch
from tests.archiver.hostile import Send, crooked, slow
from tests.archiver.waiting import IN_TIME
from tests.archiver.world import World

CROOKED, SLOW = crooked(), slow()


def test_an_honest_server_beside_them_is_captured(world: World, fetch_from: Fetch) -> None:
    world.page("/", b"<p>Twelve soldiers were killed.")

    assert fetch_from("/").outcome is Outcome.CAPTURED


@pytest.mark.parametrize("name", CROOKED)
def test_a_crooked_answer_is_named(world: World, fetch_from: Fetch, name: str) -> None:
    answer: bytes | Send
    answer, outcome = CROOKED[name]
    world.pages["/"] = world.pages["/?"] = answer

    fetched = fetch_from("/")

    assert fetched.outcome is outcome, fetched.reason
    assert fetched.reason


@pytest.mark.parametrize("name", SLOW)
def test_a_slow_answer_ends_with_the_deadline(world: World, fetch_from: Fetch, name: str) -> None:
    world.pages["/"], outcome = SLOW[name]
    began = time.monotonic()

    fetched = fetch_from("/", total_seconds=0.5)

    assert fetched.outcome is outcome, fetched.reason
    assert time.monotonic() - began < IN_TIME


def test_a_look_up_cannot_stretch_the_deadline(fetch_from: Fetch) -> None:
    def slow_resolver(_name: str, seconds: float) -> list[str]:
        time.sleep(min(seconds, 0.4))
        return ["93.184.215.14"]

    began = time.monotonic()
    fetched = fetch_from(url="http://news.example/", resolver=slow_resolver, total_seconds=0.5)

    assert fetched.outcome is Outcome.TIMEOUT
    assert time.monotonic() - began < IN_TIME
