"""A claim is recorded together with the page that it rests on: all of it, or nothing."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim, Incident
from claims.operations.shared_evidence import add_publisher
from sources.models import Capture, Page
from tests.desk.forms import a_claim_form, as_shown, errors
from tests.desk.unsent.typing import is_anything_left, sent_by_page
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_page,
    a_party,
    a_publisher,
    a_user,
    an_assignment,
    an_editor,
    an_incident,
)

pytestmark = pytest.mark.django_db

NEW = "/desk/claims/new/"
URL = "https://post.example.org/one-report"


@pytest.fixture
def client(sign_in, checker):
    return sign_in(checker)


@pytest.fixture
def sent():
    return a_claim_form(an_incident(), a_party()) | {"url": URL, "capture": "on"}


@pytest.fixture
def publisher():
    return a_publisher(name="The Valley Post", homepage="https://post.example.org/")


def quoting(claim):
    return f"/desk/citations/{claim.citations.get().pk}/quote/"


def said_of_page(response):
    return LexborHTMLParser(response.content.decode()).css_first("#same-page").text()


def nothing_is_there():
    return not Claim.objects.exists() and not Page.objects.exists()


def test_the_claim_rests_on_the_page_which_is_captured_and_quoted_next(
    client, sent, publisher, nudges, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(NEW, sent | {"record": "1"})
    claim, page = Claim.objects.get(), Page.objects.get()
    assert response["Location"] == quoting(claim)
    assert (page.url, page.publisher) == (URL, publisher)
    citation = claim.citations.get()
    assert (citation.stance, citation.is_of_whole_page) == ("reports", True)
    assert nudges == [str(Capture.objects.get(page=page, cause="cited").pk)]


@pytest.mark.parametrize("typed", [URL, "HTTPS://POST.example.org:443/one%2Dreport#top"])
def test_a_page_that_is_here_is_cited_and_no_second_one_made(client, sent, typed):
    page = a_page(URL)
    assert client.post(NEW, sent | {"url": typed}).status_code == 302
    assert Page.objects.get() == page
    assert Claim.objects.get().citations.get().page == page


@pytest.mark.parametrize(
    "bad",
    [
        *("the report", "javascript:alert(1)", "http://127.0.0.1/", "https://me:x@example.org/"),
        *("http://printer/", f"https://example.org/{'a' * 2000}"),
    ],
)
def test_a_bad_address_is_said_at_its_field_and_nothing_is_recorded(client, sent, bad):
    new = {"incident": "", "new_incident": "A new one", "url": bad}
    response = client.post(NEW, sent | new | {"publisher": a_publisher().pk})
    assert list(errors(response)) == ["url"]
    assert as_shown(response)["url"] == bad
    assert nothing_is_there()
    assert not Incident.objects.filter(title="A new one").exists()


def test_a_claim_that_is_refused_leaves_no_page(client, sent, publisher):
    wrong = {"figures-0-words": "at least 21"}
    assert client.post(NEW, sent | wrong).status_code == 422
    assert nothing_is_there()
    assert not Capture.objects.exists()


def test_who_publishes_is_asked_where_the_site_does_not_tell(client, sent):
    refused = client.post(NEW, sent)
    assert list(errors(refused)) == ["publisher"]
    details = LexborHTMLParser(refused.content.decode()).css_first("#rests-on > details")
    assert "open" in details.attributes
    assert nothing_is_there()

    named = {"new_publisher": "The Valley Post", "new_publisher_kind": "newspaper"}
    client.post(NEW, as_shown(refused) | {"record": "1"} | named)
    assert Claim.objects.get().citations.get().page.publisher.name == "The Valley Post"


def test_a_publisher_is_found_by_typing(client, sent):
    known = add_publisher(name="Zq Hilltop Gazette", by=an_editor(), at=AT)
    client.post(NEW, sent | {"publisher_typed": "Zq Hilltop Gazette"})
    assert Page.objects.get().publisher == known


def test_a_page_that_is_recorded_otherwise_is_compared(client, sent):
    page = a_page(URL, title="Six dead")
    asked = client.post(NEW, sent | {"title": "Twelve dead"})
    assert [one.field for one, _decided in asked.context["form"].differences] == ["title"]
    assert not Claim.objects.exists()

    client.post(NEW, as_shown(asked) | {"decide-title": "take"})
    page.refresh_from_db()
    assert page.title == "Twelve dead"
    assert Claim.objects.get().citations.get().page == page


def test_a_page_that_is_likely_the_same_is_offered(client, sent):
    known = a_page("https://example.org/story-1")
    twin = sent | {"url": "https://m.example.org/story-1?utm_source=x", "title": ""}
    twin |= {"publisher": known.publisher_id}
    told = client.post(NEW, twin)
    (offer,) = told.context["form"].offers
    assert 'name="is_another"' in told.content.decode()
    assert not Claim.objects.exists()

    chosen = as_shown(client.post(NEW, twin | {"use_instead": offer.value}))
    assert chosen["url"] == known.url
    client.post(NEW, twin | {"is_another": "on"})
    assert Page.objects.count() == 2


@pytest.mark.parametrize("field", ["exact", "before", "title", "new_publisher"])
def test_what_is_said_of_a_page_without_its_address_is_not_dropped(client, sent, field):
    response = client.post(NEW, sent | {"url": "", field: "Twelve"})
    assert "url" in errors(response)
    assert nothing_is_there()


def test_words_of_the_page_are_cited_at_once(client, sent, publisher):
    words = {"exact": "Twelve were killed", "before": "said that", "credibility": "2"}
    response = client.post(NEW, sent | words)
    claim = Claim.objects.get()
    citation = claim.citations.get()
    assert response["Location"] == f"/desk/claims/{claim.pk}/"
    assert (citation.quotation.exact, citation.quotation.prefix, citation.credibility) == (
        "Twelve were killed",
        "said that",
        "2",
    )


def test_words_that_stand_around_none_are_said_to(client, sent, publisher):
    assert list(errors(client.post(NEW, sent | {"after": "that day"}))) == ["exact"]


def test_a_draft_rests_on_its_page_too(client, sent, publisher):
    response = client.post(NEW, sent | {"draft": "1"})
    claim = Claim.objects.get()
    assert (claim.status, response["Location"]) == ("draft", quoting(claim))


def test_no_site_is_visited_where_somebody_does_not_want_it(client, sent, publisher):
    assert "capture" in as_shown(client.post(NEW, sent | {"add_figure": "1"}))
    del sent["capture"]
    shown = as_shown(client.post(NEW, sent | {"add_figure": "1"}))
    assert "capture" not in shown
    client.post(NEW, shown | {"record": "1"})
    assert Claim.objects.get().citations.exists()
    assert not Capture.objects.exists()


def test_sent_twice_there_is_one_claim_and_one_citation(client, sent, publisher):
    once = as_shown(client.get(NEW)) | sent
    first, second = client.post(NEW, once), client.post(NEW, once)
    assert first["Location"] == second["Location"] == quoting(Claim.objects.get())
    assert Capture.objects.count() == 1

    changed = client.post(NEW, once | {"url": "https://post.example.org/another"})
    assert changed.status_code == 422
    assert quoting(Claim.objects.get()) in changed.content.decode()
    assert Page.objects.count() == 1


def test_the_address_is_kept_while_it_is_typed_until_it_is_recorded(
    client, sign_in, checker, sent, publisher
):
    typed = as_shown(client.get(NEW)) | sent | {"title": "Twelve dead"}
    sent_by_page(client, NEW, typed)
    elsewhere = sign_in(checker)
    (begun,) = elsewhere.get("/desk/").context["begun"]
    page = elsewhere.get(begun.address)
    found = as_shown(page)
    assert (found["url"], found["title"]) == (URL, "Twelve dead")
    assert "No claim rests on it yet" in said_of_page(page)
    assert elsewhere.post(NEW, found).status_code == 302
    assert Page.objects.get().title == "Twelve dead"
    assert not is_anything_left()


def test_claims_that_rest_on_the_page_are_shown_while_it_is_typed(client, sent):
    a_citation(a_claim(statement="Zq twelve guards died."), page=a_page(URL))
    looking = sent | {"look": "typing"}
    assert "Zq twelve guards died." in said_of_page(client.post(NEW, looking))
    twin = looking | {"url": "https://m.post.example.org/one-report?utm_source=x"}
    assert "Zq twelve guards died." in said_of_page(client.post(NEW, twin))
    for typed in ("", "the report"):
        assert not said_of_page(client.post(NEW, looking | {"url": typed})).strip()


def test_neither_a_claim_in_review_nor_a_draft_of_another_is(client, sent):
    page, other = a_page(URL), a_user()
    reviewed = an_assignment(a_claim(statement="Zq in review.")).round.claim
    a_citation(reviewed, page=page)
    a_citation(a_claim(statement="Zq a draft.", draft=True, by=other), page=page, by=other)
    said = said_of_page(client.post(NEW, sent | {"look": "typing"}))
    assert "Zq" not in said
    assert "No claim rests on it yet, apart from claims in review." in said


def test_who_reviews_a_claim_on_the_page_is_told_at_its_address(client, checker, sent):
    page = a_page(URL)
    a_citation(an_assignment(reviewer=checker).round.claim, page=page)
    response = client.post(NEW, sent)
    assert list(errors(response)) == ["url"]
    assert Claim.objects.count() == 1


def test_a_claim_that_is_changed_takes_its_pages_elsewhere(client, checker):
    claim = a_claim(by=checker)
    assert "url" not in as_shown(client.get(f"/desk/claims/{claim.pk}/edit/"))
