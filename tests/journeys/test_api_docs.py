"""The page that explains the API, in a browser that keeps to our Content-Security-Policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_programmer_reads_what_the_api_can_be_asked(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/api/v1/docs/")
    page.get_by_role("button", name="GET /api/v1/claims/", exact=False).first.click()

    page.get_by_text("made_from").first.wait_for()
    # Nothing public asks who somebody is.
    assert page.get_by_role("button", name="Authorize").count() == 0
    assert page.locator(".authorization__btn:visible").count() == 0
    # The window fixture fails on anything the policy stopped; nothing left this machine either.
    assert all(url.startswith(("http://localhost", "http://127.0.0.1", "data:")) for url in asked)
