"""Who goes back to a form that was sent, and sends it again, leaves no copy of it behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F

from claims.models import Claim
from tests.desk.forms import a_claim_form, as_shown
from tests.desk.unsent.typing import is_anything_left, sent_by_page
from tests.factories import a_party, an_incident
from tracker.base.acts.models import SentForm
from tracker.base.acts.unsent.keep import ON_ITS_WAY

pytestmark = pytest.mark.django_db

NEW = "/desk/claims/new/"


@pytest.fixture
def browser(sign_in, checker):
    return sign_in(checker)


@pytest.fixture
def sent(browser):
    """The fields of a form that was sent and done a while ago, on the page one goes back to."""
    fields = as_shown(browser.get(NEW)) | a_claim_form(an_incident(), a_party())
    assert browser.post(NEW, fields | {"record": "1"}).status_code == 302
    a_while_later()
    return fields


def a_while_later() -> None:
    SentForm.objects.update(at=F("at") - 2 * ON_ITS_WAY - timedelta(minutes=1))


def test_the_page_one_goes_back_to_keeps_no_copy_by_itself(browser, sent):
    answer = sent_by_page(browser, NEW, sent)
    assert (answer.status_code, answer.json()["code"]) == (409, "sent")
    assert not is_anything_left()


def test_what_is_on_its_way_while_it_is_sent_again_is_not_kept(browser, sent):
    assert browser.post(NEW, sent | {"record": "1"}).status_code == 302
    answer = sent_by_page(browser, NEW, sent | {"statement": "Half of a word."})
    assert (answer.status_code, answer.json()["code"]) == (409, "just_sent")
    assert not is_anything_left()
    assert Claim.objects.count() == 1


def test_sent_again_by_another_button_nothing_is_left_either(browser, sent):
    answer = browser.post(NEW, sent | {"draft": "1"})
    assert answer.status_code == 422
    assert "This form was sent before" in answer.content.decode()
    assert not is_anything_left()


def test_what_was_changed_since_is_kept(browser, sent):
    browser.post(NEW, sent | {"statement": "Said more clearly.", "record": "1"})
    assert as_shown(browser.get(NEW))["statement"] == "Said more clearly."


def test_sent_a_second_time_on_purpose_it_is_forgotten(browser, sent):
    other = sent | {"statement": "Another one.", "record": "1"}
    again = browser.post(NEW, other).context["form"]["submission"].value()
    assert browser.post(NEW, other | {"submission": again}).status_code == 302
    assert Claim.objects.count() == 2
    assert not is_anything_left()


def test_the_same_words_in_a_form_that_was_opened_anew_are_kept(browser, sent):
    fresh = as_shown(browser.get(NEW))
    own = {name: fresh[name] for name in ("submission", "unsent")}
    assert sent_by_page(browser, NEW, sent | own).status_code == 200
    assert is_anything_left()
