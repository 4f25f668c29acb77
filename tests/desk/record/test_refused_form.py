"""A refused form says so where somebody who cannot see it looks first."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.desk.forms import a_claim_form, a_figure_row, a_review_form
from tests.factories import a_claim, a_party, an_assignment, an_incident

pytestmark = pytest.mark.django_db

NEW = "/desk/claims/new/"
SUMMARY = '<div class="notice is-trouble" role="alert" tabindex="-1" autofocus>'


def refused(client, url, sent):
    response = client.post(url, sent)
    assert response.status_code == 422
    return response.content.decode()


def test_the_title_begins_with_error_and_the_summary_takes_the_focus(sign_in, checker):
    text = refused(sign_in(checker), NEW, a_claim_form(an_incident(), a_party(), statement=""))
    assert "<title>Error: Record a claim" in text
    assert text.count(SUMMARY) == 1


def test_a_wrong_figure_alone_is_in_the_summary_too(sign_in, checker):
    sent = a_claim_form(an_incident(), a_party()) | a_figure_row(0, low="20", high="10")
    text = refused(sign_in(checker), NEW, sent)
    assert "<title>Error: " in text
    assert text.count(SUMMARY) == 1


def test_a_form_that_is_only_opened_has_no_error(sign_in, checker):
    text = sign_in(checker).get(NEW).content.decode()
    assert "Error:" not in text
    assert "autofocus" not in text


@pytest.mark.parametrize("page", ["new", "pair", "cite", "review"])
def test_what_describes_a_group_of_buttons_is_on_the_page(sign_in, checker, page):
    claim = a_claim(by=checker)
    if page == "new":
        url, sent = NEW, a_claim_form(claim.incident, claim.claimant, wording="", language="?")
    elif page == "review":
        url = f"/desk/reviews/{an_assignment(reviewer=checker).pk}/"
        sent = a_review_form(rating="", seal="1", confirmed="")
    else:
        url, sent = f"/desk/claims/{claim.pk}/{page}/", {}
    text = refused(sign_in(checker), url, sent)
    tree = LexborHTMLParser(text)
    described = [node.attributes["aria-describedby"] for node in tree.css("[aria-describedby]")]
    named = {name for names in described for name in names.split()}
    assert named
    assert named <= {node.attributes["id"] for node in tree.css("[id]")}
    assert tree.css("fieldset[aria-describedby$=_error]")


def test_the_sign_in_page_says_error_too(client):
    text = client.post("/accounts/login/", {"login": "nobody", "password": "?"}).content.decode()
    assert "<title>Error: Sign in" in text
    assert text.count(SUMMARY) == 1
