"""Words of a sealed text are chosen with the mouse or with the keyboard alone, and then quoted."""

from __future__ import annotations

import pytest

from claims.models import Citation
from tests.factories import AT, a_citation, a_claim, a_page
from tests.journeys.conftest import DESKTOP, PHONE, SELECT, sign_in, window
from tests.public.captures import a_capture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "\U0001f4a3 The ministry spoke on Monday.\r\n"
    "وقالت الوزارة \u202eإن اثني عشر\u202c جنديا قتلوا.\n"
    "It said that at least twelve soldiers were killed near the bridge.\n"
) + "Another line of the report.\n" * 1_500
WORDS = "at least twelve soldiers"


@pytest.fixture
def capture(cast):
    claim = a_claim(by=cast["ines"])
    page = a_page(by=cast["ines"])
    a_citation(claim, page=page, by=cast["ines"], at=AT)
    return a_capture(page, TEXT)


def quote_for_first_claim(page):
    page.get_by_role("button", name="Quote this").click()
    page.get_by_role("radio").first.check()
    page.get_by_label("reports the claim").check()
    page.get_by_role("button", name="Quote", exact=True).click()
    page.wait_for_url("**/read/**")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_selected_words_are_quoted_to_the_letter(browser, live_server, cast, capture, size):
    with window(browser, live_server.url, size) as page:
        sign_in(page, "ines")
        page.goto(f"/desk/captures/{capture.pk}/read/")
        line = "It said that at least twelve soldiers were killed near the bridge."
        begin = line.index(WORDS)
        page.evaluate(SELECT, [2, begin, begin + len(WORDS)])
        quote_for_first_claim(page)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    quotation = Citation.objects.get(quotation__isnull=False).quotation
    assert quotation.exact == WORDS
    assert quotation.findings.get().kind == "verbatim"
    assert not wide


def test_words_are_chosen_with_the_keyboard_alone(browser, live_server, cast, capture):
    with window(browser, live_server.url, DESKTOP) as page:
        sign_in(page, "ines")
        page.goto(f"/desk/captures/{capture.pk}/read/")
        page.locator("#read-text").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")
        page.wait_for_url("**/quote/**")
        chosen = page.locator("blockquote").inner_text()
    assert "ministry spoke" in chosen


PRESS = """() => {
  const text = document.getElementById("read-text");
  text.focus();
  const keys = [{ key: "ArrowRight" }, { key: "ArrowRight", shiftKey: true }, { key: "Enter" }];
  for (const given of keys) {
    text.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...given }));
  }
}"""


def test_keys_that_come_quicker_than_the_browser_tells_of_a_selection_quote(
    browser, live_server, cast, capture
):
    with window(browser, live_server.url, DESKTOP) as page:
        sign_in(page, "ines")
        page.goto(f"/desk/captures/{capture.pk}/read/")
        page.evaluate(PRESS)
        page.wait_for_url("**/quote/**")
        chosen = page.locator("blockquote").inner_text()
    assert "ministry spoke" in chosen
