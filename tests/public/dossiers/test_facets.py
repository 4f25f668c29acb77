"""What a search can be narrowed down by, with counts that hold, and the order of claims."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim, Place
from claims.operations.record import record_place
from tests.factories import (
    AT,
    a_claim,
    a_figure,
    a_party,
    a_reviewed_claim,
    a_user,
    a_verdict,
    an_incident,
)
from tests.public.conftest import Read
from tests.ratings import Rating
from tracker.base.values.partial_date import PartialDate


def a_place(name: str, slug: str) -> Place:
    return record_place(name=name, slug=slug, by=a_user(), at=AT)


@pytest.fixture
def valley(db: None) -> None:
    """Five claims about two incidents."""
    army, league = a_party("Army", slug="army"), a_party("League", slug="league")
    ford, mill = a_place("Ford", "ford"), a_place("Mill", "mill")
    at_ford = an_incident("Fighting at the ford", slug="at-ford", place=ford)
    dead = [a_figure(best=10, subjects=[army])]
    for number in range(3):
        a_claim(
            claimant=army,
            incident=at_ford,
            statement=f"Burnt bridge {number}.",
            made_on=PartialDate.parse(f"2025-02-0{number + 1}"),
            figures=dead,
        )
    a_claim(
        claimant=league,
        incident=at_ford,
        place=mill,
        language="fr",
        statement="Le pont est intact.",
        figures=[a_figure("wounded", best=3, subjects=[army])],
    )
    hurt = a_claim(
        claimant=league,
        statement="Burnt bridge, says the League.",
        made_on=PartialDate.parse("2024"),
        figures=[],
    )
    a_verdict(a_reviewed_claim(Rating.REFUTED, Rating.REFUTED, claim=hurt))


def facets(page: str) -> dict[str, dict[str, tuple[int, str]]]:
    """By heading and label: the count and the address."""
    found: dict[str, dict[str, tuple[int, str]]] = {}
    heading = ""
    for node in LexborHTMLParser(page).css(".facets h3, .facets li"):
        if node.tag == "h3":
            heading = node.text(strip=True)
            found[heading] = {}
            continue
        link, number = node.css_first("a"), node.css_first(".number")
        label = link.css_first("span").text(strip=True)
        found[heading][label] = (int(number.text()), unescape(link.attributes["href"] or ""))
    return found


def test_every_value_is_counted(read: Read, valley: None) -> None:
    found = facets(read("/search/"))

    counts = {
        heading: {label: n for label, (n, _address) in values.items()}
        for heading, values in found.items()
    }
    assert counts["Who makes them or is counted"] == {"Army": 4, "League": 2}
    assert counts["Place"] == {"Ford": 3, "Mill": 1}
    assert counts["Year in which they were made"] == {"2025": 3, "2024": 1}
    assert counts["What is counted"] == {"Killed": 3, "Wounded": 1}
    assert counts["Language"] == {"English": 4, "French": 1}
    assert "Verdict" not in counts


@pytest.mark.parametrize("query", [{}, {"q": "bridge"}, {"party": "army"}])
def test_an_address_leads_to_as_many_as_it_says(
    read: Read, valley: None, query: dict[str, str]
) -> None:
    found = facets(read("/search/", **query))

    assert found
    for values in found.values():
        for count, address in values.values():
            if address.count("=") <= len(query):
                continue
            cards = LexborHTMLParser(read(address)).css(".found .claim-card")
            assert len(cards) == count, address


def test_what_is_chosen_is_marked_and_can_be_taken_away(read: Read, valley: None) -> None:
    page = read("/search/", party="league", language="fr")

    (chosen,) = [
        node
        for node in LexborHTMLParser(page).css('.facets a[aria-current="true"]')
        if "League" in node.text()
    ]
    address = unescape(chosen.attributes["href"] or "")
    assert "language=fr" in address
    assert "party" not in address


def test_a_place_is_the_claims_else_its_incidents(read: Read, valley: None) -> None:
    assert "Le pont est intact." in read("/search/", place="mill")
    page = read("/search/", place="ford")
    assert "Burnt bridge 0." in page
    assert "Le pont est intact." not in page


def test_a_verdict_is_counted_where_claims_differ_in_it(read: Read, valley: None) -> None:
    other = a_reviewed_claim(Rating.SUPPORTED, Rating.SUPPORTED, claim=a_claim(figures=[]))
    a_verdict(other)

    counts = facets(read("/search/"))["Verdict"]

    assert {label: n for label, (n, _address) in counts.items()} == {"Refuted": 1, "Supported": 1}


def test_what_is_not_public_is_not_counted(read: Read, valley: None) -> None:
    a_claim(claimant=a_party("Ghosts"), draft=True, language="ru")
    a_claim(claimant=a_party("Ghosts"), released=False, language="ru")

    page = read("/search/")

    assert "Ghosts" not in page
    assert facets(page)["Language"].keys() == {"English", "French"}


@pytest.mark.parametrize(("sort", "first"), [("newest", 2), ("oldest", 0)])
@pytest.mark.parametrize("q", ["", "burnt bridge"])
def test_claims_stand_in_the_order_asked_for(
    read: Read, valley: None, q: str, sort: str, first: int
) -> None:
    page = read("/search/", q=q, sort=sort, party="army", kind="claim")

    places = [page.index(f"bridge</mark> {n}" if q else f"bridge {n}") for n in range(3)]
    assert places.index(min(places)) == first


def test_an_unknown_order_is_explained(read: Read, valley: None) -> None:
    assert "The search could not be made" in read("/search/", sort="loudest")


def test_the_api_has_them_too(client: Client, valley: None) -> None:
    answer = client.get("/api/v1/search/", {"place": "mill", "sort": "oldest"}).json()

    (group,) = answer["groups"]
    assert group["found"] == 1


def test_counting_takes_the_same_number_of_queries_whatever_there_is(
    client: Client, valley: None
) -> None:
    def queries(**query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/search/", query).status_code == 200
        return len(captured)

    before = [queries(), queries(q="bridge"), queries(language="en")]
    for number in range(12):
        a_claim(claimant=a_party(f"Band {number}"), statement="Burnt bridge again.")

    assert [queries(), queries(q="bridge"), queries(language="en")] == before
    assert Claim.objects.count() == 17
