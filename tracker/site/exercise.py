"""The world of the exercise: a small web server on loopback whose pages change between visits.

``seeds/exercise/routes.yaml`` says what each path answers at an archiver's first and later visits.
A visit is a GET by the archiver (known by its User-Agent); what a person sees in a browser is what
the archiver would get next. Visits are counted in a file, so that a demonstration that is stopped
and started again goes on where it was.

Run it with ``python -m tracker.site.exercise``; ``--reset`` forgets all visits.
"""

from __future__ import annotations

import argparse
import contextlib
import html
import json
import os
import socket
import sys
import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "seeds" / "exercise"
HOST = "127.0.0.1"
DEFAULT_PORT = 8765
PREFIX = "/exercise"
# The archiver says who it is with the name of the program.
ARCHIVER = "counterclaim"


class BadRoutesError(ValueError):
    """``routes.yaml`` cannot be served; the message says why."""


@dataclass(frozen=True)
class ExerciseAnswer:
    """What one visit gets: a file with its media type, or another path to go to."""

    status: HTTPStatus
    body: bytes
    media_type: str
    location: str = ""


def base_address(port: int = DEFAULT_PORT) -> str:
    """The address every page of the exercise begins with, without a slash at the end.

    Args:
        port: the port on loopback, 1 to 65535.
    """
    return f"http://{HOST}:{port}{PREFIX}"


def read_routes(folder: Path = FOLDER) -> dict[str, list[ExerciseAnswer]]:
    """Read ``routes.yaml`` and the files it names.

    Args:
        folder: where ``routes.yaml`` and ``pages/`` are.

    Returns:
        For each path, what the first, second, ... visit gets; the last one stays.

    Raises:
        BadRoutesError: the file is missing, is not readable, or names a file that is not there.
    """
    try:
        with (folder / "routes.yaml").open(encoding="utf-8") as file:
            rows = YAML(typ="safe", pure=True).load(file)
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise BadRoutesError(f"{folder / 'routes.yaml'}: {error}") from error
    if not isinstance(rows, dict):
        raise BadRoutesError(f"{folder / 'routes.yaml'}: expected paths with their visits")
    return {str(path): _answers(path, row, folder=folder) for path, row in rows.items()}


def _answers(path: str, row: Any, *, folder: Path) -> list[ExerciseAnswer]:
    visits = row.get("visits") if isinstance(row, dict) else None
    if not visits:
        raise BadRoutesError(f"{path}: says nothing under 'visits'")
    try:
        return [_answer(visit, folder=folder) for visit in visits]
    except (KeyError, ValueError, TypeError, OSError) as error:
        raise BadRoutesError(f"{path}: {error!r}") from error


def _answer(visit: dict[str, Any], *, folder: Path) -> ExerciseAnswer:
    if "redirect" in visit:
        status = HTTPStatus(visit.get("status", HTTPStatus.FOUND))
        return ExerciseAnswer(
            status, b"", "text/plain; charset=utf-8", location=PREFIX + visit["redirect"]
        )
    body = (folder / "pages" / Path(visit["file"]).name).read_bytes()
    return ExerciseAnswer(HTTPStatus(visit.get("status", HTTPStatus.OK)), body, visit["type"])


class Visits:
    """How often the archiver has been at each path; kept in a JSON file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._counts = self._read()

    def _read(self) -> dict[str, int]:
        try:
            counts = json.loads(self._file.read_text(encoding="utf-8"))
            return {str(path): int(count) for path, count in counts.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            # No file yet, or one cut short by a full disk: the exercise begins anew.
            return {}

    def of(self, path: str) -> int:
        """How many visits the path has had."""
        with self._lock:
            return self._counts.get(path, 0)

    def count(self, path: str) -> None:
        """Count one more visit and write the file, whole or not at all."""
        with self._lock:
            self._counts[path] = self._counts.get(path, 0) + 1
            self._file.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._file.with_suffix(".new")
            fresh.write_text(json.dumps(self._counts, sort_keys=True), encoding="utf-8")
            fresh.replace(self._file)

    def reset(self) -> None:
        """Forget every visit."""
        with self._lock:
            self._counts = {}
            self._file.unlink(missing_ok=True)


class ExerciseServer(ThreadingHTTPServer):
    """Serves the exercise on loopback.

    Args:
        port: 0 takes any free one; ``server_port`` says which.
        held: a socket that listens already, instead of a port.
        visits: where visits are counted.
        routes: what each path answers, as ``read_routes`` gives it.

    Raises:
        OSError: the port is taken.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(
        self,
        *,
        port: int = 0,
        held: socket.socket | None = None,
        visits: Visits,
        routes: dict[str, list[ExerciseAnswer]],
    ) -> None:
        self.visits = visits
        self.routes = routes
        super().__init__((HOST, port), _Handler, bind_and_activate=held is None)
        if held is not None:
            self.socket.close()
            self.socket = held
            self.server_address = held.getsockname()
            self.server_name, self.server_port = held.getsockname()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Exercise"
    sys_version = ""
    timeout = 20
    server: ExerciseServer

    def do_GET(self) -> None:
        path = self._path()
        is_visit = ARCHIVER in self.headers.get("User-Agent", "").lower()
        answer = self._find(path)
        # Counted before it is answered: whoever has the answer may ask again at once.
        if is_visit and path in self.server.routes:
            self.server.visits.count(path)
        self._send(answer, body=True)

    def do_HEAD(self) -> None:
        self._send(self._find(self._path()), body=False)

    def _path(self) -> str:
        path = urlsplit(self.path).path
        return path.removeprefix(PREFIX) if path.startswith(PREFIX) else ""

    def _find(self, path: str) -> ExerciseAnswer:
        if path in {"", "/"}:
            return ExerciseAnswer(
                HTTPStatus.OK, _index(self.server.routes), "text/html; charset=utf-8"
            )
        answers = self.server.routes.get(path)
        if answers is None:
            return ExerciseAnswer(HTTPStatus.NOT_FOUND, b"EXERCISE: no such page\n", "text/plain")
        return answers[min(self.server.visits.of(path), len(answers) - 1)]

    def _send(self, answer: ExerciseAnswer, *, body: bool) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("X-Exercise", "invented parties; nothing here happened")
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        if body:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is given
        """Say nothing: the archiver's own record is the one that counts."""


def _index(routes: dict[str, list[ExerciseAnswer]]) -> bytes:
    links = "".join(
        f'<li><a href="{PREFIX}{html.escape(path)}">{html.escape(path)}</a></li>' for path in routes
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>EXERCISE</title>'
        "<p>EXERCISE. Invented parties: nothing on these pages happened.</p>"
        f"<ul>{links}</ul></html>"
    ).encode()


def main(arguments: list[str] | None = None) -> int:
    """Serve the exercise until stopped. Returns the exit code."""
    options = _options().parse_args(arguments)
    visits = Visits(options.state)
    if options.reset:
        visits.reset()
    try:
        held = None if options.fd is None else socket.socket(fileno=options.fd)
        server = ExerciseServer(port=options.port, held=held, visits=visits, routes=read_routes())
    except (BadRoutesError, OSError, OverflowError) as error:
        sys.stderr.write(f"The exercise cannot be served on port {options.port}: {error}\n")
        return 1
    sys.stdout.write(f"Exercise on {base_address(server.server_port)}/\n")
    sys.stdout.flush()
    with server, contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
    return 0


def _options() -> argparse.ArgumentParser:
    var = Path(os.environ.get("COUNTERCLAIM_VAR", ROOT / "var"))
    port = os.environ.get("COUNTERCLAIM_EXERCISE_PORT", str(DEFAULT_PORT))
    parser = argparse.ArgumentParser(prog="python -m tracker.site.exercise", description=__doc__)
    parser.add_argument("--port", type=int, default=port, help="port on loopback")
    parser.add_argument("--fd", type=int, help="a socket that listens already, instead of a port")
    parser.add_argument(
        "--state", type=Path, default=var / "exercise-visits.json", help="where visits are counted"
    )
    parser.add_argument("--reset", action="store_true", help="forget all visits first")
    return parser


if __name__ == "__main__":
    sys.exit(main())
