"""Words and numbers of a figure that disagree are asked about; nothing is lost meanwhile."""

import pytest

from claims.models import Claim
from tests.desk.forms import a_claim_form, a_figure_row, no_figures
from tests.factories import a_party, an_incident

pytestmark = pytest.mark.django_db
URL = "/desk/claims/new/"
NOTHING = {"low": "", "best": "", "high": ""}


def sent(words, language="en", **numbers):
    row = a_figure_row(0, words=words, **NOTHING | numbers)
    return a_claim_form(an_incident(), a_party(), language=language, **row)


def asked(response, row=0):
    form = response.context["figures"].forms[row]
    return [str(error) for error in form.errors.get("words", [])]


@pytest.mark.parametrize(
    ("written", "numbers", "said"),
    [
        (("at least 12", "en"), {"low": "120"}, ("12", "120")),
        (("at least twelve", "en"), {"qualifier": "exact", "best": "21"}, ("12", "21")),
        (
            ("between 10 and 20", "en"),
            {"qualifier": "range", "low": "10", "high": "200"},
            ("10, 20", "10, 200"),
        ),
        (("au moins douze", "fr"), {"low": "2"}, ("12", "2")),
        (("٨٠ قتيلا", "ar"), {"qualifier": "exact", "best": "8"}, ("80", "8")),
        (("не менее трёх", "ru"), {"low": "13"}, ("3", "13")),
        (("1,200", "en"), {"qualifier": "exact", "best": "1.2"}, ("1200", "1.2")),
    ],
)
def test_another_number_than_the_words_say_is_asked_about(sign_in, checker, written, numbers, said):
    response = sign_in(checker).post(URL, sent(*written, **numbers) | {"record": "1"})

    (error,) = asked(response)
    assert f"say {said[0]}, the numbers {said[1]}." in error
    assert 'name="sure"' in response.text
    assert not Claim.objects.exists()
    form = response.context["figures"].forms[0]
    assert {name: form[name].value() for name in numbers} == numbers


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("at least twelve", {"low": "12"}),
        ("12", {"qualifier": "exact", "best": "12.0"}),
        ("between 10 and 20", {"qualifier": "range", "low": "10", "best": "15", "high": "20"}),
        ("at least 12", {"qualifier": "exact", "low": "12", "best": "12", "high": "12"}),
        ("dozens", {"qualifier": "about", "best": "30"}),
        ("", {"low": "12"}),
        ("some", {"low": "12"}),
    ],
)
def test_what_does_not_disagree_is_recorded_at_once(sign_in, checker, words, numbers):
    sign_in(checker).post(URL, sent(words, **numbers) | {"record": "1"})

    assert Claim.objects.get().figures.count() == 1


def test_it_is_recorded_as_it_stands_where_somebody_says_so(sign_in, checker):
    client, typed = sign_in(checker), sent("at least 12", low="120") | {"record": "1"}
    (doubt,) = client.post(URL, typed).context["form"].doubts

    other = typed | {"figures-0-low": "1200", "sure": doubt.answer}
    assert asked(client.post(URL, other)), "the answer holds for other numbers"

    client.post(URL, typed | {"sure": doubt.answer})
    (figure,) = Claim.objects.get().figures.all()
    assert (figure.wording, figure.low) == ("at least 12", 120)


def test_it_is_asked_of_the_row_it_is_about_and_when_a_claim_is_changed(sign_in, checker):
    client = sign_in(checker)
    client.post(URL, sent("at least 12", low="12") | {"draft": "1"})
    claim = Claim.objects.get()
    rows = no_figures(2) | a_figure_row(0) | a_figure_row(1, words="dozens, 40", low="14")
    typed = a_claim_form(claim.incident, claim.claimant, **rows)

    response = client.post(f"/desk/claims/{claim.pk}/edit/", typed)

    assert (asked(response, 0), len(asked(response, 1))) == ([], 1)
    assert claim.figures.count() == 1


def test_what_was_kept_so_is_not_asked_about_again(sign_in, checker):
    client, typed = sign_in(checker), sent("at least 12", low="120") | {"draft": "1"}
    (doubt,) = client.post(URL, typed).context["form"].doubts
    client.post(URL, typed | {"sure": doubt.answer})
    claim = Claim.objects.get()

    changed = a_claim_form(claim.incident, claim.claimant, statement="Said otherwise.")
    changed |= a_figure_row(0, words="at least 12", low="120")
    assert client.post(f"/desk/claims/{claim.pk}/edit/", changed).status_code == 302


def test_nobody_is_asked_before_there_is_something_to_ask(sign_in, checker):
    assert 'name="sure"' not in sign_in(checker).get(URL).text
