"""What is said of a page that is recorded otherwise is shown to be decided, and never dropped."""

from datetime import date

import pytest

from claims.models import Citation, Event
from tests.desk.forms import a_citation_form, as_shown
from tests.factories import a_citation, a_claim, a_page, an_assignment

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return a_page("https://example.org/report", title="Six dead", origin="unknown")


@pytest.fixture
def claim(checker):
    return a_claim(by=checker)


def send(client, claim, page, **changes):
    known = {"publisher": page.publisher_id, "new_publisher": "", "new_publisher_kind": ""}
    sent = a_citation_form(**{**known, "published": "", "origin": "unknown", **changes})
    return client.post(f"/desk/claims/{claim.pk}/cite/", sent)


def asked(response):
    return {
        one.field: (one.recorded, one.given, chosen)
        for one, chosen in response.context["form"].differences
    }


def test_a_difference_is_shown_with_both_and_nothing_is_cited_yet(sign_in, checker, claim, page):
    response = send(sign_in(checker), claim, page)
    assert response.status_code == 422
    assert asked(response) == {"title": ("Six dead", "Twelve dead", "")}
    assert as_shown(response)["title"] == "Twelve dead"
    assert not Citation.objects.exists()


def test_what_was_written_is_taken_over_and_the_journal_says_so(sign_in, checker, claim, page):
    a_citation(claim, page=page, by=checker)
    response = send(
        sign_in(checker),
        claim,
        page,
        published="2025-06-02",
        origin="own",
        **{"decide-title": "take", "decide-published": "take", "decide-origin": "take"},
    )
    page.refresh_from_db()
    assert response.status_code == 302
    assert (page.title, page.published, page.origin) == ("Twelve dead", date(2025, 6, 2), "own")
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert verbs >= {"page_described", "page_origin_stated", "cited"}


def test_what_is_recorded_is_kept(sign_in, checker, claim, page):
    assert send(sign_in(checker), claim, page, **{"decide-title": "keep"}).status_code == 302
    page.refresh_from_db()
    assert page.title == "Six dead"


def test_what_was_decided_stays_while_another_is_open(sign_in, checker, claim, page):
    response = send(sign_in(checker), claim, page, published="2025-06", **{"decide-title": "take"})
    assert asked(response) == {
        "title": ("Six dead", "Twelve dead", "take"),
        "published": ("", "2025-06", ""),
    }
    page.refresh_from_db()
    assert page.title == "Six dead"


def test_another_publisher_is_told_and_cannot_be_taken_over_here(sign_in, checker, claim, page):
    other = {"publisher": "", "new_publisher": "The Hill", "new_publisher_kind": "newspaper"}
    same = {**other, "title": "", "decide-publisher": "take"}
    response = send(sign_in(checker), claim, page, **same)
    assert asked(response) == {"publisher": (page.publisher.name, "The Hill", "take")}
    kept = send(sign_in(checker), claim, page, **{**same, "decide-publisher": "keep"})
    assert kept.status_code == 302
    assert Citation.objects.get().page.publisher == page.publisher


@pytest.mark.parametrize("title", ["", " Six dead "])
def test_what_is_not_said_or_is_the_same_is_not_asked(sign_in, checker, claim, page, title):
    assert send(sign_in(checker), claim, page, title=title).status_code == 302


def test_a_page_of_a_claim_in_review_is_not_changed_by_the_way(sign_in, checker, claim, page):
    other = a_claim()
    a_citation(other, page=page)
    an_assignment(other)
    response = send(sign_in(checker), claim, page, **{"decide-title": "take"})
    assert response.status_code == 422
    page.refresh_from_db()
    assert page.title == "Six dead"
