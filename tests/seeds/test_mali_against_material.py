"""The Mali dossier against the gathered material: every row that went in is in the files."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from claims.exchange.dossier_files import Dossier, read_dossier
from claims.exchange.dossier_files.values import (
    CitationRow,
    ClaimRow,
    FigureRow,
    PageRow,
    PartialDate,
)
from tests.seeds import small
from tests.seeds.reworded import REWORDED, reworded, texts_of
from tests.suites.outside import MATERIAL, needs_material
from tracker.base.values.address import one_spelling

ROOT = Path(__file__).resolve().parents[2]
IN_OWN_VOICE = "reporting_outlet"
"""The one claimant that the material has for every outlet that speaks for itself."""


@cache
def seeds(name: str = "mali") -> Dossier:
    reading = read_dossier(ROOT / "seeds" / name, words=small.words())
    assert reading.problems == ()
    assert reading.dossier is not None
    return reading.dossier


@cache
def material() -> Any:
    with MATERIAL.open(encoding="utf-8") as file:
        return YAML(typ="safe", pure=True).load(file)


def claims() -> dict[str, ClaimRow]:
    return {claim.id: claim for incident in seeds().incidents for claim in incident.claims}


def pages() -> dict[str, PageRow]:
    return {page.address: page for page in seeds().pages}


def as_written(found: PartialDate) -> str | None:
    if found.day is None:
        return None
    shape = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[found.precision]
    return found.day.strftime(shape)


def attributed_to(page: PageRow) -> str | None:
    return {"own": "own", "derived": page.credited, "unknown": None}[page.origin]


def test_the_dossier_is_sound_and_whole() -> None:
    counts = seeds().counts

    assert (counts["incidents"], counts["claims"], counts["figures"]) == (24, 194, 192)
    assert (counts["parties"], counts["pages"], counts["answers"]) == (70, 156, 174)
    own = [row for row in seeds().publishers if row.where.file == "publishers.yaml"]
    assert len(own) == 123


def test_no_number_word_or_credit_was_lost_or_changed() -> None:
    """The sums of what was gathered: they hold where the material itself is not at hand."""
    rows = list(claims().values())
    gathered = {new: old for old, new in REWORDED.items()}
    figures = [figure for claim in rows for figure in claim.figures]
    sums = {
        name: sum(getattr(figure, name) or Decimal(0) for figure in figures)
        for name in ("low", "best", "high")
    }

    assert sums == {"low": Decimal("2603.1"), "best": Decimal("6942.1"), "high": Decimal("1636.1")}
    assert sum(len(claim.citations) for claim in rows) == 280
    assert sum(len(gathered.get(row.statement, row.statement)) for row in rows) == 16_721
    assert Counter(page.origin for page in seeds().pages) == {
        "derived": 116,
        "unknown": 31,
        "own": 9,
    }
    assert sum(len(address) for address in pages()) == 14_778
    assert sum(len(party.aliases) for party in seeds().parties) == 41


@pytest.mark.parametrize("name", ["mali", "exercise"])
def test_no_text_is_in_words_that_no_newsroom_prints(name: str) -> None:
    dialect = re.compile(
        r"\bseed\b|incident_conflict|source\.publisher|own voice|attributed_to|\bML\d|unnamed\)"
        r"|\bTODO\b|\bn/a\b|[a-z]_[a-z]",
        re.IGNORECASE,
    )

    assert [text for text in texts_of(seeds(name)) if dialect.search(text)] == []


def test_an_outlet_in_its_own_voice_is_the_claimant_itself() -> None:
    names = {row.slug: row.name for row in (*seeds().parties, *seeds().publishers)}
    spoke = [claim for claim in claims().values() if claim.outlet]

    assert len(spoke) == 23
    assert all(claim.claimant == claim.outlet for claim in spoke)
    outlets = {claim.outlet for claim in spoke}
    assert {row.slug: row.name for row in seeds().parties if row.slug in outlets} == {
        slug: names[slug] for slug in outlets
    }


def test_every_reworded_text_keeps_its_facts() -> None:
    """Numbers and names of the old text stand in the new one, and each new one is in the files."""
    told = {*texts_of(seeds()), *(row.slug for row in seeds().incidents)}

    for old, new in REWORDED.items():
        assert facts(old) <= facts(new), new
        assert new in told


def facts(text: str) -> set[str]:
    """Numbers and capitalised words inside a text, but for how the material calls its own rows."""
    inside = re.sub(r"\bML\d+", "", text).split(" ", 1)[-1]
    return set(re.findall(r"\d+|\b[A-Z][\w’-]+", inside))


def test_quotes_are_short() -> None:
    quotes = [row.quote for claim in claims().values() for row in claim.citations if row.quote]

    assert len(quotes) == 18
    assert all(len(quote.exact.split()) <= 8 for quote in quotes)


def test_two_incidents_have_no_resolved_date() -> None:
    undated = {row.slug for row in seeds().incidents if row.start.day is None}

    assert {"kouakourou", "gao-airport-mortar"} <= undated


@needs_material
def test_parties_are_those_of_the_material() -> None:
    rows = {row.slug: row for row in seeds().parties}

    for given in material()["parties"]:
        if given["id"] == IN_OWN_VOICE:
            continue
        row = rows.pop(given["id"])
        kind = "forgery" if given["id"] == "forged_doc" else given["kind"]
        assert (row.name, row.acronym or None, row.kind) == (
            reworded(given["name"]),
            given["acronym"],
            kind,
        )
        assert row.public_note == reworded(given.get("note", ""))
        aliases = [(tag, name) for tag, names in given["aliases"].items() for name in names]
        assert list(row.aliases) == aliases
    # What is left are the outlets that the material has as one claimant, "the reporting outlet".
    publishers = {row.slug: row.name for row in seeds().publishers}
    spoke = {
        claim["source"]["publisher"]
        for claim in material()["claims"]
        if claim["claimant"] == IN_OWN_VOICE
    }
    assert {slug: (row.name, row.kind) for slug, row in rows.items()} == {
        slug: (publishers[slug], "media") for slug in spoke
    }


@needs_material
def test_publishers_are_those_of_the_material() -> None:
    rows = {row.slug: row for row in seeds().publishers}

    for given in material()["publishers"]:
        row = rows.pop(given["id"])
        assert (row.name, row.country or None, row.kind, row.homepage) == (
            given["name"],
            given["country"],
            given["kind"],
            given["homepage"],
        )
    assert {row.where.file for row in rows.values()} == {"credited.yaml"}


@needs_material
def test_places_are_those_of_the_material() -> None:
    rows = {row.slug: row for row in seeds().places}

    for given in material()["places"]:
        row = rows.pop(given["id"])
        assert (row.name, row.latitude, row.longitude) == (
            given["name"],
            Decimal(str(given["lat"])),
            Decimal(str(given["lon"])),
        )
        seen = given["precision"] == "seen"
        assert (row.precision == "exact") is seen
        assert ("seen on a page" in row.public_note) is seen
    assert rows == {}


@needs_material
def test_pages_are_those_of_the_material() -> None:
    rows = {row.id: row for row in seeds().pages}

    for given in material()["sources"]:
        row = rows.pop(given["id"])
        assert (row.address, row.publisher, row.language) == (
            one_spelling(given["url"]),
            given["publisher"],
            given["language"],
        )
        assert as_written(row.published) == given["published"]
        assert attributed_to(row) == given["attributed_to"]
    assert rows == {}


@needs_material
def test_incidents_are_those_of_the_material() -> None:
    rows = {row.slug: row for row in seeds().incidents}

    for given in material()["incidents"]:
        row = rows.pop(reworded(given["id"]))
        assert (row.title, row.summary, row.place) == (
            reworded(given["title"]),
            reworded(given["summary"]),
            given["place"],
        )
        assert as_written(row.start) == given["date_start"]
        assert as_written(row.end) == given["date_end"]
        assert row.public_note == reworded(given.get("note", ""))
        assert list(row.founding_sentences) == given["seed_sentences"]
        assert [claim.id for claim in row.claims] == given["claims"]
    assert rows == {}


@needs_material
def test_claims_are_those_of_the_material() -> None:
    rows = claims()
    homes = {claim.id: row for row in seeds().incidents for claim in row.claims}
    names = {row.slug: row.name for row in seeds().places}

    for given in material()["claims"]:
        row = rows.pop(given["id"])
        assert homes[row.id].slug == reworded(given["incident"])
        in_own_voice = given["claimant"] == IN_OWN_VOICE
        outlet = given["source"]["publisher"] if in_own_voice else ""
        # Where the material names a way of saying for want of a person, the file says it as one.
        assert (row.claimant, row.spokesperson or row.channel or None) == (
            outlet or given["claimant"],
            given["spokesperson"],
        )
        assert (row.statement, row.wording) == (
            reworded(given["statement"]),
            "paraphrase",
        )
        assert as_written(row.made) == given["date_made"]
        assert names[row.place or homes[row.id].place] == given["place"]["name"]
        assert row.public_note == reworded(given.get("note", ""))
        assert (row.nature == "silence") is given.get("is_non_statement", False)
        assert row.outlet == outlet
        answers = [(answer.claim, answer.ground) for answer in row.answers]
        assert answers == [(given["claim"], given["kind"]) for given in given["counters"]]
    assert rows == {}


@needs_material
def test_figures_are_those_of_the_material() -> None:
    rows = claims()

    for given in material()["claims"]:
        figures = rows[given["id"]].figures
        assert len(figures) == len(given["figures"])
        for row, expected in zip(figures, given["figures"], strict=True):
            assert_same_figure(row, expected)


def assert_same_figure(row: FigureRow, given: dict[str, Any]) -> None:
    subjects = given.get("joint_subjects") or ([given["subject"]] if given["subject"] else [])
    assert (row.measure, list(row.subjects)) == (given["category"], subjects)
    numbers = [given[name] for name in ("low", "best", "high")]
    assert [row.low, row.best, row.high] == [
        None if number is None else Decimal(str(number)) for number in numbers
    ]
    assert row.wording == (given["qualifier"] or "")
    # A note that says which part is counted stands there as the part.
    assert (given.get("note") or "") in {row.public_note, row.part}


@needs_material
def test_citations_are_those_of_the_material() -> None:
    rows, by_address = claims(), pages()

    for given in material()["claims"]:
        first, *others = rows[given["id"]].citations
        assert first.page == by_address[one_spelling(given["source"]["url"])].id
        assert (first.quote.exact if first.quote else None) == given["quote"]
        assert sentence(first) == given["seed_sentence"]
        reported = [
            by_address[one_spelling(source["url"])].id for source in given["also_reported_by"]
        ]
        assert [row.page for row in others] == reported
        assert {row.stance for row in (first, *others)} == {"reports"}


def sentence(row: CitationRow) -> int | None:
    return int(row.locator.removeprefix("sentence ")) if row.locator else None
