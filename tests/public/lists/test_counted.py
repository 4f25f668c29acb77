"""A list is counted a step beyond the page that is asked for."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from tracker.base.web import pages
from tracker.base.web.pages import CutRows, one_page


class Numbers(CutRows[int]):
    def __init__(self, many: int) -> None:
        self.many = many
        self.asked: list[int] = []

    def counted(self, most: int) -> int:
        self.asked.append(most)
        return min(self.many, most)

    def cut(self, start: int, stop: int) -> list[int]:
        return list(range(start, min(stop, self.many)))


def listed(rows: Numbers, asked: str | None) -> pages.Page[int]:
    address = "/" if asked is None else f"/?page={asked}"
    return one_page(rows, RequestFactory().get(address), per_page=20)


@pytest.mark.parametrize(
    ("asked", "counted"),
    [
        (None, 1_000), ("1", 1_000), ("49", 1_000), ("50", 2_000), ("99", 2_000), ("499", 10_000),
        ("500", 10_000), ("123456", 10_000), ("9" * 5_000, 10_000), ("x", 1_000), ("-1", 1_000),
    ],
)  # fmt: skip
def test_one_row_more_than_can_be_leafed_to_is_counted(asked: str | None, counted: int) -> None:
    rows = Numbers(100_000)
    page = listed(rows, asked)
    assert rows.asked == [counted + 1]
    assert page.paginator.count == counted
    assert page.paginator.told == f"more than {counted:,}"  # type: ignore[attr-defined]


def test_there_is_a_page_after_each() -> None:
    for asked in range(1, 500):
        page = listed(Numbers(10_001), str(asked))
        assert page.number == asked
        assert page.has_next()
        assert list(page) == list(range(20 * asked - 20, 20 * asked))


def test_a_short_list_is_counted_whole() -> None:
    page = listed(Numbers(45), "3")
    assert (page.paginator.count, page.paginator.num_pages, list(page)) == (45, 3, [*range(40, 45)])


def test_too_far_is_the_last_page() -> None:
    assert list(listed(Numbers(45), "99")) == [*range(40, 45)]
    assert listed(Numbers(20_000), "99999").number == 500


def test_of_an_empty_list_nothing_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Numbers, "cut", lambda *_: pytest.fail("there is nothing to cut"))
    for asked in (None, "1", "7", "x"):
        page = listed(Numbers(0), asked)
        assert (list(page), page.number, page.paginator.count) == ([], 1, 0)


EVERY_LIST = [
    "/",
    "/incidents/",
    "/parties/",
    "/publishers/",
    "/changes/",
    "/corrections/",
    "/search/",
    "/search/?sort=widest",
    "/search/?apart=5_times&sort=widest",
    "/sitemap.xml",
    "/feeds/claims.atom",
    "/feeds/verdicts.json",
    "/api/v1/claims/",
    "/api/v1/captures/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", EVERY_LIST)
def test_a_new_house_has_empty_lists(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
