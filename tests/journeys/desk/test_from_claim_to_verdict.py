"""A person's whole way: from a new claim to its published verdict, with a real worker."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import ExitStack

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from claims.models import Claim, Incident, Party, Verdict
from tests.factories import asked_for
from tests.journeys.conftest import DESKTOP, ROOT, send, sign_in, window

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

QUOTATION = "Four of our guards were killed and 11 were wounded."
SECRET_REASONING = "The roster of the guard was read out and has four names."


@pytest.fixture
def dossier(cast, exercise):
    call_command(
        "load_dossier", str(ROOT / "seeds" / "exercise"), by="mara", release=True, verbosity=0
    )
    return Incident.objects.get()


@pytest.fixture
def as_person(browser, live_server):
    """Open a window in which one of the cast is signed in."""
    with ExitStack() as windows:

        def enter(username):
            page = windows.enter_context(window(browser, live_server.url, DESKTOP))
            sign_in(page, username)
            return page

        yield enter


def choose(page, field, name):
    page.locator(f"[name={field}_typed]").press_sequentially(name[:8])
    expect(page.locator(f"[data-by-name={field}] [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(f"[type=checkbox][name={field}]")).to_be_checked()


def record(page, incident):
    page.goto("/desk/claims/new/")
    guard = Party.objects.get(slug="ex-border-guard")
    choose(page, "incident", incident.title)
    choose(page, "claimant", guard.name)
    page.fill("[name=statement]", "Four guards died and eleven were wounded at the crossing.")
    page.check("[name=wording][value=paraphrase]")
    page.fill("[name=figures-0-words]", "at least 4")
    page.get_by_role("button", name=re.compile("^Read the words of figure 1")).click()
    expect(page.locator("[name=figures-0-low]")).to_have_value("4")
    page.select_option("[name=figures-0-measure]", "killed")
    choose(page, "figures-0-subjects", guard.name)
    page.wait_for_load_state("networkidle")  # what is asked while typing has its answer
    page.click("button[name=record]")
    page.wait_for_url(re.compile(r"/desk/claims/\d+/$"))
    return Claim.objects.latest("pk")


def cite(page, claim, address):
    page.goto(f"/desk/claims/{claim.pk}/cite/")
    page.fill("[name=url]", address)
    choose(page, "publisher", "Ondralian Border Guard press office (exercise)")
    page.fill("[name=exact]", QUOTATION)
    page.check("[name=stance][value=reports]")
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_text("Sealed").first).to_be_visible(timeout=60_000)


def review(page, assignment, reasoning):
    page.goto(f"/desk/reviews/{assignment.pk}/")
    before = page.content()
    page.check("[name=rating][value=supported]")
    page.fill("[name=reasoning]", reasoning)
    page.locator("[name=citations]").first.check()
    page.check("[name=has_interest][value=no]")
    page.check("[name=confirmed]")
    send(page, "button[name=seal]")
    return before


def test_from_a_new_claim_to_its_published_verdict(
    dossier, exercise, worker, as_person, live_server
):
    ines = as_person("ines")
    claim = record(ines, dossier)
    address = f"http://127.0.0.1:{exercise.server_port}/exercise/border-guard/communique-31"
    cite(ines, claim, address)

    mara = as_person("mara")
    mara.goto(f"/desk/claims/{claim.pk}/assign/")
    for name in ("Tomas", "Lin"):
        mara.get_by_label(re.compile(name)).check()
    mara.fill("[name=due]", (dt.date.today() + dt.timedelta(days=3)).isoformat())
    send(mara, "main form button[type=submit] >> nth=-1")

    asked = {row.reviewer.username: row for row in asked_for(claim).select_related("reviewer")}
    review(as_person("tomas"), asked["tomas"], SECRET_REASONING)
    mara.goto(f"/desk/claims/{claim.pk}/")
    assert SECRET_REASONING not in mara.content()

    seen_while_blind = review(as_person("lin"), asked["lin"], "The communiqué says so itself.")
    assert SECRET_REASONING not in seen_while_blind

    mara.goto(f"/desk/claims/{claim.pk}/publish/")
    mara.fill("[name=summary]", "Both reviewers find it supported by the communiqué.")
    send(mara, "button[name=preview]")
    for reason in mara.locator("[name^=waive_]").all():
        reason.fill("The claimant closed its press office.")
    send(mara, "button[name=publish]")

    assert Verdict.objects.get(claim=claim).rating == "supported"
    mara.goto(f"/claims/{claim.pk}/")
    expect(mara.get_by_text("Both reviewers find it supported").first).to_be_visible()
    expect(mara.get_by_text("Found word for word").first).to_be_visible()
