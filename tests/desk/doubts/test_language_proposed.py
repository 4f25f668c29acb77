"""The language of a statement is proposed from its text; what somebody chose stays."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim
from tests.desk.forms import a_claim_form, as_shown, errors, no_figures
from tests.factories import a_party, an_incident

pytestmark = pytest.mark.django_db
URL = "/desk/claims/new/"
FRENCH = "Au moins douze soldats ont été tués et trente autres blessés dans la vallée."


@pytest.fixture
def sent():
    return a_claim_form(an_incident(), a_party(), statement=FRENCH, language="", **no_figures())


def proposed(response):
    return response.context["form"].language_proposed


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (FRENCH, "fr"),
        ("At least twelve soldiers were killed and thirty were wounded in the valley.", "en"),
        ("По меньшей мере двенадцать солдат были убиты и тридцать ранены в долине.", "ru"),
        ("قُتل ما لا يقل عن اثني عشر جنديا وأصيب ثلاثون آخرون في الوادي.", "ar"),
        ("Xyz qwe rty uio", ""),
        ("", ""),
    ],
)
def test_it_is_told_while_the_statement_is_typed(sign_in, checker, sent, text, tag):
    response = sign_in(checker).post(URL, sent | {"statement": text, "see_figures": "1"})
    assert proposed(response) == tag
    assert as_shown(response)["language"] == ""


def test_what_was_proposed_and_left_so_is_taken(sign_in, checker, sent):
    client = sign_in(checker)
    shown = as_shown(client.post(URL, sent | {"see_figures": "1"}))
    assert client.post(URL, shown | {"record": "1"}).status_code == 302
    assert Claim.objects.get().language == "fr"


@pytest.mark.parametrize("left", ["", "  "])
def test_without_a_look_an_empty_language_is_what_the_statement_tells(sign_in, checker, sent, left):
    assert sign_in(checker).post(URL, sent | {"language": left}).status_code == 302
    assert Claim.objects.get().language == "fr"


def test_it_is_asked_for_where_the_statement_tells_none(sign_in, checker, sent):
    response = sign_in(checker).post(URL, sent | {"statement": "Xyz qwe rty uio"})
    assert (response.status_code, list(errors(response))) == (422, ["language"])


@pytest.mark.parametrize(
    ("named", "tag"),
    [("French", "fr"), (" français ", "fr"), ("FRANCAIS", "fr"), ("русский", "ru"), ("fr", "fr")],
)
def test_a_language_may_be_called_by_its_name(sign_in, checker, sent, named, tag):
    client = sign_in(checker)
    response = client.post(URL, sent | {"language": named, "see_figures": "1"})
    assert proposed(response) == ("" if tag == "fr" else "fr")
    assert client.post(URL, sent | {"language": named}).status_code == 302
    assert Claim.objects.get().language == tag


def test_what_somebody_chose_is_never_written_over(sign_in, checker, sent):
    client = sign_in(checker)
    chosen = sent | {"language": "bm", "language_proposed": "fr"}
    response = client.post(URL, chosen | {"see_figures": "1"})
    assert (as_shown(response)["language"], proposed(response)) == ("bm", "fr")
    client.post(URL, chosen)
    assert Claim.objects.get().language == "bm"


def test_nothing_is_proposed_where_the_language_is_given_already(sign_in, checker, sent):
    response = sign_in(checker).post(URL, sent | {"language": "fr-ML", "see_figures": "1"})
    assert proposed(response) == ""


@pytest.mark.parametrize("said", ["Englisch", "not a tag", "\0"])
def test_what_is_no_language_is_refused_though_it_was_proposed(sign_in, checker, sent, said):
    response = sign_in(checker).post(URL, sent | {"language_proposed": said})
    assert list(errors(response)) == ["language"]


def test_no_browser_asks_for_what_may_stand_empty(sign_in, checker):
    page = LexborHTMLParser(sign_in(checker).get(URL).content.decode())
    assert "required" not in page.css_first("#id_language").attributes
    assert "required" in page.css_first("#id_statement").attributes
