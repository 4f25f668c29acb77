"""A reader's way at phone width, without an account and without JavaScript."""

from __future__ import annotations

import hashlib
import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from claims.models import Claim
from sources.models import Capture, CaptureStatus
from sources.operations.captures.request import request_capture
from sources.tasks import run_capture
from tests.journeys.conftest import PHONE, ROOT, window

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture
def captured(cast, exercise, django_capture_on_commit_callbacks):
    """The exercise with the page behind its first claim sealed."""
    call_command(
        "load_dossier", str(ROOT / "seeds" / "exercise"), by="mara", release=True, verbosity=0
    )
    page = Claim.objects.get(reference__endswith="/EX01").citations.first().page
    capture = request_capture(page=page, cause="asked", by=cast["mara"], at=page.added_at)
    run_capture(capture_id=str(capture.pk))
    return Capture.objects.get(pk=capture.pk, status=CaptureStatus.SEALED)


@pytest.fixture
def phone(browser, live_server):
    with window(browser, live_server.url, PHONE, java_script_enabled=False) as page:
        yield page


def fits(page):
    """Whether nothing sticks out to the side."""
    # Without JavaScript in the page we still may measure it from outside.
    box = page.locator("body").bounding_box()
    return box["width"] <= PHONE["width"]


def test_a_reader_goes_from_the_front_page_to_the_sealed_copy(captured, phone):
    phone.goto("/")
    assert fits(phone)
    phone.get_by_role("link", name=re.compile("Kelvash crossing")).first.click()
    expect(phone.get_by_text("nothing here happened").first).to_be_visible()
    assert fits(phone)
    drawn = phone.locator(".figure-row .who:visible")  # those that are not folded away
    names = [name.bounding_box()["width"] for name in drawn.all()]
    assert names
    assert min(names) > 100  # long words beside a name do not squeeze it to a column of letters

    phone.locator(".matrix").get_by_role("link", name="4", exact=True).click()
    phone.wait_for_url(re.compile(r"/claims/\d+/"))
    assert fits(phone)
    phone.get_by_role("link", name=re.compile("Communiqué no. 31")).first.click()
    phone.wait_for_url(re.compile(r"/evidence/\d+/"))
    expect(phone.locator("mark").first).to_contain_text("Four of our guards were killed")

    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download the sealed file").first.click()
    sealed = download.value.path().read_bytes()
    assert hashlib.sha256(sealed).hexdigest() == captured.file_sha256


def test_a_reader_finds_a_claim_by_search(captured, phone):
    phone.goto("/search/")
    phone.locator("main input[name=q]").fill("guards wounded")
    phone.locator("main form button[type=submit]").first.click()

    expect(phone.get_by_text("Four of our guards were killed").first).to_be_visible()
    assert fits(phone)


def test_the_page_answers_in_the_dark_and_in_print(captured, phone):
    phone.emulate_media(color_scheme="dark")
    phone.goto("/")
    dark = phone.screenshot()
    phone.emulate_media(color_scheme="light")

    assert phone.screenshot() != dark
