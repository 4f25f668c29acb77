"""Words chosen in a sealed text are cut out of it and a claim rests on them, several in a row."""

import pytest

from claims.models import Citation
from sources.models import Finding, Quotation
from tests.desk.forms import errors
from tests.factories import a_citation, a_claim, a_page, a_user, an_assignment
from tests.public.captures import a_capture
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db

TEXT = (
    "The ministry spoke on Monday.\n"
    "It said that at least twelve soldiers were killed near the old bridge that day."
)
WORDS = "at least twelve soldiers were killed"


@pytest.fixture
def claim(checker):
    return a_claim(by=checker)


@pytest.fixture
def capture():
    return a_capture(a_page(), TEXT)


def place(words=WORDS, text=TEXT):
    return {"within": "sent", "start": text.index(words), "end": text.index(words) + len(words)}


def send(client, capture, chosen, **changes):
    sent = {**place(), "claim": chosen.pk, "stance": "reports", "credibility": "2", **changes}
    return client.post(f"/desk/captures/{capture.pk}/quote/", sent)


def test_a_claim_rests_on_the_words_with_what_stands_around_them(sign_in, checker, claim, capture):
    response = send(sign_in(checker), capture, claim)
    citation = Citation.objects.get()
    assert (citation.claim, citation.page, citation.credibility) == (claim, capture.page, "2")
    assert citation.quotation.exact == WORDS
    assert citation.quotation.prefix.endswith("It said that")
    assert citation.quotation.suffix.startswith("near the old bridge")
    assert Finding.objects.get().kind == "verbatim"
    assert response["Location"].startswith(f"/desk/captures/{capture.pk}/read/")
    assert f"claim={claim.pk}" in response["Location"]


def test_the_form_shows_the_words_and_offers_the_claims_of_the_page_first(
    sign_in, checker, claim, capture
):
    resting = a_claim(statement="Another statement.")
    a_citation(resting, page=capture.page)
    response = sign_in(checker).get(f"/desk/captures/{capture.pk}/quote/", place())
    assert WORDS in response.content.decode()
    assert response.context["found"][0] == resting
    assert claim in response.context["found"]


def test_several_passages_of_a_page_go_to_several_claims(sign_in, checker, claim, capture):
    client, other = sign_in(checker), a_claim(by=checker)
    send(client, capture, claim)
    send(client, capture, other, **place("spoke on Monday"))
    assert {row.quotation.exact for row in Citation.objects.all()} == {WORDS, "spoke on Monday"}


def test_white_space_that_was_selected_along_is_left_out(sign_in, checker, claim, capture):
    given = place(f" {WORDS} ")
    send(sign_in(checker), capture, claim, **given)
    assert Quotation.objects.get().exact == WORDS


@pytest.mark.parametrize(
    "wrong",
    [{"claim": ""}, {"stance": ""}, {"credibility": "7"}],
)
def test_what_is_missing_is_said_at_its_field(sign_in, checker, claim, capture, wrong):
    assert errors(send(sign_in(checker), capture, claim, **wrong)).keys() == wrong.keys()
    assert not Citation.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"start": ""}, {"end": "x"}, {"start": 9_999, "end": 10_000}, {"start": 5, "end": 2}]
)
def test_a_place_without_words_is_not_there(sign_in, checker, claim, capture, wrong):
    assert send(sign_in(checker), capture, claim, **wrong).status_code == 404


def test_the_same_words_are_not_quoted_twice_for_one_claim(sign_in, checker, claim, capture):
    send(sign_in(checker), capture, claim)
    response = send(sign_in(checker), capture, claim, public_note="Again.")
    assert "The claim rests on this already." in response.content.decode()
    assert Citation.objects.count() == 1


def test_too_many_words_are_refused_with_what_to_do(sign_in, checker, claim):
    text = "word " * 600
    capture = a_capture(a_page(), text)
    response = send(sign_in(checker), capture, claim, start=0, end=len(text))
    assert response.status_code == 422
    assert "too long" in response.content.decode()


def test_a_claim_that_is_reviewed_takes_no_words_of_a_fact_checker(
    sign_in, checker, claim, capture
):
    an_assignment(claim)
    response = send(sign_in(checker), capture, claim, reason="It matters.")
    assert response.status_code == 422
    assert not Citation.objects.exists()


def test_a_draft_of_somebody_else_is_not_offered(sign_in, checker, capture):
    draft = a_claim(draft=True)
    response = sign_in(checker).get(f"/desk/captures/{capture.pk}/quote/", place())
    assert draft not in response.context["found"]
    assert list(errors(send(sign_in(checker), capture, draft))) == ["claim"]


def test_words_that_a_browser_no_longer_shows_are_not_quoted_from_elsewhere(
    sign_in, checker, claim, capture
):
    response = send(sign_in(checker), capture, claim, within="shown")
    assert "cannot be read now" in response.content.decode()
    assert not Citation.objects.exists()


def test_an_administrator_does_not_quote(sign_in, claim, capture):
    assert send(sign_in(a_user(Role.ADMINISTRATOR)), capture, claim).status_code == 403
