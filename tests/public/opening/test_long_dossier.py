"""A dossier as large as they come: each statement once, and a page that stays small."""

from __future__ import annotations

import re

import pytest

from claims.models import Claim, Incident
from claims.rules.grounds import Ground
from tests.factories import a_citation, a_claim, a_figure, a_pair, a_party, an_incident
from tests.markup import folded
from tests.public.conftest import Read

CLAIMS, PAIRS, MOST_BYTES = 26, 40, 100_000


@pytest.fixture
def large(db: None) -> Incident:
    """26 claims of eleven claimants with two figures and two pages each; 40 pairs.

    Pairs on two grounds are one answer.
    """
    incident = an_incident("Battle of the ford", slug="ford")
    army, league = a_party("Army of Northland"), a_party("River League")
    others = [a_party(f"Claimant {number}") for number in range(9)]
    voices = [army, league, *others]
    claims = [
        a_claim(
            incident=incident,
            claimant=voices[number % len(voices)],
            statement=f"Statement {number}: " + "the column was attacked at the ford, " * 5,
            figures=[
                a_figure("killed", number, subjects=[army]),
                a_figure("wounded", number, subjects=[league]),
            ],
        )
        for number in range(CLAIMS)
    ]
    for claim in claims:
        a_citation(claim)
        a_citation(claim)
    grounds = (Ground.DIFFERENT_FIGURE, Ground.DIFFERENT_OUTCOME)
    for number in range(PAIRS):
        a_pair(
            claim=claims[(number * 7 + 1) % CLAIMS],
            answers=claims[number % CLAIMS],
            ground=grounds[number >= CLAIMS].value,
        )
    return incident


def without_pictures(page: str) -> str:
    return re.sub(r"<svg\b(?:(?!<svg\b).)*?</svg>", "", page, flags=re.DOTALL)


def test_every_statement_is_printed_once(read: Read, large: Incident) -> None:
    page = folded(read("/incidents/ford/"))

    for claim in Claim.objects.filter(incident=large):
        assert page.count(claim.statement.strip()) == 1


def test_the_page_stays_small(read: Read, large: Incident) -> None:
    page = without_pictures(read("/incidents/ford/"))

    assert len(page.encode()) < MOST_BYTES


def test_what_is_long_is_folded_with_its_count(read: Read, large: Incident) -> None:
    page = folded(read("/incidents/ford/"))

    assert "26 claims, 11 claimants, 40 pairs" in page
    assert "26 answers to other claims" in page
    assert "52 pages" in page
    assert page.count("<details") == page.count('<details class="fold')
    assert re.search(r"<details[^>]*\sopen\b", page) is None


def test_a_short_one_is_open(read: Read, db: None) -> None:
    a_claim(incident=an_incident(slug="brook"))

    page = read("/incidents/brook/")

    assert re.search(r'<details class="fold claimant"\s+open', page)
