"""A small application, served as the site is, for tests of the server itself."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

PIECE = b"x" * 65_536


def _long(pieces: int, pause: float) -> Iterator[bytes]:
    for _ in range(pieces):
        time.sleep(pause)
        yield PIECE


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Say how much came, or hand out much."""
    path = environ["PATH_INFO"]
    if path == "/known/":
        start("304 Not Modified", [("ETag", '"1"')])
        return iter([b""])  # as Django gives it: of unknown length
    start("200 OK", [("Content-Type", "text/plain")])
    if path == "/slow/":
        return _long(12, 0.25)
    if path == "/much/":
        return _long(600, 0)
    if path == "/busy/":
        time.sleep(1.5)
        return [b"done"]
    size = 0
    while piece := environ["wsgi.input"].read(65_536):
        size += len(piece)
    caller = f"{environ['REMOTE_ADDR']} {environ.get('HTTP_X_FORWARDED_FOR', '')}"
    return [f"{size} {caller}".encode()]
