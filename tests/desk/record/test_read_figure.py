"""The button "Read" turns the words of a figure into numbers, with or without JavaScript."""

import pytest

from claims.models import Claim
from tests.desk.forms import a_claim_form, a_figure_row, no_figures
from tests.factories import a_claim, a_party, an_incident

pytestmark = pytest.mark.django_db
URL = "/desk/claims/new/"


def read(client, words, language="en", url=URL, **changes):
    row = a_figure_row(0, words=words, low="", qualifier="exact")
    sent = a_claim_form(an_incident(), a_party(), language=language, **row)
    response = client.post(url, sent | {"read": "0"} | changes)
    assert response.status_code == 200
    form = response.context["figures"].forms[0]
    return {name: form[name].value() for name in ("qualifier", "low", "best", "high")}


def test_words_become_numbers_and_nothing_is_recorded(sign_in, checker):
    assert read(sign_in(checker), "at least 12") == {
        "qualifier": "at_least",
        "low": "12",
        "best": "",
        "high": "",
    }
    assert not Claim.objects.exists()


def test_a_range_fills_both_ends(sign_in, checker):
    found = read(sign_in(checker), "between 12 and 15")
    assert (found["qualifier"], found["low"], found["high"]) == ("range", "12", "15")


def test_the_language_of_the_statement_is_read(sign_in, checker):
    assert read(sign_in(checker), "au moins douze morts", language="fr")["low"] == "12"


def test_the_measure_that_the_words_name_is_chosen_where_none_is(sign_in, checker):
    def chosen(measure):
        row = a_figure_row(0, words="31 drones shot down", measure=measure)
        sent = a_claim_form(an_incident(), a_party(), **row)
        response = sign_in(checker).post(URL, sent | {"read": "0"})
        return response.context["figures"].forms[0]["measure"].value()

    assert (chosen(""), chosen("killed")) == ("drones_destroyed", "killed")


@pytest.mark.parametrize("language", ["xx", "\0", "en\0"])
def test_a_language_that_is_none_names_no_measure(sign_in, checker, language):
    row = a_figure_row(0, words="31 drones shot down", measure="")
    sent = a_claim_form(an_incident(), a_party(), language=language, **row)

    response = sign_in(checker).post(URL, sent | {"read": "0"})

    assert response.context["figures"].forms[0]["measure"].value() == ""


def test_vague_words_get_no_number(sign_in, checker):
    found = read(sign_in(checker), "dozens")
    assert (found["qualifier"], found["low"], found["best"]) == ("vague", "", "")


def test_what_was_typed_elsewhere_is_kept_and_no_error_is_shown(sign_in, checker):
    row = a_figure_row(0, words="at least 12", subjects=[a_party().pk])
    response = sign_in(checker).post(
        URL, no_figures(1) | row | {"statement": "Half a sen", "read": "0"}
    )
    text = response.content.decode()
    assert "Half a sen" in text
    assert "errorlist" not in text
    assert response.context["figures"].forms[0]["subjects"].value() == [
        str(row["figures-0-subjects"][0])
    ]


def test_another_row_is_added_and_the_first_one_kept(sign_in, checker):
    sent = a_claim_form(an_incident(), a_party()) | {"add_figure": "1"}
    forms = sign_in(checker).post(URL, sent).context["figures"].forms
    assert [form["low"].value() for form in forms] == ["12", None]


def test_a_figure_is_read_while_a_draft_is_changed(sign_in, checker):
    claim = a_claim(by=checker, draft=True)
    found = read(sign_in(checker), "at most 7", url=f"/desk/claims/{claim.pk}/edit/")
    assert found["high"] == "7"


@pytest.mark.parametrize("index", ["7", "x", "-1", "²", "9" * 5000])
def test_a_row_that_is_not_there_is_not_read(sign_in, checker, index):
    assert read(sign_in(checker), "at least 12", read=index)["low"] == ""
