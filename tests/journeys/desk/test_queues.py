"""A day's work is shared out from the queues, by keyboard, wide and narrow, by two at once."""

from __future__ import annotations

import datetime as dt
import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from claims.models import Assignment
from claims.operations.queues.saved import keep_view
from claims.operations.queues.take import put_up
from claims.operations.reviews.interests import declare_interest
from tests.factories import a_claim, an_assignment, an_editor
from tests.journeys.conftest import DESKTOP, PHONE, sign_in, window
from tests.journeys.test_accessibility import RULES

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_an_editor_goes_through_a_queue_and_assigns_two_claims_by_keyboard(page, cast):
    claims = [a_claim(statement=f"Number {number}.") for number in range(3)]
    sign_in(page, "mara")
    page.goto("/desk/queues/unassigned/")
    for key, number in (("j", 2), ("j", 1), ("k", 2)):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent.trim()") == f"Number {number}."
    for _ in range(2):
        page.keyboard.press("Shift+Tab")  # the box stands before the words
        if page.evaluate("document.activeElement.type") == "checkbox":
            page.keyboard.press("Space")
            break
    page.keyboard.press("j")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Assign what is ticked").press("Enter")

    page.get_by_label("Ines (").press("Space")
    page.get_by_label("Tomas (").press("Space")
    due = (timezone.localdate() + dt.timedelta(days=3)).isoformat()
    page.get_by_label("Due").fill(due)
    page.get_by_role("button", name="Ask them").press("Enter")

    page.get_by_text("2 claims are assigned.").wait_for()
    assert Assignment.objects.count() == 4
    assert {row.claim for row in Assignment.objects.all()} == set(claims[1:])


def test_two_who_take_the_next_at_once_get_different_reviews(browser, live_server, cast):
    for _ in range(2):
        put_up(claim=a_claim(), places=1, due=timezone.localdate(), by=an_editor(), at=_now())
    with (
        window(browser, live_server.url, DESKTOP) as one,
        window(browser, live_server.url, PHONE) as other,
    ):
        for page, name in ((one, "ines"), (other, "tomas")):
            sign_in(page, name)
        for page in (one, other):
            page.get_by_role("button", name="Take the next review").click(no_wait_after=True)
        for page in (one, other):
            page.wait_for_url("**/desk/reviews/*/")
        assert one.url != other.url
    assert len({row.claim for row in Assignment.objects.all()}) == 2


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_there_and_nothing_is_wider_than_the_screen(
    browser, live_server, cast, size
):
    claim = a_claim()
    given = {"incident": claim.incident, "words": "I lived there.", "by": cast["ines"]}
    declare_interest(effect="bars", at=_now(), **given)
    keep_view(queue="unassigned", name="Urgent", query="priority=4", by=cast["mara"], at=_now())
    asked = an_assignment(reviewer=cast["mara"])
    addresses = [
        "/desk/",
        "/desk/queues/unassigned/?priority=1",
        "/desk/queues/mine/",
        "/desk/queues/overdue/",
        "/desk/queues/short/",
        "/desk/queues/split/",
        "/desk/queues/unassigned/keep/?priority=4",
        f"/desk/queues/assign/?claims={claim.pk}",
        f"/desk/claims/{claim.pk}/assign/",
        f"/desk/claims/{claim.pk}/priority/",
        f"/desk/reviews/{asked.pk}/due/",
        f"/desk/reviews/{asked.pk}/replace/",
        "/desk/interests/",
        "/desk/workload/",
    ]
    with window(browser, live_server.url, size, bypass_csp=True) as page:
        sign_in(page, "mara")
        found = [row for address in addresses for row in _complaints(page, address)]
    assert found == []


def _complaints(page, address):
    page.goto(address)
    violations = Axe().run(page, options=RULES).response["violations"]
    found = [
        (address, one["id"], node["html"][:160]) for one in violations for node in one["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append((address, "wider than the screen", ""))
    return found


def _now():
    return timezone.now()


NATURAL = """(field) => {
    const style = getComputedStyle(field);
    const given = [field.offsetWidth, parseFloat(style.borderStartEndRadius)];
    field.style.inlineSize = "max-content";
    return [...given, field.offsetWidth];
}"""
"""How wide a field is, how round its corners are, and how wide what it shows would have it."""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_days_to_narrow_by_are_shown_whole(browser, live_server, cast, size):
    with window(browser, live_server.url, size) as page:
        sign_in(page, "mara")
        page.goto("/desk/queues/unassigned/")
        page.get_by_text("Narrow and sort").click()
        page.wait_for_selector("[name=since]")
        if where := os.environ.get("LOOK"):
            page.screenshot(path=f"{where}/narrow-{size['width']}.png")
        for name in ("since", "until"):
            width, radius, natural = page.locator(f"[name={name}]").evaluate(NATURAL)
            assert (name, width >= natural, radius) == (name, True, 2)
