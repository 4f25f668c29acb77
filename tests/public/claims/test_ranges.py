"""Wherever readers are told what a verdict establishes, they are told it of every figure."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim, Incident, Party, Verdict
from claims.operations.verdicts.correct import correct
from claims.presentation.figures.groups import group_figures
from claims.reads.claims import for_cards
from tests.factories import (
    AT,
    a_claim,
    a_claim_judged_by_figure,
    a_correction,
    a_figure,
    a_party,
    a_verdict,
    an_editor,
    an_incident,
    later,
)
from tests.markup import folded
from tests.public.conftest import Read
from tests.ratings import Rating


@pytest.fixture
def incident(db: None) -> Incident:
    return an_incident(slug="ford")


def claimed(incident: Incident) -> Claim:
    army = Party.objects.filter(name="The Army").first() or a_party("The Army")
    figures = [a_figure(one, best=14, subjects=[army]) for one in ("killed", "wounded")]
    return a_claim(incident=incident, claimant=a_party(), figures=figures)


def judged(
    incident: Incident, *ends: tuple[int, int] | None, rating: Rating = Rating.SUPPORTED
) -> Verdict:
    claim = a_claim_judged_by_figure(*ends, claim=claimed(incident), rating=rating)
    return a_verdict(claim)


def ranges_on(page: str) -> list[str]:
    found = LexborHTMLParser(page).css(".supported-range")
    return [" ".join(each.text().split()) for each in found]


def said(*ends: str) -> list[str]:
    named = zip(("Killed", "Wounded"), ends, strict=False)
    return [f"Range the evidence supports: {what}, The Army: {end}" for what, end in named]


def test_the_page_of_a_claim_its_version_and_an_earlier_day_say_each(
    read: Read, incident: Incident
) -> None:
    verdict = judged(incident, (10, 20), (1, 5))
    at = f"/claims/{verdict.claim_id}/"
    both = said("10 to 20", "1 to 5")

    assert ranges_on(read(at)) == both
    assert ranges_on(read(f"{at}versions/1/")) == both
    assert ranges_on(read(at, as_of=AT.date().isoformat())) == both
    assert ranges_on(read(f"/embed{at}")) == both


def test_a_correction_of_one_says_what_they_were_before(read: Read, incident: Incident) -> None:
    first = judged(incident, (10, 20), (1, 5))
    killed, _wounded = first.claim.figures.all()
    same = {"rating": first.rating, "summary": first.summary}
    a_correction(first, **same, figure=killed, low=12, high=20)

    page = read(at := f"/claims/{first.claim_id}/")

    assert ranges_on(page) == [*said("12 to 20"), *said("10 to 20", "1 to 5")]
    before = said("10 to 20", "1 to 5")
    changed = "; ".join(each.removeprefix("Range the evidence supports: ") for each in before)
    assert f"before: {changed}." in folded(page)
    assert ranges_on(read(at, as_of=AT.date().isoformat())) == before
    assert ranges_on(read(f"{at}versions/1/")) == before


def test_another_wording_changes_none_and_says_so(read: Read, incident: Incident) -> None:
    first = judged(incident, (10, 20), (1, 5))
    correct(
        claim=first.claim,
        kind="clarity",
        summary="Clearer.",
        reason="It was unclear.",
        by=an_editor(),
        at=later(days=1),
    )

    page = folded(read(f"/claims/{first.claim_id}/"))

    assert "The reasoning was rewritten." in page
    assert "; before:" not in page


def test_on_a_dossier_each_stands_on_the_axis_of_its_figures(
    read: Read, incident: Incident
) -> None:
    judged(incident, (10, 20), (1, 5))
    claimed(incident)

    page = read("/incidents/ford/")
    found = LexborHTMLParser(page).css("li.is-found .value strong")
    headings = [page.index('id="figures-killed'), page.index('id="figures-wounded')]
    rows = [at.start() for at in re.finditer("figure-row is-found", page)]

    assert [each.text() for each in found] == ["10 to 20", "1 to 5"]
    assert headings[0] < rows[0] < headings[1] < rows[1]


def test_a_dossier_begins_with_them_and_puts_each_beside_what_it_is_of(
    read: Read, incident: Incident
) -> None:
    judged(incident, (10, 20), (1, 5))
    claimed(incident)

    page = LexborHTMLParser(read("/incidents/ford/"))
    cells = [" ".join(cell.text().split()) for cell in page.css("td[data-label]")]

    assert "10 to 20" in cells
    assert "1 to 5" in cells
    assert "Reviewers found 10 to 20 supported." in folded(page.html or "")


def test_a_feed_says_each(client: Client, incident: Incident) -> None:
    judged(incident, (10, 20), (1, 5))

    text = client.get("/feeds/verdicts.atom").content.decode()

    for each in said("10 to 20", "1 to 5"):
        assert f"{each}." in text


def test_programs_are_given_a_list_and_the_first_where_it_was(
    client: Client, incident: Incident
) -> None:
    verdict = judged(incident, (10, 20), (1, 5))
    killed, wounded = verdict.claim.figures.all()
    ranges = [
        {"figure": killed.pk, "low": 10, "high": 20},
        {"figure": wounded.pk, "low": 1, "high": 5},
    ]

    alone = json.loads(client.get(f"/api/v1/verdicts/{verdict.pk}/").content)
    of_claim = json.loads(client.get(f"/api/v1/claims/{verdict.claim_id}/").content)

    for given in (alone, of_claim["verdict"], *of_claim["verdicts"]):
        assert given["ranges"] == ranges
        assert (given["figure"], given["low"], given["high"]) == (killed.pk, 10, 20)


def test_a_verdict_without_a_range_gives_an_empty_list(client: Client, incident: Incident) -> None:
    verdict = a_verdict(claimed(incident))

    given = json.loads(client.get(f"/api/v1/verdicts/{verdict.pk}/").content)

    assert (given["ranges"], given["figure"], given["low"]) == ([], None, None)


@pytest.mark.parametrize(
    ("ends", "wrong"),
    [
        ([(1, 5), (10, 20)], {"killed"}),
        ([(1, 5), (2, 6)], {"killed", "wounded"}),
        ([(1, 5), None], {"killed"}),
    ],
)
def test_a_figure_that_lies_in_its_range_is_not_called_too_large_for_the_sake_of_another(
    incident: Incident, ends: list[tuple[int, int] | None], wrong: set[str]
) -> None:
    verdict = judged(incident, *ends, rating=Rating.EXAGGERATED)

    groups = group_figures(for_cards(Claim.objects.filter(pk=verdict.claim_id)))

    marked = {row.figure.measure_id for group in groups for row in group.rows if row.is_wrong}
    assert marked == wrong


@pytest.mark.parametrize(
    "path", ["/incidents/ford/", "/", "/api/v1/verdicts/", "/feeds/verdicts.atom"]
)
def test_more_ranges_ask_no_more_questions(client: Client, incident: Incident, path: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    for _ in range(2):
        judged(incident, (10, 20), (1, 5))
    asked()  # what is kept for all requests is read once
    few = asked()
    for _ in range(3):
        judged(incident, (10, 20), (1, 5))

    assert asked() == few
