"""A claim with two figures is recorded on one page, with the keyboard alone."""

from __future__ import annotations

import re
import sys

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from tests.factories import a_party, an_incident
from tests.journeys.conftest import DESKTOP, Keyboard, sign_in, window

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SAID = "Au moins douze soldats ont été tués et trente blessés, selon le groupe."


@pytest.fixture
def scene(cast):
    an_incident("Fighting at Tinzaouaten", by=cast["ines"])
    a_party("Malian Armed Forces", by=cast["ines"], aliases=[("fr", "Forces armées maliennes")])
    return a_party("Wagner Group", by=cast["ines"], aliases=[("ru", "Группа Вагнера")])


def test_a_claim_with_two_figures_is_recorded_by_keyboard(browser, live_server, scene):
    with window(browser, live_server.url, DESKTOP) as page:
        sign_in(page, "ines")
        keys = Keyboard(page)
        keys.record(SAID, incident="тинз", claimant="вагн", of="mali", by="record")
        page.wait_for_url(re.compile(r"/desk/claims/\d+/$"))
        sys.stderr.write(f"{keys.pressed} keys, {len(SAID)} of them the statement\n")

    claim = Claim.objects.get()
    assert (claim.claimant, claim.language) == (scene, "fr")
    assert [figure.measure_id for figure in claim.figures.all()] == ["killed", "wounded"]
    named = {party.name for figure in claim.figures.all() for party in figure.subjects.all()}
    assert named == {"Malian Armed Forces"}


def test_the_list_closes_and_a_new_one_is_added_on_the_spot(browser, live_server, scene):
    with window(browser, live_server.url, {"width": 390, "height": 844}) as page:
        sign_in(page, "ines")
        page.goto("/desk/claims/new/")
        box = page.locator("[name=claimant_typed]")
        options = page.locator("[data-by-name=claimant] [role=option]")
        box.press_sequentially("wag")
        expect(box).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(options).to_have_count(0)
        expect(box).to_have_attribute("aria-expanded", "false")
        box.press_sequentially("ram")
        expect(options).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.locator("[name=new_claimant]")).to_have_value("wagram")
        expect(page.locator("[name=new_claimant_kind]")).to_be_focused()
        expect(box).to_have_value("")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_another_one_takes_the_place_of_the_one_chosen(browser, live_server, scene):
    with window(browser, live_server.url, DESKTOP) as page:
        sign_in(page, "ines")
        page.goto(f"/desk/claims/new/?claimant={scene.pk}")
        page.locator("[name=claimant_typed]").press_sequentially("mali")
        page.locator("[data-by-name=claimant] [role=option]").first.click()
        chosen = page.locator("[data-by-name=claimant] [data-chosen]")
        expect(chosen).to_have_text(re.compile("Malian Armed Forces"))
        expect(chosen.locator("input")).to_have_count(1)


def test_only_what_surely_fits_is_taken_by_enter(browser, live_server, cast):
    land = a_party("Land Forces", by=cast["ines"], aliases=[("fr", "Forces terrestres")])
    with window(browser, live_server.url, DESKTOP) as page:
        sign_in(page, "ines")
        page.goto("/desk/claims/new/")
        box = page.locator("[name=claimant_typed]")
        options = page.locator("[data-by-name=claimant] [role=option]")
        chosen = page.locator("[type=checkbox][name=claimant]")
        box.press_sequentially("Ligue des Hautes Terres")
        expect(options).to_have_count(2)  # the army, whose name is somewhat alike, and a new one
        page.keyboard.press("Enter")
        expect(options).to_have_count(2)
        expect(box).to_have_value("Ligue des Hautes Terres")
        expect(chosen).to_have_count(0)
        expect(page.locator("[name=new_claimant]")).to_have_value("")
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")

        box.fill("")
        box.press_sequentially("land forces")
        expect(options.first).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowDown")  # comes to the one that is marked, not past it
        page.keyboard.press("Enter")
        expect(chosen).to_have_value(str(land.pk))
        expect(page.locator("[name=new_claimant]")).to_have_value("")

        box.press_sequentially("land forces")
        expect(options.first).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("[name=new_claimant]")).to_have_value("land forces")
