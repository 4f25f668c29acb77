"""Of attacks, and of what was taken, it is said that a party suffered it, never that it did it."""

from __future__ import annotations

import re

import pytest

from claims.rules.figures import UNDERGONE
from tests.factories import an_incident
from tests.markup import folded
from tests.public.conftest import Read
from tests.public.opening.scenes import parties, says, sentence, table

TOLD = [
    ("attacks", "Attacks, against Army"),
    ("positions_taken", "Positions taken, from Army"),
    ("targets_hit", "Targets hit, belonging to Army"),
]


@pytest.mark.parametrize(("measure", "told"), TOLD)
def test_sentence_table_and_chart_say_whose_side_suffered(
    read: Read, measure: str, told: str
) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 7, army, measure=measure)
    says(incident, league, 9, army, measure=measure)

    assert sentence(read, incident).startswith(f"{told}: League said 9; Army said 7.")
    heading, row = table(read, incident)[1:3]
    assert heading == ["What else is counted of Army"]
    assert row[0] == told
    assert told.partition(", ")[2] in folded(read(f"/incidents/{incident.slug}/"))


@pytest.mark.parametrize(
    ("language", "told"), [("fr", "partie visée – Army"), ("ar", "ضد Army"), ("en", "against Army")]
)
def test_it_is_said_in_each_language(read: Read, language: str, told: str) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, league, 9, army, measure="attacks")

    prefix = "" if language == "en" else f"/{language}"
    assert told in folded(read(f"{prefix}/incidents/{incident.slug}/")).replace("\xa0", " ")


def test_where_the_measure_does_not_say_it_only_the_name_stands(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 7, army, measure="operations")
    says(incident, league, 9, army, measure="operations")

    assert sentence(read, incident).startswith("Operations, Army: League said 9; Army said 7.")


@pytest.mark.parametrize("measure", sorted(UNDERGONE))
def test_in_french_any_name_may_follow_whatever_its_article(read: Read, measure: str) -> None:
    """No "contre" or "à" before "Forces armées", "le Groupe" or "l'armée"."""
    incident, (army, league) = an_incident(), parties("le Groupe", "League")
    says(incident, league, 9, army, measure=measure)

    page = folded(read(f"/fr/incidents/{incident.slug}/")).replace("\xa0", " ")
    assert " – le Groupe" in page
    assert not re.search(r"(?:\b(?:contre|à|de)|d’) le Groupe", page)
