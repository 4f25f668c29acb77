"""Pages that were handed over as walls are named for what they are, and nothing is said of them."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.files.storage import InMemoryStorage

from sources.archiver.network.resolve import TableResolver
from sources.archiver.pipeline import seal
from sources.archiver.values import Allowance, Quote, Sealed
from tests.archiver.conftest import AGENT, AT, LIMITS

SERVER = Path(__file__).resolve().parents[3] / "suites" / "reported" / "server.py"
QUOTED = Quote("The army said that 84 soldiers were killed.")

Seal = Callable[[str], Sealed]


@pytest.fixture(scope="module")
def reported() -> Iterator[Seal]:
    """Seal a path of the server of cases."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", [SERVER.name])
        handler: Any = runpy.run_path(str(SERVER))["H"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    place = f"127.0.0.1:{server.server_address[1]}"

    def call(path: str) -> Sealed:
        return seal(
            f"http://{place}{path}",
            (QUOTED,),
            storage=InMemoryStorage(),
            limits=LIMITS,
            allowance=Allowance.parse([place]),
            resolver=TableResolver({}),
            agent=AGENT,
            at=AT,
        )

    yield call
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "outcome", "reason"),
    [
        ("/login200", "sign_in", "wall.sign_in"),
        ("/post", "sign_in", "wall.sign_in_place"),
        ("/post-gone", "gone", "wall.taken_back"),
        ("/app", "needs_scripts", "wall.scripts"),
        ("/app-shown", "needs_scripts", "wall.scripts"),
        ("/moved-home", "elsewhere", "wall.front_page"),
        ("/gone-fr", "gone", "wall.gone"),
        ("/teaser", "paywall", "wall.paywall"),
        ("/paywall", "paywall", "wall.paywall"),
        ("/not-here", "not_here", "wall.region"),
        ("/consent-fr", "challenge_suspected", "wall.asks_consent"),
        ("/parked", "parked", "wall.parked"),
        ("/upkeep", "error_page", "wall.upkeep"),
        ("/db-down", "error_page", "wall.fault"),
        ("/refresh", "elsewhere", "wall.sends_on"),
        ("/refresh-header", "elsewhere", "wall.sends_on"),
    ],
)
def test_a_wall_is_named_and_nothing_is_said_of_a_quotation(
    reported: Seal, path: str, outcome: str, reason: str
) -> None:
    sealed = reported(path)

    assert (sealed.outcome.value, sealed.reason[0].code) == (outcome, reason)
    assert [check.kind.value for check in sealed.checks] == ["unreadable"]
    assert sealed.file_name


@pytest.mark.parametrize("path", ["/", "/refresh-long", "/card", "/status/202", "/numbers", "/sup"])
def test_a_page_beside_them_is_a_page(reported: Seal, path: str) -> None:
    assert reported(path).outcome.is_success


@pytest.mark.parametrize("path", ["/moved-home", "/post", "/refresh"])
def test_the_reason_says_where_the_address_led(reported: Seal, path: str) -> None:
    (said,) = reported(path).reason

    assert str(said.values["url"]).startswith("http://127.0.0.1:")
