"""A claim is paired with the claim it answers."""

import pytest

from claims.models import Counterclaim
from tests.desk.forms import errors
from tests.factories import a_claim, a_pair, a_user
from tests.markup import tight
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(checker):
    return a_claim(by=checker)


@pytest.fixture
def other(claim):
    return a_claim(incident=claim.incident, statement="Nobody was killed.")


def url(claim):
    return f"/desk/claims/{claim.pk}/pair/"


def test_a_claim_is_paired_on_a_ground(sign_in, checker, claim, other):
    sent = {"answers": other.pk, "ground": "denial", "public_note": "Same day."}
    sign_in(checker).post(url(claim), sent)
    pair = Counterclaim.objects.get()
    assert (pair.claim, pair.answers, pair.ground) == (claim, other, "denial")


def test_claims_about_the_same_incident_come_first(sign_in, checker, claim, other):
    a_claim(statement="From elsewhere.")
    text = sign_in(checker).get(url(claim)).content.decode()
    assert text.index("Nobody was killed.") < text.index("From elsewhere.")


def test_other_claims_are_found_by_their_words(sign_in, checker, claim, other):
    a_claim(statement="The convoy turned back.")
    text = sign_in(checker).get(url(claim), {"q": "convoy"}).content.decode()
    assert "The convoy turned back." in text
    assert "Nobody was killed." not in text


def test_a_search_that_finds_nothing_says_so(sign_in, checker, claim):
    text = sign_in(checker).get(url(claim), {"q": "zzzz"}).content.decode()
    assert "No claim has these words." in text


@pytest.mark.parametrize("missing", ["answers", "ground"])
def test_without_claim_or_ground_it_is_refused_at_the_field(
    sign_in, checker, claim, other, missing
):
    sent = {"answers": other.pk, "ground": "denial"} | {missing: ""}
    assert list(errors(sign_in(checker).post(url(claim), sent))) == [missing]


def test_what_was_chosen_is_kept_when_something_else_is_wrong(sign_in, checker, claim, other):
    response = sign_in(checker).post(url(claim), {"answers": other.pk})
    assert f'value="{other.pk}" checked' in tight(response.content.decode())


@pytest.mark.parametrize("value", ["0", "x", "9" * 40, "a\x00"])
def test_a_claim_that_is_not_there_is_refused_at_the_field(sign_in, checker, claim, value):
    response = sign_in(checker).post(url(claim), {"answers": value, "ground": "denial"})
    assert list(errors(response)) == ["answers"]


def test_a_claim_does_not_answer_itself(sign_in, checker, claim):
    response = sign_in(checker).post(url(claim), {"answers": claim.pk, "ground": "denial"})
    assert list(errors(response)) == ["answers"]


def test_the_same_pair_is_refused_with_the_reason(sign_in, checker, claim, other):
    sent = {"answers": other.pk, "ground": "denial"}
    sign_in(checker).post(url(claim), sent)
    assert "already" in str(errors(sign_in(checker).post(url(claim), sent)))
    assert Counterclaim.objects.count() == 1


def test_somebody_elses_draft_is_no_candidate(sign_in, checker, claim):
    draft = a_claim(statement="Still being written.", draft=True)
    assert "Still being written." not in sign_in(checker).get(url(claim)).content.decode()
    response = sign_in(checker).post(url(claim), {"answers": draft.pk, "ground": "denial"})
    assert list(errors(response)) == ["answers"]


def test_a_pairing_is_taken_back_with_a_reason(sign_in, checker):
    pair = a_pair(by=checker)
    address = f"/desk/pairs/{pair.pk}/retract/"
    assert list(errors(sign_in(checker).post(address, {"reason": " "}))) == ["reason"]
    sign_in(checker).post(address, {"reason": "They speak of two days."})
    assert not Counterclaim.objects.exists()


def test_somebody_elses_pairing_is_not_taken_back(sign_in, checker):
    address = f"/desk/pairs/{a_pair().pk}/retract/"
    assert sign_in(checker).post(address, {"reason": "No."}).status_code == 403
    assert Counterclaim.objects.exists()


def test_an_administrator_does_not_pair(sign_in, claim):
    assert sign_in(a_user(Role.ADMINISTRATOR)).get(url(claim)).status_code == 403
