"""The form of each act that asks for a reason says once who reads it, and truly."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.operations.reviews.rounds import reopen
from claims.rules.acts import CLAIM_ACTS
from tests.factories import AT, a_claim, a_split_claim, a_verdict, an_assignment, an_editor

pytestmark = pytest.mark.django_db

IN_JOURNAL = "It is kept in the journal."
PUBLISHED = "Your reason is published"
AT_THE_DESK = "Your reason stays at the desk."


def told(client, url: str) -> tuple[str, str]:
    """The text of a form's page, and what it says at the reason."""
    page = client.get(url)
    assert page.status_code == 200
    tree = LexborHTMLParser(page.content.decode())
    hint = tree.css_first("#id_reason_helptext")
    return tree.css_first("main").text(), " ".join(hint.text().split()) if hint else ""


def test_of_another_round_readers_read_the_reason(sign_in, editor):
    text, hint = told(sign_in(editor), f"/desk/claims/{a_verdict().claim.pk}/reopen/")
    assert hint.startswith(PUBLISHED)
    assert text.count(PUBLISHED) == 1
    assert IN_JOURNAL not in text


def test_of_one_more_review_they_do_too(sign_in, editor):
    text, hint = told(sign_in(editor), f"/desk/claims/{a_split_claim().pk}/reopen/")
    assert hint.startswith(PUBLISHED)
    assert IN_JOURNAL not in text


def test_of_a_cancelled_round_they_read_why_it_ended(sign_in, editor):
    claim = an_assignment().claim
    text, hint = told(sign_in(editor), f"/desk/claims/{claim.pk}/cancel-round/")
    assert hint.startswith(PUBLISHED)
    assert text.count(PUBLISHED) == 1
    assert AT_THE_DESK not in text
    assert IN_JOURNAL not in text


def test_of_an_added_review_that_nobody_gave_they_do_not(sign_in, editor):
    claim = a_split_claim()
    reopen(claim=claim, reason="One more, as was said.", by=an_editor(), at=AT, one_more=True)
    text, hint = told(sign_in(editor), f"/desk/claims/{claim.pk}/cancel-round/")
    assert hint == AT_THE_DESK
    assert "The split stands again as it was." in text
    assert PUBLISHED not in text


def test_of_a_withdrawn_claim_readers_read_it_if_they_saw_the_claim(sign_in, editor):
    text, hint = told(sign_in(editor), f"/desk/claims/{a_claim().pk}/withdraw/")
    assert hint.startswith("If readers have seen the claim, your reason is published")
    assert IN_JOURNAL not in text


def test_of_a_review_given_back_editors_do(sign_in, checker):
    assignment = an_assignment(reviewer=checker)
    text, hint = told(sign_in(checker), f"/desk/reviews/{assignment.pk}/decline/")
    assert hint.startswith("Only editors read your reason")
    assert IN_JOURNAL not in text


@pytest.mark.parametrize("act", list(CLAIM_ACTS), ids=lambda act: act.name)
def test_no_explanation_says_it_a_second_time(act):
    assert act.asking is None or act is agreed(act) or "reason" not in act.asking.explanation


def agreed(act):
    """The act itself if its explanation names the reason of somebody else."""
    return act if act.name == "agree_correction" else None
