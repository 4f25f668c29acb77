"""The rounds of a claim at the desk: also one that is open and in which nobody is asked yet."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from selectolax.lexbor import LexborHTMLParser

from claims.operations.reviews.rounds import cancel_round, reopen
from tests.factories import AT, a_split_claim, a_verdict, an_assignment, an_editor

pytestmark = pytest.mark.django_db

NOBODY = "Nobody is asked yet."


def added_to(claim):
    """A claim, with one more review to be added to its split."""
    reopen(claim=claim, reason="Look again, as was said.", by=an_editor(), at=AT, one_more=True)
    return claim


def rounds_of(client, claim):
    """What the claim's page says of its rounds, by their headings."""
    tree = LexborHTMLParser(client.get(f"/desk/claims/{claim.pk}/").content.decode())
    section = tree.css_first("section[aria-labelledby=rounds-h]")
    return [" ".join(one.text().split()) for one in section.css("h3")], section.text()


def test_an_added_round_is_shown_before_anybody_is_asked(sign_in, editor):
    headings, text = rounds_of(sign_in(editor), added_to(a_split_claim()))
    assert len(headings) == 2
    assert headings[0] == "Round 2 one more review of the split before it"
    assert NOBODY in text


def test_so_is_one_that_begins_anew(sign_in, editor):
    claim = a_verdict().claim
    reopen(claim=claim, reason="New footage, as was said.", by=an_editor(), at=AT)
    headings, text = rounds_of(sign_in(editor), claim)
    assert len(headings) == 2
    assert NOBODY in text


def test_once_somebody_is_asked_it_counts_them(sign_in, editor):
    claim = added_to(a_split_claim())
    an_assignment(claim)
    headings, text = rounds_of(sign_in(editor), claim)
    assert headings[0].startswith("Round 2 0 of 1 sealed")
    assert NOBODY not in text


def test_one_that_was_given_up_unasked_is_left_out(sign_in, editor):
    claim = added_to(a_split_claim())
    cancel_round(claim=claim, reason="Nobody has time.", by=an_editor(), at=AT)
    headings, text = rounds_of(sign_in(editor), claim)
    assert len(headings) == 1
    assert NOBODY not in text


def test_the_page_of_reviews_tells_it_too(sign_in, editor):
    claim = added_to(a_split_claim())
    text = sign_in(editor).get(f"/desk/claims/{claim.pk}/reviews/").content.decode()
    assert NOBODY in text
    assert "A round is open." in text


def test_a_reviewer_is_not_told_that_it_adds_to_a_split(sign_in):
    claim = added_to(a_split_claim())
    assignment = an_assignment(claim)
    reviewer = get_user_model().objects.get(pk=assignment.reviewer_id)
    headings, _text = rounds_of(sign_in(reviewer), claim)
    assert "split" not in " ".join(headings)
