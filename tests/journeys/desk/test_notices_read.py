"""E-mails of every kind and the page of notices fit a phone, in both directions, light and dark."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import translation
from playwright.sync_api import Browser

from claims.models import Claim, Notice
from claims.notices.letters import mail_of
from claims.notices.seen import unread_by
from claims.notices.words import said
from claims.rules.notices import TELLINGS
from tests.factories import AT, DUE, a_claim, an_assignment
from tests.journeys.conftest import DESKTOP, PHONE, sign_in, window
from tests.journeys.test_accessibility import RULES
from tracker.base.mail import laid_out
from tracker.base.people.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "At least eighty soldiers were killed, a spokesperson wrote on the channel. " * 5
ARABIC = "قُتل ما لا يقل عن ٨٠ جنديا، كتب المتحدث باسم الجماعة على القناة الرسمية مساء الأحد."
KEPT = os.environ.get("COUNTERCLAIM_PICTURES", "")
"""A folder for pictures of what was looked at, if somebody wants to look too."""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def told(person: User, claim: Claim) -> list[Notice]:
    """A notice of every row of the table."""
    assignment = an_assignment(claim, reviewer=person)
    return [
        Notice.objects.create(
            person=person,
            code=telling.code,
            kind=telling.kind.value,
            source=f"event:{number}",
            thing="00000000-0000-0000-0000-000000000001"
            if telling.code == "capture_failed"
            else str(assignment.pk),
            claim=claim if telling.names_claim or telling.of_claim else None,
            who="Boubou Editor",
            due=DUE,
            at=AT,
            made_at=AT,
            way="at_once",
        )
        for number, telling in enumerate(TELLINGS)
    ]


def complained(page) -> list[str]:
    """What axe finds on the page that is open."""
    return [rule["id"] for rule in Axe().run(page, options=RULES).response["violations"]]


def keep(page, name: str) -> None:
    if KEPT:
        page.screenshot(path=Path(KEPT, f"{name}.png"), full_page=True)


def every_email(person: User, words: str, language: str) -> dict[str, tuple[str, str]]:
    """Text and HTML of an e-mail for each row of the table, and of a day's."""
    lines = said(told(person, a_claim(statement=words, language=language)))
    with translation.override(language):
        mails = {one.notice.code: mail_of([one], person=person, daily=False) for one in lines}
        mails["daily"] = mail_of(lines, person=person, daily=True)
        return {code: laid_out(mail) for code, mail in mails.items()}


@pytest.mark.parametrize(("language", "words"), [("en", LONG), ("ar", ARABIC)])
def test_every_kind_of_email_fits_a_phone_and_can_be_read(
    browser: Browser, cast, settings, language, words
):
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    bodies, fetched = every_email(cast["mara"], words, language), []
    for scheme in ("light", "dark"):
        with window(browser, "http://127.0.0.1", PHONE, color_scheme=scheme) as page:
            page.on("request", lambda request: fetched.append(request.url))
            for code, (text, html) in bodies.items():
                page.set_content(html)
                assert page.evaluate(WIDER) <= 0, code
                keep(page, f"mail-{code}-{language}-{scheme}")
                if KEPT:
                    Path(KEPT, f"mail-{code}-{language}.txt").write_text(text)
            found = Axe().run(page, options=_CONTRAST)
        assert found.violations_count == 0, found.generate_report()
    assert fetched == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_notices_and_choices_are_read_and_kept_without_a_mouse(browser, cast, live_server, size):
    told(cast["mara"], a_claim(statement=LONG))
    with window(browser, live_server.url, size, bypass_csp=True) as page:
        sign_in(page, "mara")
        page.goto("/desk/notices/")
        assert page.evaluate(WIDER) <= 0
        keep(page, f"notices-{size['width']}")
        assert complained(page) == []
        page.get_by_role("button", name="Mark all as read").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Marked as read.").wait_for()
        assert not unread_by(cast["mara"]).exists()
        page.get_by_role("link", name="How you get notices").click()
        page.get_by_label("Reminders").select_option("desk_only")
        keep(page, f"choices-{size['width']}")
        assert complained(page) == []
        page.get_by_role("button", name="Save").press("Enter")
        page.get_by_text("Saved. It applies from now on.").wait_for()
        page.goto("/accounts/preferences/")
        keep(page, f"preferences-{size['width']}")
        assert page.evaluate(WIDER) <= 0
        assert complained(page) == []
