"""The way of the Mali dossier: what went in against what ``/api/v1/`` gives back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ruamel.yaml import YAML

from claims.exchange.dossier_files import Dossier
from claims.exchange.dossier_files.values import ClaimRow, FigureRow, PageRow
from tests.mali import Mali, Rows, mali_loaded
from tests.seeds.reworded import reworded
from tests.suites.outside import MATERIAL, needs_material
from tracker.base.values.address import one_spelling
from tracker.base.values.partial_date import PartialDate

# The rows are loaded once for the run; the mark makes the database of the tests.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Mali:
    """The dossier as read and as listed; loading it takes long, so a run does it once."""
    with django_db_blocker.unblock():
        return mali_loaded(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def dossier(loaded: Mali) -> Dossier:
    return loaded.dossier


@pytest.fixture(scope="module")
def api(loaded: Mali) -> Rows:
    return loaded.rows


def written(given: PartialDate) -> str | None:
    return str(given) or None


def slug(row: dict[str, Any] | None) -> str:
    return row["slug"] if row else ""


def test_everything_arrives(api: Rows) -> None:
    counts = {name: len(rows) for name, rows in api.items()}

    assert (counts["incidents"], counts["claims"], counts["pages"]) == (24, 194, 156)
    assert counts["counterclaims"] == 174
    # Readers know the parties and places that a claim names; the file has more of both.
    assert counts["parties"] == counts["shown parties"]
    assert counts["recorded parties"] == 70 + 1  # and the civilians, whom every dossier knows
    assert sum(len(claim["figures"]) for claim in api["claims"].values()) == 192


def test_parties_arrive(dossier: Dossier, api: Rows) -> None:
    for given in dossier.parties:
        row = api["parties"].get(given.slug)
        if row is None:
            assert api["recorded parties"][given.slug].name == given.name
            assert given.slug not in api["shown parties"]
            continue
        assert [row[name] for name in ("name", "acronym", "kind", "public_note")] == [
            given.name,
            given.acronym,
            given.kind,
            given.public_note,
        ]
        assert [(alias["language"], alias["name"]) for alias in row["aliases"]] == list(
            given.aliases
        )


def test_publishers_arrive(dossier: Dossier, api: Rows) -> None:
    for given in dossier.publishers:
        row = api["publishers"][given.slug]
        for name in ("name", "kind", "country", "homepage", "public_note"):
            assert row[name] == getattr(given, name)
        assert row["grade"] is None


def test_places_arrive(dossier: Dossier, api: Rows) -> None:
    for given in dossier.places:
        row = api["places"].get(given.slug)
        if row is None:
            assert api["recorded places"][given.slug].name == given.name
            assert given.slug not in api["shown places"]
            continue
        for name in ("name", "precision", "public_note"):
            assert row[name] == getattr(given, name)
        assert [row["latitude"], row["longitude"]] == [
            float(given.latitude or 0),
            float(given.longitude or 0),
        ]


def test_pages_arrive_with_whom_they_credit(dossier: Dossier, api: Rows) -> None:
    for given in dossier.pages:
        row = api["pages"][given.address]
        for name in ("language", "title", "kind", "origin"):
            assert row[name] == getattr(given, name)
        assert slug(row["publisher"]) == given.publisher
        assert row["published"] == written(given.published)
        assert_same_credits(row["derivations"], given)


def assert_same_credits(rows: list[dict[str, Any]], given: PageRow) -> None:
    assert {row["credited_to"] for row in rows} == ({given.credited} if given.credited else set())
    assert [slug(row["from_publisher"]) for row in rows if row["from_publisher"]] == [
        credit.publisher for credit in given.credits if credit.publisher
    ]
    assert [row["origin_key"] for row in rows if row["origin_key"].startswith("party:")] == [
        f"party:{credit.party}" for credit in given.credits if credit.party
    ]


def test_incidents_arrive(dossier: Dossier, api: Rows) -> None:
    for given in dossier.incidents:
        row = api["incidents"][f"mali/{given.slug}"]
        assert (row["slug"], row["title"], row["summary"]) == (
            given.slug,
            given.title,
            given.summary,
        )
        assert (row["start"], row["end"]) == (written(given.start), written(given.end))
        assert slug(row["place"]) == given.place
        assert row["public_note"].startswith(given.public_note)
        assert sentences_told(row["public_note"]) == list(given.founding_sentences)
        assert row["is_exercise"] is False


def sentences_told(note: str) -> list[int]:
    """Which sentences of the article the incident's note points to."""
    told = re.search(
        r"Sentences? ([\d, ]+), counted from 0, of the article of Timbuktu Institute", note
    )
    return [int(number) for number in told[1].split(", ")] if told else []


def test_claims_arrive(dossier: Dossier, api: Rows) -> None:
    for incident in dossier.incidents:
        for given in incident.claims:
            row = api["claims"][f"mali/{given.id}"]
            assert row["incident"]["reference"] == f"mali/{incident.slug}"
            for name in (
                "spokesperson",
                "spokesperson_role",
                "channel",
                "statement",
                "wording",
                "nature",
                "language",
                "public_note",
            ):
                assert row[name] == getattr(given, name)
            assert (slug(row["claimant"]), slug(row["outlet"])) == (given.claimant, given.outlet)
            assert row["made_on"] == written(given.made)
            assert slug(row["place"]) == (given.place or incident.place)
            assert_same_figures(row["figures"], given.figures)
            assert_same_citations(row["citations"], given, dossier)


def assert_same_figures(rows: list[dict[str, Any]], given: tuple[FigureRow, ...]) -> None:
    assert len(rows) == len(given)
    for row, figure in zip(rows, given, strict=True):
        for name in ("measure", "qualifier", "wording", "public_note"):
            assert row[name] == getattr(figure, name)
        scope = row["scope"]
        assert (scope["part"], slug(scope["place"])) == (figure.part, figure.place)
        assert scope["period"] == written(figure.period)
        assert [party["slug"] for party in row["subjects"]] == list(figure.subjects)
        for name in ("low", "best", "high"):
            number = getattr(figure, name)
            assert row[name] == (None if number is None else float(number))


def assert_same_citations(rows: list[dict[str, Any]], given: ClaimRow, dossier: Dossier) -> None:
    addresses = {page.id: page.address for page in dossier.pages}
    assert [row["page"]["url"] for row in rows] == [addresses[c.page] for c in given.citations]
    for row, citation in zip(rows, given.citations, strict=True):
        assert (row["stance"], row["credibility"]) == (citation.stance, citation.credibility)
        assert (row["locator"], row["public_note"]) == (citation.locator, citation.public_note)
        quote = row["quotation"]["exact"] if row["quotation"] else None
        assert quote == (citation.quote.exact if citation.quote else None)


def test_answers_arrive_also_across_incidents(dossier: Dossier, api: Rows) -> None:
    given = {
        (f"mali/{claim.id}", f"mali/{answer.claim}", answer.ground)
        for incident in dossier.incidents
        for claim in incident.claims
        for answer in claim.answers
    }

    rows = api["counterclaims"].values()
    here = [(r["claim"]["reference"], r["answers"]["reference"], r["ground"]) for r in rows]

    assert len(here) == len(set(here)) == 174
    assert set(here) == given
    assert ("mali/ML035", "mali/ML006", "different_date") in given


def test_wire_copies_are_one_origin(api: Rows) -> None:
    def origins(claim: str) -> tuple[int, int, int]:
        counted = api["claims"][f"mali/{claim}"]["origins"]
        return counted["reports"], counted["low"], counted["high"]

    # Reuters twice, once by way of another.
    assert origins("ML014") == (2, 1, 1)
    # Wagner's own statement twice, and a page that does not say where it has it from.
    assert origins("ML016") == (3, 1, 2)
    # AFP twice, once by way of Le Monde.
    assert origins("ML119") == (2, 1, 1)
    # An agency's own page and two that credit it or others.
    assert origins("ML109") == (1, 1, 1)


def test_demonstration_verdicts_say_that_they_are(api: Rows) -> None:
    verdicts = [v for claim in api["claims"].values() for v in claim["verdicts"]]

    assert len([claim for claim in api["claims"].values() if claim["verdict"]]) == 6
    assert all(verdict["is_demonstration"] for verdict in verdicts)
    assert all(verdict["summary"].startswith("Demonstration.") for verdict in verdicts)
    assert {verdict["basis"] for verdict in verdicts} == {"agreement", "settlement", "correction"}


@needs_material
def test_the_material_itself_comes_back(api: Rows) -> None:
    with MATERIAL.open(encoding="utf-8") as file:
        material = YAML(typ="safe", pure=True).load(file)

    for given in material["claims"]:
        row = api["claims"][f"mali/{given['id']}"]
        sources = [given["source"], *given["also_reported_by"]]
        assert row["statement"] == reworded(given["statement"])
        assert row["made_on"] == given["date_made"]
        assert row["place"]["name"] == given["place"]["name"]
        assert [citation["page"]["url"] for citation in row["citations"]] == [
            one_spelling(source["url"]) for source in sources
        ]
        for figure, expected in zip(row["figures"], given["figures"], strict=True):
            for name in ("low", "best", "high"):
                assert figure[name] == expected[name]
            joint = expected.get("joint_subjects") or [expected["subject"]]
            assert [party["slug"] for party in figure["subjects"]] == [s for s in joint if s]
        for citation, source in zip(row["citations"], sources, strict=True):
            assert credited(citation["page"]) == source["attributed_to"]


def credited(page: dict[str, Any]) -> str | None:
    if page["origin"] == "derived":
        return str(page["derivations"][0]["credited_to"])
    return {"own": "own", "unknown": None}[page["origin"]]
