"""What was begun and can no longer be sent says so, and leads to where it can be read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.operations.mending.remove import remove_thing
from claims.operations.record import withdraw
from claims.operations.reviews.assign import decline
from claims.operations.reviews.rounds import cancel_round
from tests.desk.forms import a_review_form
from tests.desk.unsent.typing import typed
from tests.factories import AT, a_claim, a_party, an_assignment, an_editor

pytestmark = pytest.mark.django_db

WORDS = "Both pages have it from one communiqué."
ENDED = "The round has ended meanwhile: this cannot be sent any more."
MOVED_ON = "The claim has moved on meanwhile: this cannot be sent any more."


@pytest.fixture
def browser(sign_in, checker):
    return sign_in(checker)


def begin_review(browser, checker):
    """A review that somebody began to write and did not send."""
    assignment = an_assignment(reviewer=checker)
    typed(browser, f"/desk/reviews/{assignment.pk}/", **a_review_form(reasoning=WORDS))
    return assignment


def begun(browser):
    (row,) = browser.get("/desk/").context["begun"]
    return row


def test_while_the_round_is_open_it_is_gone_on_with(browser, checker):
    assignment = begin_review(browser, checker)
    row = begun(browser)
    assert row.closed == ""
    assert row.address.startswith(f"/desk/reviews/{assignment.pk}/")
    assert "Go on with it" in browser.get(row.see).content.decode()


def test_a_round_that_ended_is_said_in_the_list(browser, checker):
    claim = begin_review(browser, checker).round.claim
    cancel_round(claim=claim, reason="Not now, as was said.", by=an_editor(), at=AT)
    row = begun(browser)
    assert row.closed == ENDED
    text = browser.get("/desk/").content.decode()
    assert ENDED in text
    assert row.address not in text
    assert f'href="{row.see}"' in text


def test_its_words_are_read_and_copied_or_thrown_away(browser, checker):
    claim = begin_review(browser, checker).round.claim
    cancel_round(claim=claim, reason="Not now, as was said.", by=an_editor(), at=AT)
    see = begun(browser).see
    text = browser.get(see).content.decode()
    assert ENDED in text
    assert WORDS in text
    assert "Go on with it" not in text
    assert browser.post(see).status_code == 302
    assert browser.get("/desk/").context["begun"] == []


def test_one_that_was_given_back_says_that(browser, checker):
    assignment = begin_review(browser, checker)
    typed(browser, f"/desk/reviews/{assignment.pk}/", **a_review_form(reasoning=WORDS))
    decline(assignment=assignment, reason="Too near.", by=checker, at=AT)
    rows = browser.get("/desk/").context["begun"]
    assert all(row.closed.startswith("You gave this review back") for row in rows)


def test_a_form_of_a_claim_that_moved_on_says_that(browser, checker):
    claim = a_claim(by=checker)
    typed(browser, f"/desk/claims/{claim.pk}/translate/", text=WORDS)
    assert begun(browser).closed == ""
    withdraw(claim=claim, reason="A hoax, as was said.", by=checker, at=AT)
    assert begun(browser).closed == MOVED_ON


def test_many_cost_no_more_queries_than_one(sign_in, checker):
    browser = sign_in(checker)
    begin_review(browser, checker)
    with CaptureQueriesContext(connection) as few:
        browser.get("/desk/")
    for _ in range(3):
        claim = begin_review(browser, checker).round.claim
        cancel_round(claim=claim, reason="Not now, as was said.", by=an_editor(), at=AT)
    with CaptureQueriesContext(connection) as many:
        browser.get("/desk/")
    assert len(many) <= len(few)


@pytest.mark.parametrize("language", ["", "/fr", "/ar"])
def test_a_page_that_refuses_the_form_leads_to_what_was_typed_there(browser, checker, language):
    """Whoever comes by a link that they kept is not left with a mere no."""
    assignment = begin_review(browser, checker)
    cancel_round(
        claim=assignment.round.claim, reason="Not now, as was said.", by=an_editor(), at=AT
    )
    number = begun(browser).number

    refused = browser.get(f"{language}/desk/reviews/{assignment.pk}/")

    assert refused.status_code == 403
    assert f'href="{language}/desk/unsent/{number}/"' in refused.content.decode()
    assert WORDS in browser.get(f"{language}/desk/unsent/{number}/").content.decode()


def test_what_is_gone_from_sight_leads_to_what_was_typed_there(browser, checker, sign_in):
    party = a_party("Nobody")
    path = f"/desk/parties/{party.slug}/edit/"
    typed(browser, path, public_note=WORDS)
    remove_thing(thing=party, reason="It was a mistake.", by=an_editor(), at=AT)
    gone = browser.get(path)
    assert gone.status_code == 404
    assert WORDS in gone.content.decode()
    other = sign_in(an_editor()).get(path)
    assert WORDS not in other.content.decode()
