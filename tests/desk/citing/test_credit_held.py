"""A page on which another claim under review rests is quoted; whom it credits stays as it is."""

from __future__ import annotations

import pytest

from claims.models import Citation
from claims.operations.reviews.rounds import cancel_round
from tests.desk.citing.test_cited_page import TEXT, WORDS, send, url
from tests.desk.forms import STAYS, a_citation_form
from tests.factories import AT, a_citation, a_claim, a_page, an_assignment, an_editor
from tests.public.captures import a_capture

pytestmark = pytest.mark.django_db

NOT_CHANGED = "Where the page has it from is not changed."


@pytest.fixture
def page():
    row = a_page(origin="unknown")
    a_capture(row, TEXT)
    return row


@pytest.fixture
def citation(checker, page):
    return a_citation(a_claim(by=checker), page=page, by=checker)


@pytest.fixture
def held(page):
    """Another claim that rests on the page, under review."""
    claim = a_claim()
    a_citation(claim, page=page)
    an_assignment(claim)
    return claim


def test_the_field_is_offered_where_it_can_be_changed(sign_in, checker, citation):
    text = sign_in(checker).get(url(citation)).content.decode()
    assert 'name="credited_to"' in text
    assert NOT_CHANGED not in text


def test_it_is_not_offered_where_another_claim_is_under_review(sign_in, checker, citation, held):
    text = sign_in(checker).get(url(citation)).content.decode()
    assert 'name="credited_to"' not in text
    assert 'name="origin"' not in text
    # Nobody asked for a change of it, so none is refused.
    assert NOT_CHANGED not in text


def test_what_was_typed_for_it_is_said_to_be_left_aside_where_the_form_comes_back(
    sign_in, checker, citation, held
):
    client = sign_in(checker)
    back = send(client, citation, origin="derived", credited_to="AFP", exact="")
    assert back.status_code == 422
    assert NOT_CHANGED in back.content.decode()
    assert f"Claim {held.pk} rests on this." in back.content.decode()
    back = send(client, citation, origin="unknown", credited_to="", exact="")
    assert NOT_CHANGED not in back.content.decode()


def test_the_words_are_quoted_all_the_same(sign_in, checker, citation, held):
    client = sign_in(checker)
    answer = send(client, citation)
    assert answer.status_code == 302
    assert Citation.objects.get(pk=citation.pk).quotation.exact == WORDS
    assert NOT_CHANGED not in client.get(answer["Location"]).content.decode()


def test_a_credit_typed_before_is_left_aside_and_said_to_be(sign_in, checker, citation, page, held):
    client = sign_in(checker)
    answer = send(client, citation, origin="derived", credited_to="AFP")
    assert answer.status_code == 302
    assert Citation.objects.get(pk=citation.pk).quotation.exact == WORDS
    page.refresh_from_db()
    assert page.origin == "unknown"
    assert not page.derivations.exists()
    assert NOT_CHANGED in client.get(answer["Location"]).content.decode()


def test_once_the_round_is_over_it_is_offered_again(sign_in, checker, citation, held):
    cancel_round(claim=held, reason="Not now, as was said.", by=an_editor(), at=AT)
    assert 'name="credited_to"' in sign_in(checker).get(url(citation)).content.decode()


def test_the_page_is_cited_by_another_claim_all_the_same(sign_in, checker, page, held):
    claim, client = a_claim(by=checker), sign_in(checker)
    sent = a_citation_form(url=page.url, origin="derived", credited_to="AFP") | STAYS
    answer = client.post(f"/desk/claims/{claim.pk}/cite/", sent)
    assert answer.status_code == 302
    assert Citation.objects.filter(claim=claim, page=page).exists()
    assert not page.derivations.exists()
    text = client.get(f"/desk/claims/{claim.pk}/").content.decode()
    assert NOT_CHANGED in text
    assert f"Claim {held.pk} rests on this." in text


def test_where_it_can_be_changed_it_is(sign_in, checker, page):
    claim = a_claim(by=checker)
    sent = a_citation_form(url=page.url, origin="derived", credited_to="AFP") | STAYS
    sent |= {"decide-origin": "take"}
    sign_in(checker).post(f"/desk/claims/{claim.pk}/cite/", sent)
    assert page.derivations.get().credited_to == "AFP"
