"""The largest dossier before anything in it is opened: four screens, and nine of a phone.

In each language: words are longer in one, and lines higher in another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from tests.journeys.conftest import PHONE
from tests.mali import LARGEST, OTHER_LANGUAGES, mali_loaded

# The dossiers are loaded once for the run; the mark makes the database of the tests.
pytestmark = [pytest.mark.django_db, pytest.mark.browser]

DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture(
    scope="module",
    params=[LARGEST, *(f"/{code}{LARGEST}" for code in OTHER_LANGUAGES)],
    ids=["en", *OTHER_LANGUAGES],
)
def largest(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The page of the dossier with most claims, as readers are sent it."""
    with django_db_blocker.unblock():
        return mali_loaded(tmp_path_factory.getbasetemp()).pages[request.param][0]


@pytest.fixture(params=[(DESKTOP, 4), (PHONE, 9)], ids=["desktop", "phone"])
def screens(request: pytest.FixtureRequest, browser: Browser, largest: str) -> Iterator[Any]:
    """The page in a window, and how many screens it may be long."""
    size, most = request.param

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == LARGEST:
            route.fulfill(body=largest, content_type="text/html")
        elif (found := finders.find(path.removeprefix("/static/"))) is not None:
            route.fulfill(path=str(found))
        else:
            route.abort()

    context = browser.new_context(viewport=size)
    page = context.new_page()
    page.route("**/*", answer)
    page.goto(f"http://localhost{LARGEST}")
    yield page, size, most
    context.close()


def test_it_is_no_longer(screens: tuple[Page, dict[str, int], int]) -> None:
    page, size, most = screens

    said = page.evaluate("getComputedStyle(document.querySelector('.opening')).fontFamily")
    length = page.evaluate("document.documentElement.scrollHeight")

    assert "serif" in said  # it stands in our styles
    assert size["height"] < length <= most * size["height"]
