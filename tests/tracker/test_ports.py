"""The demonstration holds the ports it chose, so that a second one beside it takes others."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.site.demonstration import ports
from tracker.site.demonstration.processes import Processes
from tracker.site.demonstration.readiness import NotPossibleError

HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on, with one beside it that is free."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            if port < 65_000 and all(_is_free(port + more) for more in range(1, 4)):
                yield port
                return


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def release(*doors: ports.HeldPort) -> None:
    for door in doors:
        door.socket.close()


def test_two_that_start_at_once_take_ports_of_their_own(taken: int) -> None:
    first = ports.hold_ports(taken + 1, together=2, otherwise="")
    second = ports.hold_ports(taken + 1, together=1, otherwise="")

    assert [door.port for door in first] == [taken + 1, taken + 2]
    assert second[0].port > taken + 2
    release(*first, *second)


def test_a_port_that_is_taken_is_passed_over_with_its_neighbour(taken: int) -> None:
    doors = ports.hold_ports(taken, together=2, otherwise="")

    assert doors[0].port >= taken + 2
    release(*doors)


def test_a_port_that_a_person_named_is_taken_or_none(taken: int) -> None:
    with pytest.raises(NotPossibleError, match=rf"Port {taken} cannot be used .* Choose another"):
        ports.hold_ports(taken, tries=1, otherwise="Choose another.")


def test_both_or_none_is_held(taken: int) -> None:
    with pytest.raises(NotPossibleError):
        ports.hold_ports(taken - 1, together=2, tries=1, otherwise="")

    assert not _is_free(taken)
    assert _is_free(taken - 1)


@pytest.mark.parametrize("number", [65_535, 70_000])
def test_there_are_no_ports_beyond_the_last(number: int) -> None:
    with pytest.raises(NotPossibleError, match="is no port"):
        ports.hold_ports(number, together=2, tries=1, otherwise="")


def test_what_is_asked_before_the_process_is_there_is_answered_by_it(tmp_path: Path) -> None:
    (door,) = ports.hold_ports(20_000, otherwise="")
    processes = Processes(tmp_path, {"COUNTERCLAIM_VAR": str(tmp_path), "PYTHONPATH": str(HOUSE)})
    command = ["-m", "tracker.site.exercise", "--fd", str(door.descriptor)]
    asking = subprocess.Popen(
        [
            *(sys.executable, "-c"),
            "import sys, urllib.request as r; print(r.urlopen(sys.argv[1]).status)",
            f"http://127.0.0.1:{door.port}/exercise/",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    processes.start("exercise", command, sockets=[door.descriptor])
    door.socket.close()
    try:
        assert asking.communicate(timeout=120)[0] == "200\n"
        processes.check()
        address = f"http://127.0.0.1:{door.port}/exercise/"
        with urllib.request.urlopen(address, timeout=60) as answer:
            assert b"EXERCISE" in answer.read()
    finally:
        processes.stop()
