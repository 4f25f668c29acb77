"""What a sealed copy says of its page is proposed; only a person takes it over, field by field."""

from __future__ import annotations

from datetime import date

import pytest

from sources.models import Capture, Page
from tests.factories import a_citation, a_page
from tests.public.captures import a_capture

pytestmark = pytest.mark.django_db
SAID = {
    "title": "Twelve <dead>", "title_from": "json-ld", "date": "2024-08", "date_from": "og",
    "language": "fr-ML", "language_from": "markup", "author": "A. M.", "author_from": "meta",
}  # fmt: skip


@pytest.fixture
def copy() -> Capture:
    page = a_page("https://valley.example/report", title="Old title", language="")
    a_citation(page=page)
    capture = a_capture(page, "Twelve men", metadata=SAID)
    return Capture.objects.get(pk=capture.pk)


def take(client, copy: Capture, field: str) -> Page:
    response = client.post(f"/desk/captures/{copy.pk}/describe/", {"take": field})
    assert response.headers["Location"] == f"/desk/captures/{copy.pk}/"
    return Page.objects.get(pk=copy.page_id)


def test_the_proposal_stands_beside_what_is_recorded(sign_in, checker, copy):
    text = sign_in(checker).get(f"/desk/captures/{copy.pk}/").content.decode()

    assert "Twelve &lt;dead&gt;" in text
    assert "Old title" in text
    assert "August 2024" in text
    assert "its data for machines (JSON-LD)" in text
    assert text.count('name="take"') == 4
    assert "A. M." in text


def test_nothing_is_overwritten_by_itself(copy):
    page = Page.objects.get(pk=copy.page_id)

    assert (page.title, page.language, page.published) == ("Old title", "", None)


def test_a_person_takes_a_field_over_and_the_history_says_who(sign_in, checker, copy):
    page = take(sign_in(checker), copy, "title")

    assert (page.title, page.language, page.published) == ("Twelve <dead>", "", None)
    last = page.events.order_by("pgh_id").last()
    assert last.pgh_context.metadata["user"] == checker.pk
    assert page.events.order_by("pgh_id").first().title == "Old title"


def test_a_date_comes_with_how_exactly_it_is_known(sign_in, checker, copy):
    page = take(sign_in(checker), copy, "published")

    assert (page.published, page.published_precision) == (date(2024, 8, 1), "month")


def test_what_is_the_same_already_is_not_offered_again(sign_in, checker, copy):
    take(sign_in(checker), copy, "language")
    text = sign_in(checker).get(f"/desk/captures/{copy.pk}/").content.decode()

    assert text.count('name="take"') == 3


@pytest.mark.parametrize("field", ["site", "url", "", "origin"])
def test_a_field_that_is_not_offered_is_not_taken(sign_in, checker, copy, field):
    before = Page.objects.filter(pk=copy.page_id).values().get()
    take(sign_in(checker), copy, field)

    assert Page.objects.filter(pk=copy.page_id).values().get() == before


def test_a_capture_that_is_no_copy_proposes_nothing(sign_in, checker, copy):
    gone = {"outcome": "error_page", "http_status": 410}
    capture = a_capture(copy.page, "Gone", metadata=SAID, **gone)

    text = sign_in(checker).get(f"/desk/captures/{capture.pk}/").content.decode()

    assert "What the copy says of the page" not in text
    assert take(sign_in(checker), capture, "title").title == "Old title"
