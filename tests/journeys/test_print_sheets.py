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
    a_figure,
    a_pair,
    a_party,
    a_verdict,
    an_incident,
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


def test_the_sheet_of_a_pair_says_where_it_stands(browser, live_server):
    pair = a_pair()

    text = printed(browser, live_server, f"/pairs/{pair.pk}/")

    assert f"http://localhost:8000/pairs/{pair.pk}/" in text
    assert "as shown on" in text


def test_the_sheets_of_a_long_dossier_open_every_fold(browser, live_server):
    incident, army = an_incident("Ford", slug="ford"), a_party("Army")
    measures = ("killed", "wounded", "captured")
    first, *others = [
        a_claim(
            incident=incident,
            statement=f"Statement {letter}.",
            figures=[a_figure(each, best=n + 3, subjects=[army]) for each in measures],
        )
        for n, letter in enumerate("ABCDEFGH")
    ]
    for other in others:
        a_pair(claim=other, answers=first)

    with window(browser, live_server.url, DESKTOP) as page:
        page.goto("/incidents/ford/")
        page.emulate_media(media="print")
        folds = page.locator("details").all()
        seen = page.locator("details .plot, details .timeline, details .grounds").all()
        assert all(fold.locator("> :not(summary)").first.is_visible() for fold in folds)
        assert len(seen) > 2 * len(measures)
        assert all(each.is_visible() for each in seen)
    text = printed(browser, live_server, "/incidents/ford/")

    assert "http://localhost:8000/incidents/ford/" in text
    assert "as shown on" in text
    assert text.count("Statement H.") >= 1


def test_no_row_of_a_table_is_cut_in_two(browser, live_server):
    figures = [a_figure(best=number, subjects=[a_party(f"Party {number}")]) for number in (1, 2)]
    incident = a_claim(figures=figures).incident
    a_claim(incident=incident)
    cut = """() => [...document.querySelectorAll("tr")].map(
      (each) => getComputedStyle(each).breakInside)"""

    with window(browser, live_server.url, DESKTOP) as page:
        page.goto(f"/incidents/{incident.slug}/")
        page.emulate_media(media="print")
        rows = page.evaluate(cut)

    assert rows
    assert set(rows) == {"avoid"}
