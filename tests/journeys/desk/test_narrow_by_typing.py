"""A list is narrowed by an incident that is typed and chosen; its address has the slug."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.factories import a_claim, an_incident
from tests.journeys.conftest import DESKTOP, PHONE, sign_in, window
from tests.journeys.desk.test_notices_read import WIDER, keep

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
@pytest.mark.parametrize("page_name", ["claims", "captures", "sides", "agreement"])
def test_an_incident_is_typed_and_chosen_with_the_keyboard(
    browser: Browser, cast, live_server, page_name, size
):
    river = an_incident("Fighting at the river", by=cast["mara"])
    a_claim(incident=river, statement="Said of the river")
    with window(browser, live_server.url, size) as page:
        sign_in(page, "mara")
        page.goto(f"/desk/{page_name}/")
        page.locator("[name=incident_typed]").press_sequentially("riv")
        option = page.locator("[data-by-name=incident] [role=option]").first
        expect(option).to_have_attribute("aria-selected", "true")
        keep(page, f"narrow-{page_name}-typing-{size['width']}")
        assert page.evaluate(WIDER) <= 0
        page.keyboard.press("Enter")
        expect(page.locator("[type=checkbox][name=incident]")).to_be_checked()
        keep(page, f"narrow-{page_name}-chosen-{size['width']}")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(rf"[?&]incident={river.slug}(&|$)"))
        expect(page.locator("[type=checkbox][name=incident]")).to_have_value(river.slug)
        keep(page, f"narrow-{page_name}-shown-{size['width']}")
        assert page.evaluate(WIDER) <= 0
