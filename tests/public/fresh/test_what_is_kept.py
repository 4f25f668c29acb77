"""What is kept, for how long a date is unsure, and which coding a reader's program takes."""

from __future__ import annotations

import pytest

from tracker.base.web.fresh.codings import coded, coding_for
from tracker.base.web.fresh.kept import Dated, KeptPage, PagesInMemory


def a_kept_page(size: int) -> KeptPage:
    return KeptPage(
        headers={},
        body=b"x" * size,
        marks={},
        made_in="",
        asked_with={},
        dated=Dated("abc", 1),
    )


def test_the_oldest_pages_go_first() -> None:
    pages = PagesInMemory(60_000)
    for name in "abcdefgh":
        pages.put(name, a_kept_page(5_000))
        pages.get("a")

    assert pages.get("a") is not None
    assert pages.get("b") is None
    assert pages.get("h") is not None


def test_a_page_too_large_for_all_is_not_kept_nor_the_one_before_it() -> None:
    pages = PagesInMemory(60_000)
    pages.put("a", a_kept_page(10))
    pages.put("a", a_kept_page(50_000))

    assert pages.get("a") is None


def test_a_date_is_sure_once_a_later_second_finds_the_same_page() -> None:
    new = Dated("abc", 7)

    assert new.seen_at(7) == new
    assert new.seen_at(9) == Dated("abc", 9, is_sure=True)
    assert new.seen_at(9).seen_at(12) == Dated("abc", 9, is_sure=True)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("GZIP;q=0.5, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0.000", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("br;q=0, *", "gzip"),
        ("x-gzip-not", ""),
    ],
)
def test_the_coding_is_one_that_is_accepted(accepted: str, coding: str) -> None:
    assert coding_for(accepted) == coding


def test_packing_the_same_gives_the_same() -> None:
    assert coded(b"words " * 99, "gzip") == coded(b"words " * 99, "gzip")
