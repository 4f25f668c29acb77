"""Search with its filters in the address."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from claims.operations.record import translate, withdraw
from tests.factories import (
    AT,
    a_claim,
    a_figure,
    a_pair,
    a_party,
    a_verdict,
    an_assignment,
    an_editor,
    an_incident,
)
from tests.markup import tight
from tests.public.conftest import Read
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision


@pytest.fixture
def ford(db: None) -> None:
    """A claim to be found and one that is not."""
    army = a_party("Army of Northland", slug="army", aliases=[("ar", "جيش الشمال")])
    a_claim(
        statement="Twenty wounded at Tinzaouaten.",
        claimant=army,
        language="fr",
        made_on=PartialDate(AT.date(), DatePrecision.DAY),
        figures=[a_figure("wounded", 20, subjects=[army])],
    )
    a_claim(statement="A bridge was burnt.", figures=[a_figure(subjects=[a_party("League")])])


@pytest.mark.parametrize(
    "query",
    [
        {"q": "wounded"},
        {"q": "tinzaouaten wounded"},
        {"q": "Tinzaouatin"},
        {"q": "Tinzaouten wounded"},
        {"q": "wouded Tinzaouten"},
        {"q": "wounded -bridge"},
        {"q": "northland"},
        {"q": "جيش"},
        {"party": "army"},
        {"measure": "wounded"},
        {"language": "fr"},
        {"made_from": "2026-03-01", "made_to": "2026-03-01"},
        {"q": "wounded", "party": "army", "status": "recorded"},
    ],
)
def test_it_finds_what_fits_and_nothing_else(read: Read, ford: None, query: dict[str, str]) -> None:
    page = read("/search/", **query)

    assert "Tinzaouaten" in page
    assert "A bridge was burnt." not in page
    assert "1 claim<" in tight(page)


@pytest.mark.parametrize(
    "query",
    [
        {"q": "submarine"},
        {"measure": "killed", "language": "fr"},
        {"made_to": "2026-02-28"},
        {"rating": "refuted"},
    ],
)
def test_nothing_that_fits_is_said_with_what_to_do(
    read: Read, ford: None, query: dict[str, str]
) -> None:
    page = read("/search/", **query)

    assert "No claim fits all of this." in page


def test_it_finds_a_translation(read: Read) -> None:
    claim = a_claim(statement="Vingt morts.", language="fr")
    translate(
        claim=claim,
        language="en",
        text_="Twenty dead",
        translator="A. Person",
        by=claim.created_by,
        at=AT,
    )

    assert "Vingt morts." in read("/search/", q="dead")


def test_a_ground_finds_both_sides_of_the_pair(read: Read) -> None:
    a_pair(ground="denial")
    a_claim()

    assert "2 claims<" in tight(read("/search/", ground="denial"))


def test_a_rating_finds_the_verdict_in_force(read: Read) -> None:
    a_verdict()
    a_claim()

    assert "1 claim<" in tight(read("/search/", rating="supported", status="published"))


def test_under_review_is_one_status_whatever_the_desk_knows(read: Read) -> None:
    an_assignment()

    assert "1 claim<" in tight(read("/search/", status="in_review"))


def test_what_is_invented_is_marked(read: Read) -> None:
    a_claim(incident=an_incident(is_exercise=True))

    page = read("/search/")

    assert '<span class="pill">Exercise</span>' in page
    assert "Rows marked “Exercise” are invented" in page


def test_drafts_and_withdrawn_claims_are_never_found(read: Read) -> None:
    a_claim(statement="Wounded in a draft.", draft=True)
    claim = a_claim(statement="Wounded and withdrawn.")
    withdraw(claim=claim, reason="Entered twice, as was said.", by=an_editor(), at=AT)

    assert "Nothing found" in read("/search/", q="wounded")


def test_a_filter_that_makes_no_sense_is_explained_at_its_field(read: Read) -> None:
    page = read("/search/", made_from="2026-03-02", made_to="2026-03-01", party="nobody")

    assert 'id="id_made_to_error"' in page
    assert 'id="id_party_error"' in page
    assert "The search could not be made" in page


def test_pages_of_the_list_keep_the_filters(read: Read) -> None:
    incident = an_incident()
    for number in range(21):
        a_claim(incident=incident, statement=f"Claim {number} of wounded", figures=[])

    assert "?q=wounded&amp;page=2" in tight(read("/search/", q="wounded"))
    assert "Page 2 of 2" in read("/search/", q="wounded", page="2")


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999"])
def test_a_page_that_is_not_there_gives_one_that_is(read: Read, ford: None, page: str) -> None:
    assert "claims<" in read("/search/", page=page)


@pytest.mark.parametrize("text", ["'", '"', "\\", "%", "a & | !", "(((", "-", "\u202e", "💥"])
def test_strange_words_break_nothing(read: Read, ford: None, text: str) -> None:
    read("/search/", q=text)


def test_a_nul_is_refused_at_the_field(read: Read) -> None:
    assert 'id="id_q_error"' in read("/search/", q="a\x00b")


@pytest.mark.parametrize("sort", ["", "newest", "oldest"])
def test_without_words_claims_of_exercises_come_last(read: Read, client: Client, sort: str) -> None:
    paper = an_incident("Raid on paper", is_exercise=True)
    for number, incident in enumerate([paper, an_incident("Raid"), paper, an_incident("Ford")], 1):
        made = PartialDate(date(2024, 7, number), DatePrecision.DAY)
        a_claim(statement=f"Claim number {number}.", incident=incident, made_on=made)
    expected = [2, 4, 1, 3] if sort == "oldest" else [4, 2, 3, 1]

    page = read("/search/", sort=sort)
    told = client.get("/api/v1/search/", {"sort": sort}).json()["groups"][0]["results"]

    places = [page.index(f"Claim number {number}.") for number in expected]
    assert places == sorted(places)
    said = ["".join(piece["text"] for piece in row["pieces"]) for row in told]
    assert said == [f"Claim number {number}." for number in expected]
