"""Two claims of one claimant that differ are no contradiction between two."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim, Counterclaim, Incident, Nature
from claims.rules.grounds import Ground
from tests.factories import a_claim, a_figure, a_pair, a_party, an_incident
from tests.markup import folded
from tests.public.conftest import Read
from tests.public.opening.scenes import sentence

CONTRADICTS = "one contradicts the other."
NO_TWO = "Both claims are by AH: no two claimants contradict each other here."


@pytest.fixture
def incident() -> Incident:
    return an_incident("Fight at the ford")


def two(incident: Incident, ground: Ground, **facts: object) -> Counterclaim:
    """A pair of one army."""
    army = a_party("Army of the Hills", acronym="AH", kind="state_armed_forces")
    one, other = (a_claim(incident=incident, claimant=army, figures=[]) for _ in range(2))
    Claim.objects.filter(pk=other.pk).update(**facts) if facts else None
    return a_pair(answers=one, claim=other, ground=ground.value)


def heading(page: str) -> str:
    return folded(LexborHTMLParser(page).css_first("h1").text()).strip()


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        (Ground.DENIAL, "One statement by AH denied another"),
        (
            Ground.DIFFERENT_ATTRIBUTION,
            "Two statements by AH contradicted each other on who did it, or to whom",
        ),
        (Ground.DIFFERENT_DATE, "Two statements by AH contradicted each other on when it happened"),
        (
            Ground.DIFFERENT_PLACE,
            "Two statements by AH contradicted each other on where it happened",
        ),
        (Ground.DIFFERENT_OUTCOME, "Two statements by AH contradicted each other on how it went"),
    ],
)
def test_every_page_says_that_it_contradicts_itself(
    read: Read, incident: Incident, ground: Ground, said: str
) -> None:
    pair = two(incident, ground)

    page, dossier = read(f"/pairs/{pair.pk}/"), read(f"/incidents/{incident.slug}/")

    assert heading(page) == f"{said}: Fight at the ford"
    assert page.count(f'content="{said}: Fight at the ford') >= 2
    assert f"Both claims are by AH: {CONTRADICTS}" in page
    assert "<strong>AH</strong>, in two statements that contradict each other" in folded(dossier)
    assert sentence(read, incident).startswith(f"{said}.")
    for claim in (pair.answers, pair.claim):
        assert CONTRADICTS in read(f"/claims/{claim.pk}/")


def test_two_figures_of_one_claimant_are_no_contradiction(read: Read, incident: Incident) -> None:
    pair = two(incident, Ground.DIFFERENT_FIGURE)

    page, dossier = read(f"/pairs/{pair.pk}/"), read(f"/incidents/{incident.slug}/")

    assert heading(page) == "AH gave different accounts in two claims: Fight at the ford"
    assert NO_TWO in page
    assert CONTRADICTS not in page
    assert "Two claims by <strong>AH</strong>" in folded(dossier)
    assert sentence(read, incident).startswith("AH gave different accounts in two claims.")


def test_a_revision_is_no_dispute(read: Read, incident: Incident) -> None:
    pair = two(incident, Ground.REVISION)

    assert "Both claims are by" not in read(f"/pairs/{pair.pk}/")
    assert "Two claims by <strong>AH</strong>" in folded(read(f"/incidents/{incident.slug}/"))
    assert sentence(read, incident) == "Only AH made a claim here."


def test_a_silence_contradicts_nobody(read: Read, incident: Incident) -> None:
    pair = two(incident, Ground.DENIAL, nature=Nature.SILENCE.value)

    assert "Both claims are by" not in read(f"/pairs/{pair.pk}/")
    assert "contradicts what it said" not in read(f"/incidents/{incident.slug}/")
    assert sentence(read, incident) == "Only AH made a claim here."


@pytest.mark.parametrize("kind", ["anonymous_source", "state_armed_forces"])
def test_two_are_not_taken_for_one(read: Read, incident: Incident, kind: str) -> None:
    first = a_party("Somebody", kind=kind)
    second = first if kind == "anonymous_source" else a_party("Somebody else", kind=kind)
    one, other = (a_claim(incident=incident, claimant=who, figures=[]) for who in (first, second))
    pair = a_pair(answers=one, claim=other, ground=Ground.DENIAL.value)

    assert "Both claims are by" not in read(f"/pairs/{pair.pk}/")
    assert "contradicts what it said" not in read(f"/incidents/{incident.slug}/")


def test_who_disputes_others_is_told_before_who_disputes_itself(
    read: Read, incident: Incident
) -> None:
    pair = two(incident, Ground.DIFFERENT_DATE)
    rebels = a_party("Movement of the Ford", acronym="MF")
    other = a_claim(incident=incident, claimant=rebels, figures=[])
    a_pair(answers=pair.answers, claim=other, ground=Ground.DIFFERENT_OUTCOME.value)

    assert sentence(read, incident).startswith("AH and MF contradicted each other on how it went")


def test_figures_of_others_are_told_before_who_disputes_itself(
    read: Read, incident: Incident
) -> None:
    pair = two(incident, Ground.DIFFERENT_DATE)
    rebels = a_party("Movement of the Ford", acronym="MF")
    figure = a_figure(best=9, subjects=[pair.claim.claimant])
    a_claim(incident=incident, claimant=rebels, figures=[figure])

    assert sentence(read, incident).startswith("MF said 9 from AH were killed.")
