"""Other people's tools accept our files, and pywb replays the very bytes that were sealed."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.archiver.sealing.conformance import FileDefect, check_file
from sources.archiver.sealing.surt import surt
from tests.archiver.sealed_files import BODY, HTML, NAMES, Case, all_cases
from tests.archiver.world import World
from tests.outside import tool
from tests.programs import need

PATIENCE = 60
"""Seconds that pywb has to start."""


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    world = World()
    try:
        return all_cases(world, tmp_path_factory.mktemp("sealed"))
    finally:
        world.close()


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest, cases: dict[str, Case]) -> Case:
    return cases[request.param]


def accepted(*command: str | Path, folder: Path | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, cwd=folder
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_every_kind_is_tried(cases: dict[str, Case]) -> None:
    assert tuple(cases) == NAMES


def test_gzip_accepts_them(cases: dict[str, Case]) -> None:
    accepted(need("gzip"), "-t", *(case.warc for case in cases.values()))


def test_our_own_check_finds_nothing(case: Case) -> None:
    with case.warc.open("rb") as file:
        assert [one for one in check_file(file, "a.warc.gz") if isinstance(one, FileDefect)] == []


def test_warcio_accepts_them(cases: dict[str, Case]) -> None:
    said = accepted(tool("warcio"), "check", "-v", *(case.warc for case in cases.values()))

    assert "digest pass" in said
    assert "digest failed" not in said


def test_fastwarc_accepts_them(cases: dict[str, Case]) -> None:
    for case in cases.values():
        # It takes a revisit's payload for empty, so there it is asked about the blocks only.
        payloads = [] if "revisit" in case.sealed.provenance else ["--verify-payloads"]

        said = accepted(tool("fastwarc"), "check", *payloads, case.warc)

        assert "verified successfully" in said


@pytest.mark.parametrize("name", ["plain", "redirects", "revisit of plain"])
def test_wacz_validates_them(cases: dict[str, Case], name: str) -> None:
    said = accepted(tool("wacz"), "validate", "-f", cases[name].wacz())

    assert "is valid" in said


@pytest.fixture(scope="module")
def pywb(cases: dict[str, Case], tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A web archive of all the files, on a port of loopback."""
    folder = tmp_path_factory.mktemp("pywb")
    accepted(tool("wb-manager"), "init", "all", folder=folder)
    files = [case.warc for case in cases.values()]
    accepted(tool("wb-manager"), "add", "all", *files, folder=folder)
    accepted(tool("wb-manager"), "init", "alone", folder=folder)
    wacz = cases["revisit of plain"].wacz()
    accepted(tool("wb-manager"), "add", "--unpack-wacz", "alone", wacz, folder=folder)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [tool("wayback"), "-b", "127.0.0.1", "-p", str(port), "-t", "4"]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as server,
    ):
        try:
            await_port(port)
            yield port
        finally:
            server.terminate()


def await_port(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < end, "pywb did not start"
            time.sleep(0.1)
        else:
            return


def replayed(port: int, case: Case, collection: str = "all") -> tuple[int, bytes]:
    """What pywb gives as it was (`id_`), without taking any coding off."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    path = f"/{collection}/{case.at:%Y%m%d%H%M%S}id_/{case.url}"
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read(len(case.payload)) if case.payload else b""
    if not case.sealed.provenance["hops"][-1]["truncated"]:
        body += answer.read()  # of what was cut short, pywb waits for the rest that never came
    connection.close()
    return answer.status, body


def test_pywb_replays_the_very_bytes(pywb: int, cases: dict[str, Case]) -> None:
    for name, case in cases.items():
        assert (name, *replayed(pywb, case)) == (name, case.status, case.payload)


def test_pywb_replays_a_revisit_from_its_wacz_alone(pywb: int, cases: dict[str, Case]) -> None:
    case = cases["revisit of plain"]

    assert replayed(pywb, case, "alone") == (case.status, case.payload)


def test_what_wget_gets_wrong_is_named_and_nothing_else(world: World, tmp_path: Path) -> None:
    """It digests a chunked payload with its chunks, which other checkers take for right."""
    world.page("/plain", BODY, HTML)
    world.chunked("/chunked", [BODY[:999], BODY[999:]], HTML)
    urls = [world.url("/plain"), world.url("/chunked")]

    wget = need("wget")
    accepted(wget, "--no-config", "-qO", "all", "--warc-file=made", *urls, folder=tmp_path)

    with (tmp_path / "made.warc.gz").open("rb") as file:
        found = [one for one in check_file(file, "made.warc.gz") if isinstance(one, FileDefect)]
    assert [one.rule for one in found] == ["payload_digest_untrue"]
    assert "with its chunks" in found[0].message
    assert "digest failed" not in accepted(tool("warcio"), "check", "-v", tmp_path / "made.warc.gz")


ADDRESSES = (
    "http://127.0.0.1:34325/plain",
    "https://www2.News.example/A?b=2&A=1",
    "http://127.0.0.1/r3?a=%7Cb",
    "https://news.example/a//b/",
    "https://news.example:8443/x?",
    "https://a.news.example/%D0%B0/%2541?q=%d0",
    "http://news.example/a?a-b=1&a=2&a",
    "https://news.example",
)


def test_addresses_have_the_keys_that_readers_make() -> None:
    made = "import sys, surt; print(*map(surt.surt, sys.argv[1:]), sep='\\n')"

    assert accepted(tool("python"), "-c", made, *ADDRESSES).split() == [*map(surt, ADDRESSES)]
