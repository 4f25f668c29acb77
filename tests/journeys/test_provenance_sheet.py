"""The provenance sheet in a real browser: on a phone, and on paper."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.factories import a_citation
from tests.journeys.conftest import DESKTOP, PHONE, window
from tests.public.captures import a_capture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "default-src " + "https://cdn.example.org/" * 100 + " the-end"
HOP: dict[str, Any] = {
    "url": "https://example.org/" + "a" * 400,
    "connected_to": "192.0.2.7",
    "request": "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n",
    "status": 200,
    "headers": [["Content-Security-Policy", LONG], ["X-" + "n" * 300, "<img src=x>"]],
}


def the_sheet() -> str:
    capture = a_capture(a_citation().page, provenance={"hops": [HOP], "agent": "x" * 500})
    return f"/evidence/captures/{capture.pk}/provenance/"


def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Browser, live_server: Any) -> None:
    path = the_sheet()

    with window(browser, live_server.url, PHONE) as page:
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        cells = page.locator(".lines tbody td").evaluate_all(
            "cells => cells.map(cell => cell.getBoundingClientRect().width)"
        )

    assert wide <= PHONE["width"]
    assert min(cells) > 300


def test_a_long_header_is_folded_on_the_screen_and_whole_on_paper(
    browser: Browser, live_server: Any
) -> None:
    path = the_sheet()

    with window(browser, live_server.url, DESKTOP) as page:
        page.goto(path)
        whole = page.locator(".folded p").first
        on_screen = whole.is_visible()
        page.emulate_media(media="print")
        on_paper = whole.bounding_box()
        links = page.get_by_text("The same as JSON").is_visible()

    assert not on_screen
    assert on_paper is not None
    assert on_paper["height"] > 60
    assert not links
