"""Answers that users of other archivers have reported are read as browsers read them."""

from __future__ import annotations

import runpy
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from sources.archiver.network.fetch import fetch
from sources.archiver.network.resolve import TableResolver
from sources.archiver.outcomes import Outcome
from sources.archiver.values import Allowance, Fetched
from tests.archiver.conftest import AGENT, AT, LIMITS

SERVER = Path(__file__).resolve().parents[2] / "suites" / "reported" / "server.py"
WORDS = b"84 soldiers were killed"


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, dict[str, Any]]]:
    """The address of the reported pages, and what stands in their file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", [str(SERVER)])
        names = runpy.run_path(str(SERVER))
    with ThreadingHTTPServer(("127.0.0.1", 0), names["H"]) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}", names
        server.shutdown()


def fetched(place: str, path: str) -> Fetched:
    return fetch(
        f"http://{place}{path}",
        limits=LIMITS,
        allowance=Allowance.parse([place]),
        resolver=TableResolver({}),
        agent=AGENT,
        at=AT,
    )


@pytest.mark.parametrize(
    "path",
    [
        *("/cookie-wall", "/cookie-plain", "/brotli", "/gzip-lie", "/enc-none"),
        *("/redir-utf8", "/redir-rel", "/redir-frag"),
    ],
)
def test_the_page_is_read(served: tuple[str, dict[str, Any]], path: str) -> None:
    found = fetched(served[0], path)

    assert found.outcome is Outcome.CAPTURED, found.reason
    assert WORDS in (found.body or b"")


@pytest.mark.parametrize("path", ["/gzip-twice", "/gzip-unnamed"])
def test_what_browsers_do_not_unpack_is_not_unpacked(
    served: tuple[str, dict[str, Any]], path: str
) -> None:
    found = fetched(served[0], path)

    assert (found.body or b"").startswith(b"\x1f\x8b")
