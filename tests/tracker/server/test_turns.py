"""Callers take turns; none has everything, and who was refused waits for the next one."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tracker.site.server.turns import REST_SECONDS, CallerTurns, Turn


@dataclass
class Asked:
    name: str
    was_refused: bool = False
    done: list[str] = field(default_factory=list)

    def service(self) -> None:
        self.done.append(self.name)

    def cancel(self) -> None:
        self.done.append("never")


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def waiting(turns: CallerTurns, *callers: str) -> None:
    for number, caller in enumerate(callers):
        turns.append(Turn(Asked(f"{caller}{number}"), caller, lambda *_: None))


def next_caller(turns: CallerTurns) -> str:
    return turns.popleft().caller


def test_callers_take_turns() -> None:
    turns = CallerTurns(at_once=2)
    waiting(turns, "a", "a", "a", "b", "c")

    assert [next_caller(turns) for _ in range(4)] == ["a", "b", "c", "a"]
    assert len(turns) == 0  # a has two under way
    turns.done("a")
    assert next_caller(turns) == "a"


def test_who_was_refused_waits_for_the_next_turn_and_others_do_not() -> None:
    clock = Clock()
    turns = CallerTurns(at_once=1, clock=clock)
    waiting(turns, "a", "a", "b")
    assert next_caller(turns) == "a"
    turns.done("a", refused=True)

    assert (len(turns), next_caller(turns)) == (1, "b")
    with pytest.raises(IndexError):
        turns.popleft()
    clock.now += REST_SECONDS
    assert (len(turns), next_caller(turns)) == (1, "a")


def test_a_turn_says_whether_its_work_was_refused() -> None:
    said: list[tuple[str, bool]] = []
    Turn(Asked("x", was_refused=True), "a", lambda *told: said.append(told)).service()

    assert said == [("a", True)]
