"""Reviewing beside the sealed copy, asking for a reply and going through the checklist, by hand.

Wide and on a phone: nothing stands out of the page, axe finds nothing, and the whole page that is
shown before publishing has no address.
"""

from __future__ import annotations

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from playwright.sync_api import expect

from claims.models import Verdict
from tests.factories import (
    a_citation,
    a_claim,
    a_page,
    a_quotation,
    a_reply_request,
    an_assignment,
    an_editor,
    sealed,
)
from tests.journeys.conftest import DESKTOP, PHONE, send, sign_in, window
from tests.journeys.test_accessibility import RULES
from tests.public.captures import a_capture, a_finding

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
LOOK = os.environ.get("LOOK", "")
"""Where pictures of the pages go, if somebody wants to look at them."""


@pytest.fixture
def scene(cast):
    with transaction.atomic():
        page = a_page()
        quotation = a_quotation(page)
        a_finding(quotation, a_capture(page))
        claim = a_claim(internal_note="Ask the major again.")
        a_citation(claim, page=page, quotation=quotation)
        a_reply_request(claim)
        tasks = [
            an_assignment(claim, reviewer=cast[name], by=an_editor()) for name in ("tomas", "lin")
        ]
    return claim, tasks


def look(page, name):
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if LOOK:
        page.screenshot(path=f"{LOOK}/{name}.png", full_page=True)
    found = Axe().run(page, options=RULES).response["violations"]
    assert (width <= 0, [(rule["id"], rule["nodes"][0]["html"]) for rule in found]) == (True, [])


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_review_and_a_publication_with_everything_in_view(browser, live_server, scene, size):
    claim, (task, other) = scene
    wide = size is DESKTOP
    with window(browser, live_server.url, size, bypass_csp=True) as page:
        sign_in(page, "tomas")
        page.goto(f"/desk/reviews/{task.pk}/")
        page.get_by_text("Read the sealed copy here").first.click()
        expect(page.locator(".sealed-copy .read-text").first).to_be_visible()
        look(page, f"review-{wide}")
    with transaction.atomic():
        sealed(task, missing="A list of names.")
        sealed(other, would_change="A second count.")
    with window(browser, live_server.url, size, bypass_csp=True) as page:
        sign_in(page, "mara")
        page.goto(f"/desk/claims/{claim.pk}/ask-reply/")
        look(page, f"ask-{wide}")
        page.goto(f"/desk/claims/{claim.pk}/publish/")
        page.fill("[name=summary]", "Both reviewers find it supported.")
        send(page, "button[name=preview]")
        look(page, f"publish-{wide}")
        with page.context.expect_page() as opened:
            page.click("button[name=page]")
        shown = opened.value
        expect(shown.get_by_text("Preview: nothing is published yet.")).to_be_visible()
        look(shown, f"preview-{wide}")
        shown.close()
        assert not Verdict.objects.exists()
        for reason in page.locator("[name^=waive_]").all():
            reason.fill("Its press office is closed.")
        page.click("button[name=publish]")
        page.wait_for_url(f"**/desk/claims/{claim.pk}/")
        look(page, f"claim-{wide}")
        for name in ("scheduled", "agreement"):
            page.goto(f"/desk/{name}/")
            look(page, f"{name}-{wide}")
        page.goto(f"/claims/{claim.pk}/")
        look(page, f"public-{wide}")
    assert Verdict.objects.get().rating == "supported"


def test_all_of_a_long_copy_is_read_beside_the_review(browser, live_server, cast):
    with transaction.atomic():
        copied, claim = a_page(), a_claim()
        a_capture(copied, "Twelve men.\n" * 3_000 + "The end.")
        a_citation(claim, page=copied)
        task = an_assignment(claim, reviewer=cast["tomas"], by=an_editor())
    with window(browser, live_server.url, DESKTOP) as page:
        sign_in(page, "tomas")
        page.goto(f"/desk/reviews/{task.pk}/")
        page.fill("[name=reasoning]", "I am reading.")
        page.get_by_text("Read the sealed copy here").click()
        page.locator(".sealed-copy").get_by_role("link", name="Next part").click()
        expect(page.locator(".sealed-copy .read-text")).to_contain_text("The end.")
        assert page.url.endswith(f"/desk/reviews/{task.pk}/")
        assert page.input_value("[name=reasoning]") == "I am reading."


REACHED = """async (field) => {
    const middle = (box) => box.top + box.height / 2;
    scrollTo({top: scrollY + middle(field.getBoundingClientRect()) - innerHeight / 2,
              behavior: "instant"});
    await new Promise(requestAnimationFrame);
    const box = field.getBoundingClientRect();
    return field.contains(document.elementFromPoint(box.left + box.width / 2, middle(box)));
}"""
"""Whether a field comes into view when nothing but the page is scrolled."""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_whole_form_of_a_review_is_reached_by_scrolling_the_page(
    browser, live_server, scene, size
):
    _claim, (task, _other) = scene
    with window(browser, live_server.url, size) as page:
        sign_in(page, "tomas")
        page.goto(f"/desk/reviews/{task.pk}/")
        if LOOK:
            page.screenshot(path=f"{LOOK}/bench-{size['width']}.png", full_page=True)
        for name in ("reasoning", "missing", "would_change", "has_interest", "save", "seal"):
            field = page.locator(f"main form [name={name}]:visible").first
            assert (name, field.evaluate(REACHED)) == (name, True)
