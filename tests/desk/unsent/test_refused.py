"""What the server did not accept is kept by the server: also of a page that had kept nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Reply, Review
from tests.desk.forms import a_claim_form, a_review_form, as_shown
from tests.desk.unsent.typing import is_anything_left, typed
from tests.factories import (
    a_claim,
    a_party,
    a_reply_request,
    a_reviewed_claim,
    an_assignment,
    an_editor,
    an_incident,
)
from tracker.base.acts.models import UnsentForm
from tracker.base.acts.unsent import keep
from tracker.base.web.unsent.sent import BUTTONS

pytestmark = pytest.mark.django_db

NEW = "/desk/claims/new/"
WORDS = "At least thirteen soldiers, said the spokesman."
KEPT = "What you typed is kept."
FOUND = "You began this form and have not sent it"


@pytest.fixture
def browser(sign_in, checker):
    return sign_in(checker)


def refused(client, url, **changes):
    """Open a form, type into it and press its button, all in one go; it is refused."""
    page = client.post(url, as_shown(client.get(url)) | changes)
    assert page.status_code == 422
    return page


@pytest.mark.parametrize("which", ["reply", "review", "edit", "new"])
def test_a_refused_form_is_found_again_wherever_one_signs_in(sign_in, checker, which):
    claim = a_claim(by=checker)
    url, field = {
        "reply": (reverse("desk:reply_record", args=[a_reply_request(claim).pk]), "words"),
        "review": (
            reverse("desk:review", args=[an_assignment(reviewer=checker).pk]),
            "reasoning",
        ),
        "edit": (reverse("desk:claim_edit", args=[claim.pk]), "public_note"),
        "new": (NEW, "statement"),
    }[which]
    empty = {"edit": {"statement": ""}, "review": {"seal": "1"}}.get(which, {})

    page = refused(sign_in(checker), url, **{field: WORDS}, **empty)

    assert KEPT in page.content.decode()
    found = sign_in(checker).get(url)
    assert as_shown(found)[field] == WORDS
    assert FOUND in found.content.decode()
    assert "Error:" not in found.content.decode()
    assert not Reply.objects.exists()
    assert not Review.objects.filter(sealed_at__isnull=False).exists()


def test_it_is_gone_on_with_sent_and_forgotten(browser):
    page = refused(browser, NEW, statement=WORDS)
    sent = as_shown(page) | a_claim_form(an_incident(), a_party(), statement=WORDS)
    sent |= {"submission": as_shown(page)["submission"], "unsent": as_shown(page)["unsent"]}

    assert browser.post(NEW, sent).status_code == 302

    assert Claim.objects.get().statement == WORDS
    assert not UnsentForm.objects.exists()


def test_refused_again_and_again_it_is_one(browser):
    page = refused(browser, NEW, statement=WORDS)
    for length in range(2, 4):
        page = browser.post(NEW, as_shown(page) | {"statement": WORDS * length})

    assert UnsentForm.objects.count() == 1
    assert as_shown(browser.get(NEW))["statement"] == WORDS * 3


def test_a_form_that_does_not_say_which_opening_it_is_leaves_nothing_behind(browser):
    sent = a_claim_form(an_incident(), a_party(), statement=WORDS)
    page = browser.post(NEW, sent | {"statement": "", "public_note": WORDS})
    assert page.status_code == 422
    assert UnsentForm.objects.count() == 1

    again = as_shown(page) | {"statement": WORDS}
    assert browser.post(NEW, again).status_code == 302

    assert not UnsentForm.objects.exists()


def test_of_what_changed_meanwhile_both_are_kept_together(browser, checker):
    claim = a_claim(statement="Twelve.", by=checker)
    url = reverse("desk:claim_edit", args=[claim.pk])
    sent = as_shown(browser.get(url)) | {"public_note": WORDS, "reason": "Read again."}
    Claim.objects.filter(pk=claim.pk).update(statement="Eleven.")

    assert browser.post(url, sent).status_code == 409

    found = as_shown(browser.get(url))
    assert (found["public_note"], found["statement"]) == (WORDS, "Eleven.")


def test_a_preview_is_kept_too(sign_in):
    claim, editor = a_reviewed_claim(), an_editor()
    url = reverse("desk:claim_publish", args=[claim.pk])
    client = sign_in(editor)
    sent = as_shown(client.get(url)) | {"summary": WORDS, "preview": "1"}

    assert client.post(url, sent).status_code == 200

    assert as_shown(sign_in(editor).get(url))["summary"] == WORDS


def test_which_button_was_pressed_is_nothing_that_was_typed(sign_in, checker):
    assignment = an_assignment(reviewer=checker)
    url = reverse("desk:review", args=[assignment.pk])
    refused(sign_in(checker), url, **a_review_form(reasoning=WORDS, rating="", seal="1"))

    assert "seal" not in keep.unsent_of(checker, at=timezone.now())[0].typed.fields


def test_a_form_in_which_nothing_was_typed_is_not_kept_and_does_not_say_so(browser):
    page = refused(browser, NEW, record="1")

    assert KEPT not in page.content.decode()
    assert "Not saved yet: see what is marked below." in page.content.decode()
    assert not is_anything_left()


def test_where_it_cannot_be_kept_that_is_said(browser, monkeypatch):
    monkeypatch.setattr(keep, "MOST_UNSENT_BYTES", 10)

    page = refused(browser, NEW, statement=WORDS).content.decode()

    assert KEPT not in page
    assert "This is too long to be kept before it is sent." in page


def test_who_signed_in_after_somebody_else_is_given_nothing(browser, sign_in):
    opened = as_shown(browser.get(NEW))

    page = sign_in(an_editor()).post(NEW, opened | {"statement": WORDS})

    assert page.status_code == 422
    assert KEPT not in page.content.decode()
    assert not is_anything_left()


def test_it_goes_into_what_the_page_kept_before(browser):
    typed(browser, NEW, statement="Half a sentence")
    page = browser.get(NEW)
    browser.post(NEW, as_shown(page) | {"statement": WORDS})

    assert UnsentForm.objects.count() == 1
    assert as_shown(browser.get(NEW))["statement"] == WORDS


def test_every_button_of_a_form_is_known_as_one() -> None:
    outside = {"act", "action_remove", "action_send", "drop_unsent", "keep_unsent"}
    names = {
        found
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        for button in re.findall(r"<button[^>]*>", path.read_text(), re.DOTALL)
        for found in re.findall(r'\sname="([a-z_]+)"', button)
    }

    assert names - outside <= BUTTONS
