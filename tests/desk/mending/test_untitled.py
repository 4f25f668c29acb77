"""Pages without a title take title, date and author from their copies, many at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from claims.desk.mending import untitled as untitled_view
from claims.models import Event
from claims.operations.mending.untitled import take_titles
from sources.models import Capture, Page
from tests.desk.forms import opened
from tests.factories import AT, a_citation, a_claim, a_page, a_verdict, an_editor, later
from tests.public.captures import a_capture
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db

URL = "/desk/pages/untitled/"


def untitled(title: str = "Twelve dead", **said: Any) -> Capture:
    page = a_page(title="")
    a_citation(page=page)
    metadata = {"title": title, "author": "A. M.", "date": "2024-08", **said}
    return a_capture(page, f"Twelve men {page.pk}", metadata=metadata)


def again(copy: Capture) -> Page:
    return Page.objects.get(pk=copy.page_id)


def test_what_would_be_taken_stands_beside_each_and_all_are_taken_with_one_click(sign_in, checker):
    copies, client = [untitled(f"Title {n}") for n in range(3)], sign_in(checker)
    text = client.get(URL).content.decode()
    assert all(part in text for part in ("Title 0", "Title 2", "A. M.", "August 2024"))

    answer = client.post(URL, opened(client, URL) | {"all": "1"}, follow=True)

    pages = [again(copy) for copy in copies]
    assert [page.title for page in pages] == ["Title 0", "Title 1", "Title 2"]
    assert {(page.author, page.published, page.published_precision) for page in pages} == {
        ("A. M.", date(2024, 8, 1), "month")
    }
    assert "3 pages have their titles now. 0 pages are left." in answer.content.decode()
    assert Event.objects.filter(verb="page_described").count() == 3


def test_only_those_chosen_are_taken(sign_in, checker):
    one, other, client = untitled(), untitled(), sign_in(checker)

    client.post(URL, opened(client, URL) | {"copies": [str(one.pk)]})

    assert again(one).title == "Twelve dead"
    assert again(other).title == ""


def test_all_listed_are_those_that_somebody_saw(sign_in, checker, monkeypatch):
    monkeypatch.setattr(untitled_view, "LISTED", 2)
    third, second, first = (untitled(f"Title {n}") for n in range(3))
    client = sign_in(checker)
    seen = opened(client, URL)
    for newer in range(2):  # they stand before the others, which are no longer on the first page
        unseen = untitled(f"Newer {newer}")

    client.post(URL, seen | {"all": "1"})

    assert [again(copy).title for copy in (first, second)] == ["Title 2", "Title 1"]
    assert [again(copy).title for copy in (third, unseen)] == ["", ""]


def test_one_that_was_chosen_is_taken_though_it_is_listed_elsewhere_by_now(
    sign_in, checker, monkeypatch
):
    monkeypatch.setattr(untitled_view, "LISTED", 1)
    one, client = untitled(), sign_in(checker)
    seen = opened(client, URL)
    untitled("Newer")

    client.post(URL, seen | {"copies": [str(one.pk)]})

    assert again(one).title == "Twelve dead"


@pytest.mark.parametrize("sent", [{"copies": ["x"]}, {"listed": "x y", "all": "1"}])
def test_what_is_no_copy_is_refused(sign_in, checker, sent):
    untitled()
    client = sign_in(checker)
    assert client.post(URL, opened(client, URL) | sent).status_code == 422


def test_none_chosen_is_told(sign_in, checker):
    untitled()
    client = sign_in(checker)
    answer = client.post(URL, opened(client, URL))
    assert answer.status_code == 422
    assert "Choose a page at least." in answer.content.decode()


def test_what_is_recorded_stays(sign_in, checker):
    copy, client = untitled(), sign_in(checker)
    Page.objects.filter(pk=copy.page_id).update(
        author="B. N.", published=date(2024, 1, 2), published_precision="day"
    )

    client.post(URL, opened(client, URL) | {"all": "1"})

    page = again(copy)
    assert (page.title, page.author, page.published) == ("Twelve dead", "B. N.", date(2024, 1, 2))


@pytest.mark.parametrize(
    "facts",
    [
        {"metadata": {}},
        {"metadata": {"title": "  "}},
        {"metadata": {"title": "Not found"}, "outcome": "error_page", "http_status": 404},
    ],
)
def test_a_page_whose_newest_good_copy_says_no_title_is_not_listed(sign_in, checker, facts):
    a_capture(a_page(title=""), "Twelve men", **facts)
    text = sign_in(checker).get(URL).content.decode()
    assert "Every page whose copy says a title has one." in text


def test_the_newest_good_copy_is_taken(sign_in, checker):
    copy, client = untitled("Old"), sign_in(checker)
    a_capture(copy.page, "Thirteen men", at=later(hours=1), metadata={"title": "New"})
    gone = {"outcome": "error_page", "http_status": 410, "metadata": {"title": "Gone"}}
    a_capture(copy.page, "Gone", at=later(hours=2), **gone)

    client.post(URL, opened(client, URL) | {"all": "1"})

    assert again(copy).title == "New"


def test_a_page_that_a_judged_claim_rests_on_is_left_for_an_editor_and_told(sign_in, checker):
    claim, page = a_claim(), a_page(title="")
    a_citation(claim, page=page)
    held = a_capture(page, "Twelve men", metadata={"title": "Held"})
    a_verdict(claim)
    free, client = untitled(), sign_in(checker)

    answer = client.post(URL, opened(client, URL) | {"all": "1"}, follow=True)

    assert (again(held).title, again(free).title) == ("", "Twelve dead")
    assert f"{page.url} stays as it is." in answer.content.decode()
    assert take_titles(copies=[held.pk], by=an_editor(), at=AT).pages == [page]


def test_more_than_one_act_holds_are_refused():
    many = [untitled().pk] * 51
    with pytest.raises(Refusal) as refused:
        take_titles(copies=many, by=an_editor(), at=AT)
    assert refused.value.code == "too_many"


def test_more_pages_are_no_more_queries(
    sign_in, checker, django_assert_max_num_queries, django_assert_num_queries
):
    client = sign_in(checker)
    untitled()
    client.get(URL)
    with django_assert_max_num_queries(40) as few:
        client.get(URL)
    for _ in range(4):
        untitled()
    with django_assert_num_queries(len(few)):
        client.get(URL)
