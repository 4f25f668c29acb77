"""What a capture says of the clock it was timed by."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pytest

from sources.archiver.time import clock
from sources.archiver.time.clock import STA_NANO, STA_UNSYNC, TIME_ERROR, Clock, read_clock


def kernel(state: int, status: int = 0, offset: int = 0) -> Callable[..., int]:
    """A kernel that answers like this."""

    def adjtimex(pointer: object) -> int:
        said = ctypes.cast(pointer, ctypes.POINTER(clock._Timex)).contents  # type: ignore[arg-type]
        assert said.modes == 0
        said.status, said.offset, said.esterror, said.maxerror = status, offset, 7, 900
        return state

    return adjtimex


def answering(monkeypatch: pytest.MonkeyPatch, adjtimex: Callable[..., int] | None) -> Clock:
    monkeypatch.setattr(clock, "_adjtimex", lambda: adjtimex)
    return read_clock()


def test_the_kernel_of_this_machine_answers() -> None:
    assert read_clock().synchronised in (True, False)


def test_a_clock_that_is_kept_right_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answering(monkeypatch, kernel(0, offset=-40)) == Clock(True, -40, 7, 900)


def test_an_offset_in_nanoseconds_is_told_in_microseconds(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = answering(monkeypatch, kernel(0, STA_NANO, offset=-40_400))

    assert seen.offset_microseconds == -40


@pytest.mark.parametrize(("state", "status"), [(TIME_ERROR, 0), (0, STA_UNSYNC)])
def test_a_clock_that_nobody_keeps_says_so(
    monkeypatch: pytest.MonkeyPatch, state: int, status: int
) -> None:
    assert answering(monkeypatch, kernel(state, status)).synchronised is False


@pytest.mark.parametrize("adjtimex", [None, kernel(-1)])
def test_where_the_kernel_does_not_say_nothing_is_claimed(
    monkeypatch: pytest.MonkeyPatch, adjtimex: Callable[..., int] | None
) -> None:
    assert answering(monkeypatch, adjtimex) == Clock()
