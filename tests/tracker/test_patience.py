"""The demonstration gives up when nothing moves, not when the whole takes long."""

from __future__ import annotations

import time

import pytest

from tracker.site.demonstration.patience import Patience


class Clock:
    """A clock that goes when it is told."""

    now = 0.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", lambda: clock.now)
    return clock


def test_it_lasts_while_something_moves(clock: Clock) -> None:
    patience = Patience(180)

    for captured in range(20):
        clock.now += 170
        assert not patience.ended(captured)


def test_it_ends_when_nothing_has_moved(clock: Clock) -> None:
    patience = Patience(180)
    clock.now = 100
    assert not patience.ended("3 of 20")

    clock.now = 281
    assert patience.ended("3 of 20")


def test_it_never_ends_where_nobody_waits(clock: Clock) -> None:
    patience = Patience(None)

    clock.now = 1e9
    assert not patience.ended()
