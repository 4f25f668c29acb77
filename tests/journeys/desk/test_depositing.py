"""Several files are brought at once: each says how far it is, and one that is refused says why."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from sources.archiver.deposits.inside.examine import Examined
from sources.models import HeldDeposit
from tests.factories import a_page
from tests.journeys.conftest import DESKTOP, sign_in, window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILES = [
    {"name": "post.html", "mimeType": "text/html", "buffer": b"<!doctype html><p>Twelve dead."},
    {"name": "run.exe", "mimeType": "application/x-dosexec", "buffer": b"MZ\x90\0"},
    {"name": "<b>two.html", "mimeType": "text/html", "buffer": b"<!doctype html><p>Nobody."},
]


@pytest.fixture
def copied(cast, settings, tmp_path, monkeypatch):
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
    return a_page(by=cast["ines"])


def test_each_file_is_taken_or_refused_by_itself(browser, live_server, cast, copied):
    context = browser.new_context(base_url=live_server.url, viewport=DESKTOP)
    page = context.new_page()
    sign_in(page, "ines")
    page.goto(f"/desk/pages/{copied.pk}/deposit/")
    page.get_by_label("How it was obtained").fill("Saved from the channel.")
    page.locator("input[type=file]").set_input_files(FILES)
    page.get_by_role("button", name="Bring these files").click()
    rows = page.locator("#deposit li", has=page.locator("bdi"))
    rows.filter(has_text="<b>two.html").get_by_role("link").wait_for()
    said = rows.all_inner_texts()
    context.close()
    assert len(said) == 3
    assert "Files of this kind are not taken." in said[1]
    assert HeldDeposit.objects.count() == 2


def test_nothing_is_said_to_have_arrived_where_nobody_is_signed_in(
    browser, live_server, cast, copied
):
    context = browser.new_context(base_url=live_server.url, viewport=DESKTOP)
    page = context.new_page()
    sign_in(page, "ines")
    page.goto(f"/desk/pages/{copied.pk}/deposit/")
    page.get_by_label("How it was obtained").fill("Saved from the channel.")
    page.locator("input[type=file]").set_input_files(FILES[:1] + FILES[2:])
    Session.objects.all().delete()
    page.get_by_role("button", name="Bring these files").click()
    said = page.locator("#deposit li", has=page.locator("bdi"))
    expect(said.get_by_text("you are signed out")).to_have_count(2)
    expect(said.get_by_role("link")).to_have_count(0)
    context.close()
    assert not HeldDeposit.objects.exists()


def test_nothing_is_sent_before_it_is_said_how_they_were_obtained(
    browser, live_server, cast, copied
):
    with window(browser, live_server.url, DESKTOP) as page:
        sign_in(page, "ines")
        page.goto(f"/desk/pages/{copied.pk}/deposit/")
        page.locator("input[type=file]").set_input_files(FILES[:1] + FILES[2:])
        page.get_by_role("button", name="Bring these files").click()
        expect(page.get_by_label("How it was obtained")).to_be_focused()
        expect(page.locator("#deposit li bdi")).to_have_count(0)
    assert not HeldDeposit.objects.exists()
