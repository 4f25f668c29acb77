"""A form that comes back refused lists what is wrong, each with a link to where it is mended."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser

from tests.desk.forms import a_claim_form, a_figure_row, as_shown
from tests.desk.unsent.test_every_form import opened, somebody
from tests.desk.unsent.things import addresses, forms_with_a_page, made
from tests.factories import a_claim, a_party, a_user, an_editor, an_incident
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db

NEW = "/desk/claims/new/"
SUMMARY = ".notice.is-trouble[role=alert][autofocus]"


def listed(text: str) -> dict[str, str]:
    """What a page's summary lists: the address of each link -> its words."""
    tree = LexborHTMLParser(text)
    return {
        str(link.attributes["href"]): " ".join(link.text().split())
        for link in tree.css(f"{SUMMARY} li a")
    }


def dangling(text: str) -> list[str]:
    """The links of a page's summary that lead to nothing."""
    there = {node.attributes["id"] for node in LexborHTMLParser(text).css("[id]")}
    return [link for link in listed(text) if link.removeprefix("#") not in there]


def trouble_with(client: Client, url: str, page: Any) -> str:
    """What is wrong with a form's summary if all that is typed is taken away; "" if nothing."""
    fields = {name: "" for name in as_shown(page) if name != "csrfmiddlewaretoken"}
    with transaction.atomic():
        answer = client.post(url, fields)
        transaction.set_rollback(True)
    if answer.status_code != 422:
        return ""
    text = answer.content.decode()
    tree = LexborHTMLParser(text)
    summary = tree.css_first(SUMMARY)
    if summary is None or summary.css_first("h2") is None:
        return "it has no summary"
    marked = len(tree.css("main ul.errorlist li"))
    if len(listed(text)) < min(marked, 1):
        return "its summary lists nothing of what is marked"
    return f"leads to nothing: {dangling(text)}" if dangling(text) else ""


def test_every_refused_form_leads_to_what_is_wrong() -> None:
    author, reviewer = a_user(), a_user()
    editor, administrator = an_editor(), a_user(Role.ADMINISTRATOR)
    things = made(author=author, reviewer=reviewer, editor=editor)
    browsers = [
        (browser, browser) for browser in map(somebody, (author, reviewer, editor, administrator))
    ]
    wrong = {}
    for name, route in forms_with_a_page().items():
        found = opened(browsers, addresses(name, route, things))
        assert found, name
        pair, url, page = found
        trouble = trouble_with(pair[0], url, page)
        if trouble:
            wrong[name] = trouble
    assert wrong == {}


def test_each_error_is_a_link_named_after_its_field(sign_in, checker):
    sent = a_claim_form(an_incident(), a_party(), statement="", wording="")
    text = sign_in(checker).post(NEW, sent).content.decode()
    links = listed(text)
    assert links["#id_statement"].startswith("Statement: ")
    assert links["#id_wording"]
    assert not dangling(text)


def test_an_error_of_a_figure_says_which_figure(sign_in, checker):
    sent = a_claim_form(an_incident(), a_party()) | a_figure_row(0, low="20", high="10")
    text = sign_in(checker).post(NEW, sent).content.decode()
    assert all(words.startswith("Figure 1") for words in listed(text).values())
    assert listed(text)
    assert not dangling(text)


def test_a_figure_that_is_left_out_has_no_error(sign_in, checker):
    sent = a_claim_form(an_incident(), a_party(), statement="")
    sent |= a_figure_row(0, low="20", high="10") | {"figures-0-DELETE": "on"}
    links = listed(sign_in(checker).post(NEW, sent).content.decode())
    assert links
    assert not any(words.startswith("Figure") for words in links.values())


def test_the_message_stands_at_the_field_as_well(sign_in, checker):
    sent = a_claim_form(an_incident(), a_party(), statement="")
    tree = LexborHTMLParser(sign_in(checker).post(NEW, sent).content.decode())
    assert tree.css_first("#id_statement_error")


def test_what_is_about_no_field_is_no_link(client):
    text = client.post("/accounts/login/", {"login": "nobody", "password": "?"}).content.decode()
    assert not listed(text)
    assert LexborHTMLParser(text).css_first(f"{SUMMARY} p")
    assert not LexborHTMLParser(text).css(f"{SUMMARY} ul")


def test_the_form_for_readers_lists_its_errors_too(client):
    url = f"/claims/{a_claim().pk}/report/"
    page = client.get(url)
    assert page.status_code == 200
    text = client.post(url, as_shown(page) | {"words": ""}).content.decode()
    assert "#id_words" in listed(text)
    assert not dangling(text)
    assert LexborHTMLParser(text).css_first("#id_words_error")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_it_is_written_in_the_readers_language(client, language):
    url = f"/{language}/claims/{a_claim().pk}/report/"
    text = client.post(url, {}).content.decode()
    with translation.override(language):
        assert translation.gettext("There is a problem") in text
    assert "There is a problem" not in text
