"""The exercise's server: what each visit gets, who counts as a visitor, what survives a restart."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tracker.site.exercise import (
    FOLDER,
    BadRoutesError,
    ExerciseServer,
    Visits,
    base_address,
    main,
    read_routes,
)

LIVE = "/exercise/gazette/kelvash-live"
ARCHIVER = "Counterclaim/0.1 (+http://localhost/methodology/)"


@contextmanager
def serving(state: Path) -> Iterator[ExerciseServer]:
    server = ExerciseServer(port=0, visits=Visits(state), routes=read_routes())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ask(
    server: ExerciseServer, path: str, *, agent: str = ARCHIVER, method: str = "GET"
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.request(method, path, headers={"User-Agent": agent})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def test_the_second_visit_gets_the_changed_page(tmp_path: Path) -> None:
    with serving(tmp_path / "visits.json") as server:
        bodies = [ask(server, LIVE)[2] for _ in range(3)]

    assert b"12 guards" in bodies[0]
    assert b"7 guards" in bodies[1]
    assert bodies[2] == bodies[1]


def test_a_reader_is_no_visit_and_sees_what_the_next_visit_gets(tmp_path: Path) -> None:
    with serving(tmp_path / "visits.json") as server:
        before = [ask(server, LIVE, agent="Mozilla/5.0")[2] for _ in range(3)]
        ask(server, LIVE)
        after = ask(server, LIVE, agent="Mozilla/5.0")[2]

    assert all(b"12 guards" in body for body in before)
    assert b"7 guards" in after


def test_asking_for_headers_is_no_visit(tmp_path: Path) -> None:
    with serving(tmp_path / "visits.json") as server:
        status, headers, body = ask(server, LIVE, method="HEAD")
        assert (status, body) == (200, b"")
        assert int(headers["Content-Length"]) > 0
        assert b"12 guards" in ask(server, LIVE)[2]


def test_visits_survive_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "var" / "visits.json"
    with serving(state) as server:
        ask(server, "/exercise/valley-notes/118")
    with serving(state) as server:
        assert ask(server, "/exercise/valley-notes/118")[0] == 410


def test_a_spoilt_state_begins_anew(tmp_path: Path) -> None:
    (tmp_path / "visits.json").write_text('{"/gazette/kelvash-live": ')

    with serving(tmp_path / "visits.json") as server:
        assert b"12 guards" in ask(server, LIVE)[2]


def test_a_reset_forgets_all_visits(tmp_path: Path) -> None:
    visits = Visits(tmp_path / "visits.json")
    visits.count("/x")

    visits.reset()

    assert Visits(tmp_path / "visits.json").of("/x") == 0


def test_a_moved_address_leads_to_the_new_one(tmp_path: Path) -> None:
    with serving(tmp_path / "visits.json") as server:
        status, headers, _ = ask(server, "/exercise/border-guard/update")
        assert status == 301
        assert ask(server, headers["Location"])[0] == 200


@pytest.mark.parametrize("path", ["/", "/exercise/nothing", "/exercise/../../etc/passwd", "/%00"])
def test_what_is_not_there_is_not_there(tmp_path: Path, path: str) -> None:
    with serving(tmp_path / "visits.json") as server:
        assert ask(server, path)[0] in {200, 404}
        assert b"root:" not in ask(server, path)[2]


def test_only_loopback_is_served(tmp_path: Path) -> None:
    with serving(tmp_path / "visits.json") as server:
        assert server.server_address[0] == "127.0.0.1"


def test_the_addresses_do_not_change_between_runs() -> None:
    assert base_address() == "http://127.0.0.1:8765/exercise"


def test_a_taken_port_is_said_without_a_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = main(["--port", str(port), "--state", str(tmp_path / "v.json")])

    assert code == 1
    assert str(port) in capsys.readouterr().err


@pytest.mark.parametrize(
    "routes",
    [
        "",
        "- a",
        "/x: {}",
        "/x: {visits: [{file: none.html, type: text/html}]}",
        "/x: [",
        "/x: {visits: [3]}",
    ],
)
def test_bad_routes_are_refused(tmp_path: Path, routes: str) -> None:
    (tmp_path / "routes.yaml").write_text(routes)

    with pytest.raises(BadRoutesError):
        read_routes(tmp_path)


def test_every_file_of_the_folder_is_served() -> None:
    bodies = {answer.body for answers in read_routes().values() for answer in answers}

    files = [path for path in (FOLDER / "pages").iterdir() if not path.name.startswith(".")]
    assert files
    assert all(path.read_bytes() in bodies for path in files)
