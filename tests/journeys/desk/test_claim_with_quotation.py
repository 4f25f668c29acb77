"""A first claim with two figures and a quotation, from an empty form to the words it rests on.

It takes three pages: the form, the screen on which the page is quoted, the claim. Where the address
is given after the claim it takes a fourth, the list of its pages. Before a cited page was quoted on
one screen it took seven: the form, the claim, its pages, the list of them, the text of the copy,
the words chosen, the text again.
"""

from __future__ import annotations

import re
import sys

import pytest
from playwright.sync_api import expect

from claims.models import Citation, Claim
from sources.archiver.deposits.inside.examine import Examined
from sources.models import Capture
from tests.factories import (
    a_citation,
    a_claim,
    a_page,
    a_party,
    a_publisher,
    an_incident,
)
from tests.journeys.conftest import DESKTOP, PHONE, SELECT, Keyboard, sign_in, window
from tests.public.captures import a_capture, failed, waiting
from tests.sources.depositing import HTML, read
from tests.sources.depositing import WORDS as DEPOSITED

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SAID = "Four guards were killed and eleven were wounded at the crossing."
WORDS = "Four of our guards were killed and 11 were wounded"
TEXT = f"The press office spoke on Monday.\n{WORDS}. The attackers left."


@pytest.fixture
def scene(cast):
    an_incident("Attack on the Kelvash crossing", by=cast["ines"])
    a_publisher("Border Guard press office", homepage="http://127.0.0.1/")
    return a_party("Ondralian Border Guard", by=cast["ines"])


def cite(keys, address):
    """Paste an address, say how its page stands to the claim, and go on to quoting it."""
    keys.type(address)
    keys.on_to("stance")
    keys.press("Space")
    keys.press("Enter")
    keys.page.wait_for_url(re.compile(r"/desk/citations/\d+/quote/$"))


CHOSEN = "document.getSelection().toString()"
LINE = "document.getSelection().anchorNode?.parentElement?.closest('[data-start]')?.innerText ?? ''"


def press_until(keys, key, words, where):
    """Press a key until some words stand where they should."""
    for _time in range(40):
        if words in keys.page.evaluate(where):
            return
        keys.press(key)
    raise AssertionError(f"{key} does not lead to {words}: {keys.page.evaluate(where)}")


def quote(keys):
    """Wait for the text, take the words in it, grade them, and quote."""
    page = keys.page
    expect(page.locator(".read-text")).to_be_focused(timeout=60_000)
    press_until(keys, "ArrowDown", "Four of our guards", LINE)
    press_until(keys, "ArrowLeft", "Four", CHOSEN)
    press_until(keys, "Shift+ArrowRight", "wounded", CHOSEN)
    keys.press("Enter")
    expect(page.locator("[name=exact]")).to_have_value(re.compile(WORDS))
    keys.on_to("credibility")
    keys.type("2")
    keys.on_to("Quote")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/desk/claims/\d+/$"))


@pytest.fixture
def address(scene, exercise, worker):
    return f"http://127.0.0.1:{exercise.server_port}/exercise/border-guard/communique-31"


WITH_CLAIM, AFTER_IT = ("record", 3, 110), ("cite", 4, 115)
"""When the address is given: the button pressed, pages, most keys beside words and address."""


@pytest.mark.parametrize("way", [WITH_CLAIM, AFTER_IT], ids=["with the claim", "after it"])
def test_it_takes_three_pages_or_four_and_the_keyboard_alone(browser, live_server, address, way):
    by, most_pages, most_keys = way
    pages = []
    with_claim = address if way is WITH_CLAIM else ""
    with window(browser, live_server.url, DESKTOP) as page:
        sign_in(page, "ines")
        page.on("framenavigated", lambda frame: pages.append(frame.url))
        keys = Keyboard(page)
        keys.record(SAID, incident="kelv", claimant="ondr", of="ondr", by=by, page=with_claim)
        if not with_claim:
            page.wait_for_url(re.compile(r"/desk/claims/\d+/pages/$"))
            cite(keys, address)
        page.wait_for_url(re.compile(r"/desk/citations/\d+/quote/$"))
        cited = keys.pressed
        quote(keys)
        expect(page.get_by_text("Found word for word").first).to_be_visible()
    typed = len(SAID) + len(address)
    sys.stderr.write(
        f"{len(pages)} pages, {keys.pressed} keys: {cited} until the page was cited, {typed} of "
        "all of them its words and the address\n"
    )
    citation = Citation.objects.get()
    assert (citation.claim, citation.credibility) == (Claim.objects.get(), "2")
    assert citation.claim.figures.count() == 2
    assert citation.quotation.exact == WORDS
    assert citation.quotation.suffix.startswith(". The attackers left behind")
    assert len(pages) == most_pages
    assert keys.pressed - typed < most_keys


@pytest.fixture
def citation(cast):
    claim = a_claim(by=cast["ines"], incident=an_incident(by=cast["ines"]))
    return a_citation(claim, page=a_page(by=cast["ines"]), by=cast["ines"])


@pytest.fixture
def stored(settings, tmp_path, monkeypatch):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    monkeypatch.setattr(
        "sources.operations.deposits.hold.examine",
        lambda *_given, **_limits: Examined(found=[], not_cleaned="kind"),
    )


def test_on_a_phone_the_text_comes_by_itself_and_what_was_typed_stays(
    browser, live_server, citation
):
    waiting(citation.page)
    with window(browser, live_server.url, PHONE) as page:
        sign_in(page, "ines")
        page.goto(f"/desk/citations/{citation.pk}/quote/")
        page.get_by_text("More", exact=True).last.click()
        page.fill("[name=public_note]", "Read out at noon.")
        a_capture(citation.page, TEXT)
        expect(page.locator(".read-text")).to_be_visible()
        page.evaluate(SELECT, [1, 0, len(WORDS)])
        page.get_by_role("button", name="Quote this").click()
        expect(page.locator("[name=exact]")).to_be_focused()
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.get_by_role("button", name="Quote", exact=True).click()
        page.wait_for_url(re.compile(r"/desk/claims/\d+/$"))
    citation.refresh_from_db()
    assert (citation.quotation.exact, citation.public_note) == (WORDS, "Read out at noon.")
    assert wide <= PHONE["width"]


def test_without_javascript_one_looks_again_and_pastes_the_words(browser, live_server, citation):
    waiting(citation.page)
    with window(browser, live_server.url, PHONE, java_script_enabled=False) as page:
        sign_in(page, "ines")
        page.goto(f"/desk/citations/{citation.pk}/quote/")
        page.select_option("[name=credibility]", "3")
        a_capture(citation.page, TEXT)
        page.get_by_role("button", name="Look again").click()
        expect(page.locator(".read-text")).to_contain_text(WORDS)
        page.fill("[name=exact]", WORDS)
        page.get_by_role("button", name="Quote", exact=True).click()
        page.wait_for_url(re.compile(r"/desk/claims/\d+/$"))
        expect(page.get_by_text("Found word for word").first).to_be_visible()
    citation.refresh_from_db()
    assert (citation.credibility, citation.quotation.exact) == ("3", WORDS)
    assert citation.quotation.prefix == "The press office spoke on Monday."


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_on_a_phone_the_claims_of_a_page_are_shown_once_its_address_is_typed(
    browser, live_server, citation
):
    with window(browser, live_server.url, PHONE) as page:
        sign_in(page, "ines")
        page.goto("/desk/claims/new/")
        page.get_by_label("Address of the page it rests on").fill(citation.page.url)
        page.keyboard.press("Tab")
        expect(page.locator("#same-page a")).to_have_text(citation.claim.statement)
        expect(page.get_by_label("Address of the page it rests on")).to_have_value(
            citation.page.url
        )
        assert fits(page)
        page.get_by_text("Publisher, title, words", exact=True).click()
        expect(page.get_by_label("Capture the page now")).to_be_checked()
        assert fits(page)


def test_without_javascript_the_page_is_given_with_the_claim(browser, live_server, scene):
    with window(browser, live_server.url, PHONE, java_script_enabled=False) as page:
        sign_in(page, "ines")
        page.goto("/desk/claims/new/")
        page.fill("[name=url]", "https://nobody.example/communique-31")
        page.get_by_text("Publisher, title, words", exact=True).click()
        page.get_by_text("A publisher that is not here yet").click()
        page.fill("[name=new_publisher]", "Kelvash Radio")
        page.select_option("[name=new_publisher_kind]", "radio")
        assert fits(page)
        page.fill("[name=incident_typed]", "Attack on the Kelvash crossing")
        page.fill("[name=claimant_typed]", "Ondralian Border Guard")
        page.fill("[name=statement]", "The guard said that nobody was killed there.")
        page.check("[name=wording][value=paraphrase]")
        page.click("button[name=record]")
        page.wait_for_url(re.compile(r"/desk/citations/\d+/quote/$"))
        expect(page.get_by_text("It waits for a worker.")).to_be_visible()
    assert Citation.objects.get().claim == Claim.objects.get()


def test_without_javascript_a_deposit_leads_back_to_where_it_is_quoted(
    browser, live_server, citation, stored
):
    failed(citation.page, "No answer in time.")
    quoting = f"/desk/citations/{citation.pk}/quote/"
    with window(browser, live_server.url, PHONE, java_script_enabled=False) as page:
        sign_in(page, "ines")
        page.goto(quoting)
        assert fits(page)
        page.get_by_role("link", name="Deposit a copy of this page").click()
        page.get_by_label("How it was obtained").fill("Saved from the channel.")
        saved = {"name": "post.html", "mimeType": "text/html", "buffer": HTML}
        page.locator("input[type=file]").set_input_files(saved)
        page.get_by_role("button", name="Bring these files").click()
        page.check("[name=shown][value=original]")
        assert fits(page)
        page.get_by_role("button", name="Seal this copy").click()
        page.wait_for_url(f"**{quoting}")
        read(Capture.objects.get(cause="deposited"))
        page.get_by_role("button", name="Look again").click()
        expect(page.locator(".read-text")).to_contain_text(DEPOSITED)
        assert fits(page)
