"""Claims that have what is asked for are the same, however they are looked for."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.matching.search import find
from claims.models import Counterclaim, Incident, Party, Place
from claims.operations.record import record_place
from claims.presentation.searching import narrowing
from claims.reads import facets
from claims.reads.facets import ClaimFacets, narrowed_down, with_facets
from claims.reads.pairs.widths import widest_first
from claims.reads.visible import claims_shown
from tests.factories import (
    AT,
    a_claim,
    a_figure,
    a_pair,
    a_party,
    a_reviewed_claim,
    a_user,
    a_verdict,
    an_incident,
)
from tests.public.conftest import Read
from tests.ratings import Rating
from tracker.base.looked_up import LookedUp
from tracker.base.values.partial_date import PartialDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def valley() -> None:
    """Claims about a ford, one of them of a place of its own, in pairs, with a verdict."""
    army, league = a_party("Army", slug="army"), a_party("League", slug="league")
    by = a_user()
    ford = record_place(name="Ford", slug="ford", by=by, at=AT)
    mill = record_place(name="Mill", slug="mill", by=by, at=AT)
    at_ford = an_incident("At the ford", slug="at-ford", place=ford)
    trial = an_incident("A trial", is_exercise=True, place=ford)
    told = [
        a_claim(
            claimant=claimant,
            incident=incident,
            place=place,
            language=language,
            made_on=PartialDate.parse(f"2025-02-0{number + 1}"),
            figures=[a_figure(measure, best=best, subjects=[army])],
        )
        for number, (claimant, incident, place, language, measure, best) in enumerate(
            [
                (army, at_ford, None, "en", "killed", 10),
                (league, at_ford, mill, "fr", "killed", 80),
                (league, at_ford, None, "en", "wounded", 3),
                (army, trial, None, "en", "killed", 4),
                (league, None, ford, "fr", "killed", 12),
            ]
        )
    ]
    a_claim(claimant=army, incident=at_ford, draft=True)
    a_pair(claim=told[1], answers=told[0])
    a_pair(claim=told[2], answers=told[0], ground="denial")
    a_verdict(a_reviewed_claim(Rating.REFUTED, Rating.REFUTED, claim=told[4]))


def asked() -> list[ClaimFacets]:
    day = PartialDate.parse("2025-02-02").day
    how_far = {row.how_far for row in Counterclaim.objects.all()}
    each = [
        *({"party": party} for party in Party.objects.filter(slug__in=["army", "league"])),
        *({"place": place} for place in Place.objects.all()),
        {"incident": Incident.objects.get(slug="at-ford")},
        *({"measure": measure} for measure in ("killed", "wounded")),
        *({"ground": ground} for ground in ("different_figure", "denial")),
        *({"apart": size} for size in how_far),
        *({"status": status} for status in ("recorded", "published")),
        {"rating": Rating.REFUTED.value},
        *({"language": tag} for tag in ("en", "fr")),
        {"made_from": day},
        {"made_to": day},
    ]
    pairs = [one | other for one, other in combinations(each, 2) if not one.keys() & other.keys()]
    return [ClaimFacets(**facts) for facts in (*each, *pairs)]


@pytest.mark.parametrize("most", [0, 1, 2, 5_000])
@pytest.mark.usefixtures("valley")
def test_those_of_the_rarest_are_those_that_have_all(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "MOST_NARROWED", most)

    sizes = set()
    for filters in asked():
        every = {row.pk for row in with_facets(claims_shown(), filters)}
        assert {row.pk for row in narrowed_down(claims_shown(), filters).claims} == every
        sizes.add(len(every))
    assert {0, 1, 2} <= sizes


@pytest.mark.parametrize("most", [1, 2, 9])
@pytest.mark.usefixtures("valley")
def test_few_stand_in_the_same_order_as_many(most: int) -> None:
    for filters in asked():
        claims = with_facets(claims_shown(), filters)
        assert widest_first(claims, most, are_few=True) == widest_first(claims, most)


@pytest.mark.usefixtures("valley")
def test_what_is_asked_for_is_asked_of_each_claim_alone() -> None:
    for filters in asked():
        sql = str(with_facets(claims_shown(), filters).query)
        assert sql.count("EXISTS(") == sql.count("OFFSET 0)")


@pytest.mark.usefixtures("valley")
def test_nothing_is_asked_where_nothing_narrows(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        assert len(list(narrowed_down(claims_shown(), ClaimFacets()).claims)) == 5


@pytest.mark.usefixtures("valley")
def test_only_the_first_of_a_list_are_counted(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (facets, find, narrowing):
        monkeypatch.setattr(module, "MOST_FACETED", 2)

    page = read("/search/?kind=claim")

    assert "Counted among 2 of the claims." in page
    assert read("/search/?kind=claim&language=fr").count("Counted among") == 0


@pytest.mark.parametrize("sort", ["", "newest", "oldest", "widest"])
@pytest.mark.usefixtures("valley")
def test_no_list_of_a_search_is_read_without_end(sort: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        Client().get("/search/", {"sort": sort, "language": "fr"})

    lists = [
        one["sql"]
        for one in queries.captured_queries
        if "made_on" in one["sql"] and "ORDER BY" in one["sql"] and "DECLARE" not in one["sql"]
    ]
    assert lists
    assert all("LIMIT" in sql or " IN (" in sql.partition("WHERE")[2] for sql in lists)


def test_a_question_of_a_row_is_written_so_that_it_is_asked_of_rows() -> None:
    rows = Party.objects.filter(LookedUp(claims_shown()))
    assert "LIMIT 1 OFFSET 0)" in str(rows.query)


def cards(page: str) -> list[str]:
    return [
        card.partition("</article>")[0] for card in page.split('<article class="claim-card"')[1:]
    ]


@pytest.mark.parametrize("asked", ["sort=widest", "apart=5_times", "apart=5_times&sort=oldest"])
@pytest.mark.usefixtures("valley")
def test_who_asks_how_far_apart_figures_are_is_told_so(read: Read, asked: str) -> None:
    pair = Counterclaim.objects.get(ground="different_figure")

    beside = [card for card in cards(read(f"/search/?kind=claim&{asked}")) if "8 times" in card]

    assert len(beside) == 2
    for card in beside:
        assert "10 according to Army" in card
        assert "80 according to League" in card
        assert f"/pairs/{pair.pk}/" in card


@pytest.mark.usefixtures("valley")
def test_who_does_not_ask_is_not_told(read: Read) -> None:
    for asked in ("kind=claim", "kind=claim&sort=newest", "q=mill"):
        assert "8 times" not in read(f"/search/?{asked}")


@pytest.mark.usefixtures("valley")
def test_the_widest_is_told_that_put_a_claim_in_its_place(read: Read) -> None:
    first = Counterclaim.objects.get(ground="different_figure").answers
    army = first.claimant
    wider = a_claim(
        claimant=a_party("Guard", slug="guard"),
        incident=first.incident,
        figures=[a_figure(best=500, subjects=[army])],
    )
    refuted = a_pair(claim=wider, answers=first)
    a_verdict(a_reviewed_claim(Rating.REFUTED, Rating.REFUTED, claim=wider))

    told = [
        card for card in cards(read("/search/?kind=claim&sort=widest")) if "according to" in card
    ]

    assert [f"/pairs/{refuted.pk}/" in card for card in told] == [True, True, False]
    assert all("Verdict on the claim by Guard: Refuted" in card for card in told[:2])


@pytest.mark.usefixtures("valley")
def test_it_takes_as_many_queries_for_many_as_for_few(client: Client) -> None:
    taken = set()
    for more in (0, 12):
        for number in range(more):
            a_pair(
                claim=a_claim(figures=[a_figure(best=1000 + number)]),
                answers=a_claim(figures=[a_figure(best=2)]),
            )
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/?kind=claim&sort=widest")
        taken.add(len(queries))
    assert len(taken) == 1


@pytest.mark.parametrize(("path", "named"), [("", "French"), ("/fr", "Français")])
@pytest.mark.usefixtures("valley")
def test_a_language_is_offered_by_its_name(read: Read, path: str, named: str) -> None:
    offered = re.findall(r'<option\s+value="fr"\s*>\s*(.*?)\s*</option>', read(f"{path}/search/"))

    assert offered == [named]
