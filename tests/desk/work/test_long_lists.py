"""A list is counted as far as people leaf through it, and says where it goes on."""

import pytest

from claims.models import Claim
from tests.factories import a_claim, an_incident
from tracker.base.web import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def few_are_counted(monkeypatch):
    monkeypatch.setattr(pages, "MOST_COUNTED", 50)


def recorded(many):
    incident = an_incident()
    for number in range(many):
        a_claim(incident=incident, statement=f"Claim {number}.", figures=[])


def test_a_list_that_is_counted_whole_says_how_many_pages_it_has(sign_in, editor, few_are_counted):
    recorded(50)

    page = sign_in(editor).get("/desk/claims/?page=2")

    assert "Page 2 of 2" in page.text
    assert "The list goes on" not in page.text


def test_a_longer_list_says_that_it_goes_on(sign_in, editor, few_are_counted):
    recorded(51)
    client = sign_in(editor)

    first, last = (client.get("/desk/claims/", {"page": number}).text for number in (1, 9))

    assert "Page 1 of more than 2" in first
    assert "The list goes on" not in first
    assert "Page 2 of more than 2" in last
    assert "Narrow it down" in last


def test_no_more_rows_are_counted_than_are_listed(
    sign_in, editor, few_are_counted, django_assert_num_queries
):
    recorded(60)
    rows = Claim.objects.order_by("pk")
    listed = pages.CountedPaginator(rows, 25)

    with django_assert_num_queries(1) as asked:
        assert (listed.count, listed.has_more) == (50, True)

    assert "LIMIT 51" in asked[0]["sql"]
    assert listed.told == "more than 50"
