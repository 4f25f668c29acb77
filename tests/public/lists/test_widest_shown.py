"""List of disputes, front page and cards show one and the same contradiction of a dispute."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claims.models import Incident
from claims.rules.figures import Qualifier
from tests.factories import a_claim, a_figure, a_pair, a_party, an_incident
from tests.markup import folded
from tests.public.conftest import Read


@pytest.fixture
def incident(db: None) -> Incident:
    """Many contradict each other on the wounded, two contradict each other more on the killed."""
    found: Incident = an_incident("Attack on the camp")
    army = a_party("Army")
    voices = [a_party(name) for name in ("Guard", "League", "Tribe", "Union")]
    told = [
        a_claim(
            incident=found, claimant=each, figures=[a_figure("wounded", subjects=[army], best=n)]
        )
        for each, n in zip(voices, (10, 11, 12, 13), strict=True)
    ]
    for one, other in pairwise(told):
        a_pair(claim=other, answers=one)
    sides = [
        a_claim(
            incident=found, claimant=each, figures=[a_figure("killed", subjects=[army], best=n)]
        )
        for each, n in zip(voices, (2, 40), strict=False)
    ]
    a_pair(claim=sides[1], answers=sides[0])
    return found


def test_all_show_the_widest(read: Read, incident: Incident) -> None:
    front, listed = folded(read("/")), folded(read("/incidents/"))
    card = folded(read(f"/embed/incidents/{incident.slug}/"))
    assert "Killed, Army" in front
    assert "Killed</strong>, Army" in listed
    assert "Wounded" not in listed
    assert "Killed, Army" in card


def test_where_none_is_told_the_list_draws_what_most_speak_of(read: Read) -> None:
    incident, army = an_incident(), a_party("Army")
    for name, number in (("Guard", 10), ("League", 11)):
        figure = a_figure("wounded", subjects=[army], best=number)
        a_claim(incident=incident, claimant=a_party(name), figures=[figure])
    assert "Wounded</strong>, Army" in folded(read("/incidents/"))


def test_of_equally_wide_ones_that_of_named_sides_is_told(read: Read) -> None:
    incident, army = an_incident(), a_party("Army")

    def says(name: str, number: int, kind: str = "armed_group"):
        figure = a_figure("killed", subjects=[army], best=number, qualifier=Qualifier.EXACT)
        party = a_party(name, kind=kind)
        return a_claim(incident=incident, claimant=party, figures=[figure])

    for names in (("League", "Guard"), ("Unnamed officials", "Unnamed villagers")):
        kind = "anonymous_source" if names[0].startswith("Unnamed") else "armed_group"
        low, high = says(names[0], 2, kind), says(names[1], 40, kind)
        a_pair(claim=high, answers=low)

    assert "2 according to League" in folded(read("/"))
