"""extruct finds the structured data of pages, and it is what search engines ask for."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from django.conf import settings

from tests.public.consumers.others import told_by
from tests.public.consumers.site import LANGUAGES, Answer, Site

pytestmark = pytest.mark.django_db

EXTRACT = """
import extruct, json, sys
told = {
    address: extruct.extract(text, syntaxes=["json-ld", "opengraph"], errors="strict")
    for address, text in json.load(sys.stdin).items()
}
json.dump(told, sys.stdout)
"""
NUMBERS = {"ratingValue", "bestRating", "worstRating"}
A_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@pytest.fixture(scope="module")
def described(site: Site) -> dict[str, dict[str, Any]]:
    """What extruct finds on each page that is there."""
    pages = {one.address: one.text for one in site.pages() if one.status == 200}
    return told_by(EXTRACT, pages)


def reviews(described: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The description of a verdict by the page that carries it: one at most on a page."""
    found = {address: told["json-ld"] for address, told in described.items() if told["json-ld"]}
    assert all(len(blocks) == 1 for blocks in found.values())
    return {address: blocks[0] for address, blocks in found.items()}


def test_each_verdict_is_described_on_one_page_a_language(
    site: Site, described: dict[str, dict[str, Any]]
) -> None:
    found = reviews(described)

    # By whose word, with what sort of rating, corrected or reviewed again: see the scene.
    told = Counter(site.answers[address].language for address in found)
    assert told == dict.fromkeys(LANGUAGES, 7)
    for address, review in found.items():
        assert review["@context"] == "https://schema.org"
        assert review["@type"] == "ClaimReview"
        assert review["url"] == f"{settings.SITE_URL}{address}"
        assert review["inLanguage"] == site.answers[address].language


def test_it_says_what_the_page_says(site: Site, described: dict[str, dict[str, Any]]) -> None:
    for address, review in reviews(described).items():
        shown = read_on(site.answers[address])
        rating = review["reviewRating"]
        for words in (
            review["claimReviewed"],
            rating["alternateName"],
            rating["ratingExplanation"],
            review.get("correction", {}).get("text", ""),
            *(part["name"] for part in _about(review)),
            *(part["value"] for part in _about(review)),
        ):
            assert folded(words) in shown, (address, words)


def read_on(page: Answer) -> str:
    """The words of a page; an element that stands in a line of its own parts words."""
    body = page.tree.body
    assert body is not None
    return folded(body.text(separator=" "))


def folded(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _about(review: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = review["itemReviewed"].get("about", [])
    return found


def test_it_has_what_search_engines_ask_for(described: dict[str, dict[str, Any]]) -> None:
    for review in reviews(described).values():
        rating, claim = review["reviewRating"], review["itemReviewed"]
        assert review["author"]["name"] == settings.SITE_NAME
        assert claim["@type"] == "Claim"
        assert rating["alternateName"].casefold() not in review["claimReviewed"].casefold()
        assert all(author["name"] for author in [claim.get("author")] if author)
        for each in claim.get("appearance", []):
            assert each["url"].startswith("https://")
        days = [claim.get("datePublished"), review["datePublished"], review["dateModified"]]
        assert all(A_DAY.fullmatch(day) for day in days if day)


def test_a_number_says_how_true_and_only_where_that_was_decided(
    described: dict[str, dict[str, Any]],
) -> None:
    found = [review["reviewRating"] for review in reviews(described).values()]
    numbered = [rating for rating in found if NUMBERS & rating.keys()]

    assert 0 < len(numbered) < len(found)  # of what is contested none is given
    for rating in numbered:
        assert rating.keys() >= NUMBERS
        assert 1 <= rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
        assert rating["worstRating"] < rating["bestRating"]
