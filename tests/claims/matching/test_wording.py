"""A post is read without its addresses, its tags as words, its byline apart."""

from __future__ import annotations

import pytest

from claims.matching.ranking.wording import LONGEST, wording_of


def test_a_post_is_taken_apart() -> None:
    post = "Hail in #NewYork today pic.twitter.com/abc — Ann Lee (@ann_lee) March 3, 2016"

    wording = wording_of(post)

    assert wording.said.split() == ["Hail", "in", "New", "York", "today"]
    assert wording.signed == "Ann Lee"


@pytest.mark.parametrize(
    "text",
    ["Twenty men — civilians — were killed", "He wrote (@somebody) in March", "", "   ", "— (@)"],
)
def test_what_is_no_byline_stays(text: str) -> None:
    assert wording_of(text).signed == ""


@pytest.mark.parametrize("text", ["—" * 100_000, "#" * 100_000, "http://" * 20_000, "(@a" * 50_000])
def test_of_a_hostile_text_so_much_is_read(text: str) -> None:
    assert len(wording_of(text).said) <= 2 * LONGEST
