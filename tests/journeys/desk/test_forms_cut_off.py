"""A form of the desk that is cut off is found again: a closed tab, an ended session, no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from claims.models import Claim, Incident, Party
from tests.desk.unsent.typing import is_anything_left
from tests.factories import a_citation, a_page, a_party, an_incident
from tests.journeys.conftest import DESKTOP, PHONE, send, sign_in
from tracker.base.acts.models import UnsentForm

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NEW = "/desk/claims/new/"
WORDS = "At least thirteen soldiers were killed and seven wounded, said the spokesman."
KEPT = re.compile("^Kept at ")


@pytest.fixture
def scene(cast: dict[str, Any]) -> None:
    an_incident("The bridge", by=cast["mara"])
    a_party("Valley Guard", by=cast["mara"])


@pytest.fixture
def device(browser: Any, live_server: Any, scene: None) -> Iterator[Any]:
    """Opens a browser of its own in which Ines is signed in; closes what is still open."""
    with ExitStack() as stack:

        def opened(**options: Any) -> Page:
            return stack.enter_context(_device(browser, live_server.url, options))

        yield opened


@contextmanager
def _device(browser: Any, base: str, options: dict[str, Any]) -> Iterator[Page]:
    context = browser.new_context(**{"base_url": base, "viewport": DESKTOP} | options)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(page, "ines")
    yield page
    context.close()
    assert errors == []


def began(page: Page) -> None:
    """Begin a claim with two figures."""
    page.goto(NEW)
    page.fill("[name=incident_typed]", "The bridge")
    page.fill("[name=claimant_typed]", "Valley Guard")
    page.fill("[name=statement]", WORDS)
    page.check("[name=wording][value=paraphrase]")
    page.select_option("[name=figures-0-measure]", "killed")
    page.fill("[name=figures-0-low]", "13")
    page.select_option("[name=figures-0-qualifier]", "at_least")
    page.click("button[name=add_figure]")
    page.select_option("[name=figures-1-measure]", "wounded")
    with page.expect_response(
        lambda answer: "figures-1-best=7" in (answer.request.post_data or "")
    ):
        page.fill("[name=figures-1-best]", "7")


def has_it_all(page: Page) -> None:
    expect(page.get_by_text("You began this form and have not sent it")).to_be_visible()
    expect(page.locator("[name=statement]")).to_have_value(WORDS)
    expect(page.locator("[name=wording][value=paraphrase]")).to_be_checked()
    expect(page.locator("[name=figures-0-low]")).to_have_value("13")
    expect(page.locator("[name=figures-1-measure]")).to_have_value("wounded")
    expect(page.locator("[name=figures-1-best]")).to_have_value("7")


def recorded(page: Page) -> None:
    page.click("button[name=record]")
    page.wait_for_url(re.compile(r"/desk/claims/\d+/$"))
    assert Claim.objects.get().figures.count() == 2
    assert not UnsentForm.objects.exists()


def test_a_closed_tab_is_found_again_on_another_device(device):
    page = device()
    began(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.context.close()

    phone = device(viewport=PHONE)
    phone.goto("/desk/")
    section = phone.get_by_role("region", name="Forms you began")
    section.get_by_role("link", name=re.compile("thirteen soldiers")).click()
    has_it_all(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    recorded(phone)
    phone.goto("/desk/")
    expect(phone.get_by_text("Forms you began")).to_have_count(0)


def test_a_page_that_is_left_in_the_middle_of_a_word_is_kept(device):
    page = device()
    page.goto(NEW)
    page.fill("[name=statement]", WORDS)
    page.goto("/desk/claims/")
    expect(page.locator("h1")).to_be_visible()
    for _ in range(100):  # it was sent when the page was left; nobody sees when it arrives
        if UnsentForm.objects.exists():
            break
        page.wait_for_timeout(100)
    page.goto(NEW)
    expect(page.locator("[name=statement]")).to_have_value(WORDS)


def test_an_ended_session_is_said_and_gone_on_with_after_signing_in(device):
    page = device()
    page.goto("/desk/incidents/new/")
    page.fill("[name=title]", "Fighting at the ford")
    expect(page.get_by_text(KEPT)).to_be_visible()
    Session.objects.all().delete()
    page.fill("[name=title]", "Fighting at the ford by night")
    expect(page.get_by_text("Not kept yet: you are signed out.")).to_be_visible()

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in on another page").click()
    sign_in(opened.value, "ines")
    opened.value.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_text(KEPT)).to_be_visible(timeout=15_000)
    expect(page.get_by_text("Not kept yet")).to_have_count(0)
    page.locator("main form button[type=submit]:not([name])").last.click()
    page.wait_for_url(re.compile(r"/desk/(?!incidents/new)"))
    assert Incident.objects.filter(title="Fighting at the ford by night").count() == 1


def test_a_lost_network_is_said_and_made_up_for(device):
    page = device()
    began(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.context.set_offline(True)
    page.fill("[name=spokesperson]", "Colonel Awa")
    expect(page.get_by_text("Not kept yet: there is no connection.")).to_be_visible()
    page.click("button[name=record]")
    expect(page.get_by_text("There is no connection, so nothing is sent.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text(KEPT)).to_be_visible(timeout=15_000)

    other = device()
    other.goto(NEW)
    has_it_all(other)
    expect(other.locator("[name=spokesperson]")).to_have_value("Colonel Awa")


def test_of_two_pages_neither_takes_away_the_other_s_text(device):
    first = device()
    began(first)
    expect(first.get_by_text(KEPT)).to_be_visible()
    second = device()
    second.goto(NEW)
    has_it_all(second)
    second.fill("[name=statement]", f"{WORDS} It was at night.")
    expect(second.get_by_text(KEPT)).to_be_visible()
    first.fill("[name=statement]", "Short, on the first page.")
    expect(
        first.get_by_text("beside what you typed into this form on another page")
    ).to_be_visible()
    first.goto("/desk/")
    expect(first.get_by_role("link", name=re.compile("It was at night"))).to_be_visible()
    expect(first.get_by_role("link", name=re.compile("Short"))).to_be_visible()


def test_without_script_a_button_keeps_it(device):
    page = device(java_script_enabled=False)
    page.goto(NEW)
    page.fill("[name=statement]", WORDS)
    page.get_by_role("button", name="Keep this form for later").click()
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.context.close()

    other = device(java_script_enabled=False, viewport=PHONE)
    other.goto("/desk/")
    other.get_by_role("link", name=re.compile("thirteen soldiers")).click()
    expect(other.locator("[name=statement]")).to_have_value(WORDS)
    other.get_by_role("button", name="Throw it away and start afresh").click()
    expect(other.locator("[name=statement]")).to_have_value("")
    assert not is_anything_left()


def test_what_is_said_of_a_citation_is_kept_and_changed_on_a_phone_without_scripts(device):
    long = f"https://example.org/{'x' * 300}"
    citation = a_citation(page=a_page(long, title=""), quotation=None)
    address = f"/desk/citations/{citation.pk}/judge/"
    page = device(java_script_enabled=False, viewport=PHONE)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.fill("[name=locator]", "minute 3:20")
    send(page, "button >> text=Keep this form for later")
    page.goto(address)
    expect(page.locator("[name=locator]")).to_have_value("minute 3:20")
    page.get_by_label("gives context").check()
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_url(re.compile(r"/desk/claims/\d+/$"))
    citation.refresh_from_db()
    assert (citation.stance, citation.locator) == ("context", "minute 3:20")


def test_starting_afresh_lets_the_page_keep_nothing_of_it(device):
    page = device()
    page.goto("/desk/incidents/new/")
    page.fill("[name=title]", "Fighting at the ford")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.goto("/desk/incidents/new/")
    page.fill("[name=title]", "Not this.")
    page.get_by_role("button", name="Throw it away and start afresh").click()
    expect(page.locator("[name=title]")).to_have_value("")
    assert not is_anything_left()


def test_a_name_that_is_chosen_is_kept_without_another_key(device):
    page = device()
    page.goto(NEW)
    chosen = f"claimant={Party.objects.get(name='Valley Guard').pk}&"
    page.locator("[name=claimant_typed]").press_sequentially("vall")
    expect(page.get_by_text(KEPT)).to_be_visible()
    with page.expect_response(
        lambda answer: (
            "x-unsent-form" in answer.request.headers and chosen in (answer.request.post_data or "")
        )
    ):
        page.locator("[data-by-name=claimant] [role=option]").first.click()


def test_throwing_another_one_away_leaves_what_stands_in_the_form(device):
    page = device()
    for title in ("Fighting at the ford", "Fighting at the bridge"):
        page.goto("/desk/incidents/new/?unsent=new")
        page.fill("[name=title]", title)
        expect(page.get_by_text(KEPT)).to_be_visible()
    page.goto("/desk/incidents/new/")
    page.fill("[name=title]", "Fighting at the bridge by night")
    page.get_by_role("button", name="Throw it away", exact=True).click()
    expect(page.get_by_text("What you had typed is thrown away.")).to_be_visible()
    page.goto("/desk/incidents/new/")
    expect(page.locator("[name=title]")).to_have_value("Fighting at the bridge by night")
    expect(page.get_by_text("Fighting at the ford")).to_have_count(0)


def test_who_types_without_a_pause_is_kept_all_the_same(device):
    page = device()
    page.goto(NEW)
    page.locator("[name=statement]").press_sequentially(WORDS, delay=110)  # about nine seconds

    assert UnsentForm.objects.exists()


def test_what_is_refused_is_found_again_though_the_page_had_kept_nothing(device):
    page = device()
    page.goto(NEW)
    page.fill("[name=statement]", WORDS)
    page.click("button[name=record]")
    expect(page.get_by_text("What you typed is kept.")).to_be_visible()

    page.goto("/desk/claims/")
    page.goto(NEW)
    expect(page.get_by_text("You began this form and have not sent it")).to_be_visible()
    expect(page.locator("[name=statement]")).to_have_value(WORDS)
    page.context.close()

    other = device(java_script_enabled=False)
    other.goto(NEW)
    other.fill("[name=statement]", f"{WORDS} It was at night.")
    send(other, "button[name=record]")
    other.goto(NEW)
    expect(other.locator("[name=statement]")).to_have_value(f"{WORDS} It was at night.")
    assert UnsentForm.objects.count() == 1


def test_a_preview_beside_the_page_leaves_the_form_to_be_kept(device):
    page = device()
    page.goto(NEW)
    page.evaluate(
        "document.querySelector('button[name=record]').setAttribute('formtarget', '_blank')"
    )
    with page.context.expect_page() as opened:
        page.fill("[name=statement]", WORDS)
        page.click("button[name=record]")
    opened.value.close()
    page.fill("[name=statement]", f"{WORDS} It was at night.")
    expect(page.get_by_text(KEPT)).to_be_visible()
