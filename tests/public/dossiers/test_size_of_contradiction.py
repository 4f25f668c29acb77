"""Claims are found, counted and put in order by how far their figures are from others'."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim, Counterclaim, Incident
from claims.operations.contest import retract
from claims.operations.matching.index import index_everything
from claims.operations.record import revise_claim, withdraw
from claims.rules.figures.width import SOUGHT_BY_SIZE, HowFarApart
from tests.factories import (
    AT,
    a_claim,
    a_figure,
    a_pair,
    a_party,
    an_editor,
    an_incident,
)
from tests.public.conftest import Read
from tests.public.dossiers.test_facets import facets
from tracker.base.values.partial_date import PartialDate

HEADING = "Size of the contradiction"


def a_dispute(name: str, low: int, high: int, **fields: object) -> Counterclaim:
    """Two claims of one loss; the second, with the larger figure, answers the first."""
    subject, incident = a_party(f"Losers, {name}"), an_incident(name, **fields)
    few, many = (
        a_claim(
            incident=incident,
            claimant=a_party(f"{side}, {name}"),
            statement=f"Bridge, {name}: {n} were killed.",
            figures=[a_figure(best=n, subjects=[subject])],
        )
        for side, n in (("Army", low), ("Rebels", high))
    )
    return a_pair(claim=many, answers=few)


@pytest.fixture
def disputes(db: None) -> Mapping[str, Counterclaim]:
    """Six disputes and a claim that nobody disputes."""
    a_claim(statement="Bridge: nobody says otherwise.")
    said = {"mill": (10, 30), "ford": (12, 84), "hill": (100, 150), "lake": (0, 4), "camp": (7, 7)}
    found = {name: a_dispute(name, *figures) for name, figures in said.items()}
    found["game"] = a_dispute("game", 1, 900, is_exercise=True)
    return found


def statements(page: str) -> list[str]:
    """What the claims that were found say, in their order."""
    cards = LexborHTMLParser(page).css(".found .claim-card")
    texts = [" ".join(card.text().split()) for card in cards]
    return [
        next(
            (name for name in text.replace(",", " ").replace(":", " ").split() if name in NAMES), ""
        )
        for text in texts
    ]


NAMES = {"mill", "ford", "hill", "lake", "camp", "game"}


def ids(client: Client, **query: str) -> list[int]:
    """The claims that the API finds."""
    answer = client.get("/api/v1/search/", {"kind": "claim", **query}).json()
    return [row["id"] for group in answer["groups"] for row in group["results"]]


def test_each_size_is_counted_the_widest_first_without_exercises(
    read: Read, disputes: Mapping[str, Counterclaim]
) -> None:
    found = facets(read("/search/"))[HEADING]

    assert {label: n for label, (n, _address) in found.items()} == {
        "5 times as high or more": 2,
        "Twice as high or more, but below 5 times": 2,
        "Contradictory, but less than twice as high": 2,
        "One side says there were none": 2,
        "Figures agree or overlap": 2,
    }
    assert next(iter(found)) == "5 times as high or more"
    assert list(found)[-1] == "Figures agree or overlap"


@pytest.mark.parametrize(
    ("apart", "name"),
    [
        ("5_times", "ford"),
        ("2_times", "mill"),
        ("less_than_2_times", "hill"),
        ("one_says_none", "lake"),
        ("agree_or_overlap", "camp"),
    ],
)
def test_page_and_api_find_both_sides_of_such_pairs(
    read: Read,
    client: Client,
    disputes: Mapping[str, Counterclaim],
    apart: str,
    name: str,
) -> None:
    index_everything()
    pair = disputes[name]

    for q in ("", "bridge"):
        assert statements(read("/search/", q=q, apart=apart, kind="claim")) == [name, name]
        assert set(ids(client, q=q, apart=apart)) == {pair.claim_id, pair.answers_id}
    listed = client.get("/api/v1/claims/", {"apart": apart}).json()["results"]
    assert {row["id"] for row in listed} == {pair.claim_id, pair.answers_id}


@pytest.mark.parametrize("q", ["", "bridge"])
def test_the_widest_contradictions_stand_first_those_in_none_last(
    read: Read, client: Client, disputes: Mapping[str, Counterclaim], q: str
) -> None:
    index_everything()

    found = statements(read("/search/", q=q, sort="widest", kind="claim"))

    order = ["ford", "ford", "lake", "lake", "mill", "mill", "hill", "hill"]
    assert found[:8] == order
    assert set(found[8:]) == {"camp", "game", ""}
    apart = [disputes[name] for name in ("ford", "lake", "mill", "hill")]
    keys = [{pair.claim_id, pair.answers_id} for pair in apart]
    told = ids(client, q=q, sort="widest")
    assert [set(told[at : at + 2]) for at in range(0, 8, 2)] == keys


def test_a_claim_stands_where_its_widest_pair_does(
    read: Read, disputes: Mapping[str, Counterclaim]
) -> None:
    few = disputes["hill"].answers
    loser = few.figures.get().subjects.get()
    a_pair(
        claim=a_claim(
            incident=few.incident,
            statement="Bridge, hill: 2000 were killed.",
            figures=[a_figure(best=2000, subjects=[loser])],
        ),
        answers=few,
    )

    found = statements(read("/search/", sort="widest", kind="claim"))

    assert found[:4] == ["hill", "hill", "ford", "ford"]
    assert statements(read("/search/", apart="less_than_2_times", kind="claim")) == ["hill"] * 2
    assert statements(read("/search/", apart="5_times", kind="claim")).count("hill") == 2


def test_a_later_figure_moves_a_claim(read: Read, disputes: Mapping[str, Counterclaim]) -> None:
    many = disputes["ford"].claim
    loser = many.figures.get().subjects.get()

    revise_claim(
        claim=many,
        figures=[a_figure(best=13, subjects=[loser])],
        reason="Counted again.",
        by=an_editor(),
        at=AT,
    )

    assert "ford" in statements(read("/search/", apart="less_than_2_times", kind="claim"))
    assert "ford" not in statements(read("/search/", apart="5_times", kind="claim"))


def test_what_one_claimant_revises_contradicts_nothing(read: Read, db: None) -> None:
    army, loser = a_party("Army"), a_party("Losers")
    first, second = (
        a_claim(
            claimant=army,
            incident=incident,
            figures=[a_figure(best=n, subjects=[loser])],
            made_on=PartialDate.parse(day),
        )
        for incident in [an_incident()]
        for n, day in ((30, "2024-07-27"), (80, "2024-07-29"))
    )
    a_pair(claim=second, answers=first, ground="revision")

    assert len(statements(read("/search/", apart="revised", kind="claim"))) == 2
    assert "Nothing found" in read("/search/", apart="2_times", kind="claim")


@pytest.mark.parametrize("hidden", ["withdrawn", "draft", "unreleased", "taken back"])
def test_only_pairs_that_readers_see_on_both_sides_count(
    read: Read, disputes: Mapping[str, Counterclaim], hidden: str
) -> None:
    pair = disputes["ford"]
    match hidden:
        case "withdrawn":
            withdraw(claim=pair.claim, reason="A mistake, as was said.", by=an_editor(), at=AT)
        case "draft":
            Claim.objects.filter(pk=pair.claim_id).update(
                status="draft", released_at=None, released_by=None
            )
        case "unreleased":
            Claim.objects.filter(pk=pair.claim_id).update(released_at=None, released_by=None)
        case _:
            retract(counterclaim=pair, reason="Not the same.", by=an_editor(), at=AT)

    assert "Nothing found" in read("/search/", apart="5_times", kind="claim")
    assert "5 times as high or more" not in facets(read("/search/"))[HEADING]
    assert statements(read("/search/", sort="widest", kind="claim"))[:2] == ["lake", "lake"]


def test_pairs_of_an_exercise_have_no_size(
    read: Read, client: Client, disputes: Mapping[str, Counterclaim]
) -> None:
    game = Incident.objects.get(title="game")
    real = disputes["camp"].claim
    a_pair(claim=real, answers=disputes["game"].answers, ground="denial")

    for each in SOUGHT_BY_SIZE:
        found = statements(read("/search/", apart=each.value, kind="claim"))
        assert "game" not in found
    assert "not_comparable" in SOUGHT_BY_SIZE
    assert real.pk not in ids(client, apart="not_comparable")
    page = read("/search/", incident=game.slug)
    assert HEADING not in facets(page)


@pytest.mark.parametrize("value", ["enormous", HowFarApart.NO_FIGURES.value, "5"])
def test_a_size_that_there_is_not_is_explained_at_its_field(
    read: Read, client: Client, db: None, value: str
) -> None:
    page = LexborHTMLParser(read("/search/", apart=value))

    label = page.css_first('label[for="id_apart"]')
    assert label is not None
    assert label.parent is not None
    assert "Select a valid choice" in label.parent.text()
    answer = client.get("/api/v1/search/", {"apart": value})
    assert answer.status_code == 400
    assert "apart" in answer.json()["error"]["fields"]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_it_is_found_in_every_language(
    client: Client, disputes: Mapping[str, Counterclaim], language: str
) -> None:
    page = client.get(f"/{language}/search/", {"apart": "5_times", "kind": "claim"})

    assert page.status_code == 200
    shown = page.content.decode()
    assert statements(shown) == ["ford", "ford"]
    with translation.override(language):
        assert translation.gettext(HowFarApart.FIVE_TIMES.label) in shown
    chosen = LexborHTMLParser(shown).css_first('.facets a[aria-current="true"]')
    assert chosen is not None
    assert "apart" not in (chosen.attributes["href"] or "")


def test_it_takes_as_many_queries_whatever_there_is(
    client: Client, disputes: Mapping[str, Counterclaim]
) -> None:
    def queries(**query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/search/", query).status_code == 200
        return len(captured)

    asked = ({}, {"sort": "widest"}, {"apart": "2_times"}, {"apart": "2_times", "sort": "widest"})
    before = [queries(**query) for query in asked]
    for number in range(6):
        a_dispute(f"raid {number}", 10, 21 + number)

    assert [queries(**query) for query in asked] == before
