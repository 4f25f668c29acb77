"""A claim is paired with the claim it answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Counterclaim
from tests.desk.forms import errors
from tests.factories import a_claim, a_figure, a_pair, a_party, a_user
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


def test_both_claims_are_shown_where_a_pairing_is_taken_back(sign_in, checker):
    pair = a_pair(by=checker)
    text = sign_in(checker).get(f"/desk/pairs/{pair.pk}/retract/").content.decode()
    assert text.index(f"/desk/claims/{pair.claim_id}/") < text.index("The claim it answers")
    assert text.index("The claim it answers") < text.index(f'/desk/claims/{pair.answers_id}/"')


def test_somebody_elses_pairing_is_not_taken_back(sign_in, checker):
    address = f"/desk/pairs/{a_pair().pk}/retract/"
    assert sign_in(checker).post(address, {"reason": "No."}).status_code == 403
    assert Counterclaim.objects.exists()


def test_an_administrator_does_not_pair(sign_in, claim):
    assert sign_in(a_user(Role.ADMINISTRATOR)).get(url(claim)).status_code == 403


def test_what_the_figures_say_to_each_other_stands_beside_each_claim(sign_in, checker):
    party = a_party()
    claim = a_claim(by=checker, figures=[a_figure(best=20, subjects=[party])])
    a_claim(incident=claim.incident, figures=[a_figure(best=60, subjects=[party])])
    text = sign_in(checker).get(url(claim)).content.decode()
    assert "They contradict: they differ by 40 (killed), 3 times as many." in text


def test_a_claim_whose_figures_count_something_else_says_so(sign_in, checker, claim, other):
    text = sign_in(checker).get(url(claim)).content.decode()
    assert "No two figures of theirs count the same thing." in text


def test_what_is_proposed_comes_first_with_its_reason(sign_in, checker):
    party = a_party()
    earlier = a_claim(by=checker, figures=[a_figure(best=20, subjects=[party])])
    a_claim(incident=earlier.incident, statement="Said of the weather.", figures=[])
    claim = a_claim(
        by=checker, incident=earlier.incident, figures=[a_figure(best=60, subjects=[party])]
    )
    a_claim(incident=earlier.incident, statement="Said last.", figures=[])
    found = sign_in(checker).get(url(claim)).context["found"]
    assert found[0].claim == earlier
    assert found[0].proposed
    assert found[0].proposed[0].startswith("different figure")
    (back,) = [
        one for one in sign_in(checker).get(url(earlier)).context["found"] if one.claim == claim
    ]
    assert back.answers_back == (
        f"/desk/claims/{claim.pk}/pair/?answers={earlier.pk}&ground=different_figure"
    )


def test_a_different_scope_is_asked_for_at_its_field(sign_in, checker, claim, other):
    sent = {"answers": other.pk, "ground": "different_figure"}
    assert list(errors(sign_in(checker).post(url(claim), sent))) == ["public_note"]
    sent["public_note"] = "One counts the day, the other the week."
    assert sign_in(checker).post(url(claim), sent).status_code == 302


def test_two_that_answer_each_other_are_one_row(sign_in, checker):
    pair = a_pair(by=checker, ground="denial")
    a_pair(by=checker, claim=pair.answers, answers=pair.claim, ground="different_outcome")
    response = sign_in(checker).get(f"/desk/claims/{pair.claim_id}/")
    (row,) = response.context["pairs"]
    assert row.other == pair.answers
    whole = response.content.decode()
    text = tight(whole[whole.index('id="pairs"') : whole.index('id="journal-h"')])
    assert text.count(f'href="/desk/claims/{pair.answers_id}/"') == 1
    assert "It answers" in text
    assert "Answered by" in text


def test_the_candidates_take_a_fixed_number_of_queries(sign_in, checker, claim):
    client, counted = sign_in(checker), []
    client.get(url(claim))  # what is loaded once is not of the list
    for number in (1, 5):
        for _ in range(number):
            a_claim(incident=claim.incident)
        with CaptureQueriesContext(connection) as queries:
            client.get(url(claim))
        counted.append(len(queries))
    assert counted[0] == counted[1]
