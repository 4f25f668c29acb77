"""A claim on paper: where it stands, which version, when, and nothing of it folded away."""

from __future__ import annotations

import io
import unicodedata

import pytest
from pypdf import PdfReader

from tests.factories import (
    a_citation,
    a_claim,
    a_correction,
    a_pair,
    a_verdict,
)
from tests.journeys.conftest import DESKTOP, window
from tests.markup import folded

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.django_db(transaction=True),
]


def printed(browser, live_server, path: str) -> str:
    """What stands on the sheets of a page."""
    with window(browser, live_server.url, DESKTOP) as page:
        page.goto(path)
        sheets = PdfReader(io.BytesIO(page.pdf(format="A4")))
    # The letters of a ligature are told apart again.
    text = unicodedata.normalize("NFKC", " ".join(row.extract_text() for row in sheets.pages))
    return folded(text)


def test_the_sheet_of_a_claim_says_where_it_stands_and_loses_nothing(browser, live_server):
    claim = a_claim(statement="Twenty men were killed.")
    pages = [a_citation(claim).page for _ in range(6)]
    verdict = a_verdict(claim, summary="The first reasoning.")
    a_correction(verdict, rating="refuted", summary="The second one.", reason="A list was found.")

    text = printed(browser, live_server, f"/claims/{claim.pk}/")

    assert f"http://localhost:8000/claims/{claim.pk}/" in text
    assert "version 2 of 2 March 2026" in text
    assert "as shown on" in text
    assert "The first reasoning." in text
    for page in pages:
        assert page.title in text


def test_the_sheet_of_a_pair_loses_nothing_either(browser, live_server):
    pair = a_pair()
    pages = [a_citation(pair.claim).page for _ in range(5)]

    text = printed(browser, live_server, f"/pairs/{pair.pk}/")

    for page in pages:
        assert page.title in text
