"""A claim is recorded from a page that somebody reads: a link fills its form in, saving nothing."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from claims.models import Claim
from sources.models import Capture, Page
from tests.desk.forms import a_claim_form, as_shown
from tests.desk.unsent.typing import sent_by_page
from tests.factories import (
    PASSWORD,
    a_citation,
    a_claim,
    a_page,
    a_party,
    a_publisher,
    a_user,
    an_assignment,
    an_incident,
)

pytestmark = pytest.mark.django_db

WORDS = "At least thirteen soldiers were killed at the northern crossing on Friday."
URL = "https://valley.example/report"


def link(**given):
    brought = {"url": URL, "title": "Thirteen dead", "text": WORDS}
    return f"/desk/intake/?{urlencode(brought | given)}"


@pytest.fixture
def browser(sign_in, checker):
    return sign_in(checker)


def test_the_form_is_filled_in_and_nothing_is_saved(browser):
    shown = as_shown(browser.get(link()))
    assert shown["statement"] == WORDS
    assert shown["wording"] == "verbatim"
    assert shown["language"] == "en"
    assert (shown["url"], shown["title"], shown["exact"]) == (URL, "Thirteen dead", WORDS)
    assert not Claim.objects.exists()
    assert not Page.objects.exists()


def test_it_is_recorded_with_its_page_and_the_same_words(browser):
    a_publisher(homepage="https://valley.example/")
    typed = a_claim_form(an_incident(), a_party(), statement=WORDS, wording="verbatim")
    answer = browser.post(link(), as_shown(browser.get(link())) | typed)
    claim = Claim.objects.get()
    citation = claim.citations.get()
    assert answer.headers["Location"] == f"/desk/claims/{claim.pk}/"
    assert (citation.page.url, citation.page.title) == (URL, "Thirteen dead")
    assert (citation.quotation.exact, citation.quotation.language) == (WORDS, "en")
    assert Capture.objects.get().page == citation.page


def test_without_words_they_are_chosen_next(browser):
    a_publisher(homepage="https://valley.example/")
    typed = a_claim_form(an_incident(), a_party())
    answer = browser.post(link(text=""), as_shown(browser.get(link(text=""))) | typed)
    citation = Claim.objects.get().citations.get()
    assert answer.headers["Location"] == f"/desk/citations/{citation.pk}/quote/"


def test_a_page_that_is_known_is_cited_at_once(browser):
    page = a_page(URL)
    shown = as_shown(browser.get(link()))
    assert (shown["url"], shown["title"], shown["exact"]) == (URL, "", WORDS)
    typed = a_claim_form(an_incident(), a_party(), statement=WORDS, wording="verbatim")
    answer = browser.post(link(), shown | typed)
    claim = Claim.objects.get()
    assert answer.headers["Location"] == f"/desk/claims/{claim.pk}/"
    assert claim.citations.get().quotation.exact == WORDS
    assert (claim.citations.get().page, Page.objects.count()) == (page, 1)
    assert not Capture.objects.exists()


def test_claims_that_rest_on_the_page_are_shown(browser, checker):
    claim = a_claim(statement="Twelve guards died.")
    a_citation(claim, page=a_page(URL))
    text = browser.get(link(text="")).content.decode()
    assert "Twelve guards died." in text
    assert f'href="/desk/claims/{claim.pk}/"' in text


def test_a_claim_that_is_reviewed_is_not(browser):
    page = a_page(URL)
    claim = an_assignment().round.claim
    a_citation(claim, page=page)
    text = browser.get(link(text="")).content.decode()
    assert claim.statement not in text
    assert "No claim rests on it yet, apart from claims in review." in text


def test_of_many_the_newest_are_shown(browser):
    page = a_page(URL)
    for number in range(7):
        a_citation(a_claim(statement=f"Number {number} died."), page=page)
    text = browser.get(link(text="")).content.decode()
    shown = [number for number in range(7) if f"Number {number} died." in text]
    assert shown == [2, 3, 4, 5, 6]


def test_somebody_else_s_draft_is_not(browser):
    other = a_user()
    a_citation(a_claim(statement="A draft.", draft=True, by=other), page=a_page(URL), by=other)
    assert "A draft." not in browser.get(link(text="")).content.decode()


def test_what_says_much_the_same_is_shown(browser):
    claim = a_claim(statement=WORDS)
    text = browser.get(link()).content.decode()
    assert "These claims say much the same:" in text
    assert f'href="/desk/claims/{claim.pk}/"' in text


def test_an_address_within_the_words_is_taken_out(browser):
    page = browser.get(link(url="", text=f"{WORDS}\n{URL}"))
    assert as_shown(page)["statement"] == WORDS
    assert page.context["brought"].page == URL


@pytest.mark.parametrize("odd", ["javascript:alert(1)", "valley", "", "ftp://a.example/"])
def test_what_is_no_address_is_no_link(browser, odd):
    page = browser.get(link(url=odd))
    assert page.context["brought"].page == ""
    assert [as_shown(page)[name] for name in ("url", "title", "exact")] == ["", "", ""]
    assert 'href="javascript' not in page.content.decode()


def test_a_selection_that_was_cut_is_said_to_be(browser):
    assert "the end of the words is missing" in browser.get(link(cut="1")).content.decode()


def test_whoever_signs_in_first_comes_back_with_everything(client, checker):
    asked = client.get(link())
    then = parse_qs(urlsplit(asked.headers["Location"]).query)["next"][0]
    sent = {"login": checker.username, "password": PASSWORD, "next": then}
    answer = client.post("/accounts/login/", sent)
    assert as_shown(client.get(answer.headers["Location"]))["statement"] == WORDS


def test_what_is_typed_there_is_kept_with_the_page(browser, sign_in, checker):
    sent_by_page(browser, link(), as_shown(browser.get(link())) | {"statement": "Thirteen."})
    listed = sign_in(checker).get("/desk/").context["begun"]
    page = sign_in(checker).get(listed[0].address)
    assert as_shown(page)["statement"] == "Thirteen."
    assert page.context["brought"].url == URL


def test_the_bookmark_is_offered_with_its_code(browser):
    page = browser.get("/desk/intake/how/")
    code = page.context["code"]
    assert code.startswith("javascript:")
    assert "http://testserver/desk/intake/?" in code
    assert "{{" not in code
    assert "script-src 'unsafe-inline'" not in page.headers["Content-Security-Policy"]


def test_phones_are_told_where_to_share_to(browser):
    shared = browser.get("/desk/manifest.webmanifest").json()["share_target"]
    assert shared["action"] == "/desk/intake/"
    assert set(shared["params"]) == {"title", "text", "url"}


def test_without_an_account_nobody_is_told_anything():
    assert Client().get("/desk/manifest.webmanifest").status_code == 302
