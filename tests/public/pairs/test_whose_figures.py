"""Of two figures that do not count the same, each is told with whose it is."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.presentation.claims.pairs import compared_words
from tests.factories import a_claim, a_figure, a_pair, a_party, an_incident
from tests.markup import folded
from tests.public.conftest import Read

pytestmark = pytest.mark.django_db


def test_a_joint_figure_lends_its_name_to_no_other(read: Read) -> None:
    incident, army, corps = an_incident(slug="ford"), a_party("Army"), a_party("Corps")
    joint = a_claim(incident=incident, figures=[a_figure(best=2, subjects=[army, corps])])
    single = a_claim(incident=incident, figures=[a_figure(best=7, subjects=[army])])
    pair = a_pair(answers=joint, claim=single)

    line = "Killed: 7 (Army) / 2 (Army and Corps together)."
    assert line in folded(LexborHTMLParser(read("/incidents/ford/")).css(".pair-line")[0].text())
    compared = LexborHTMLParser(read(f"/pairs/{pair.pk}/")).css(".figures")[0]
    assert folded(compared.css_first("h3").text()).strip() == "Killed"
    rows = [folded(row.text()) for row in compared.css(".figure-row .value")]
    assert ["Army and Corps together" in row for row in rows] == [True, False]
    assert all("Army" in row for row in rows)
    assert compared_words(single, joint)[0].startswith(
        "Killed: 2 (Army and Corps together); 7 (Army)."
    )


def test_what_only_one_counts_in_part_is_said_of_it_alone(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    whole = a_claim(incident=incident, figures=[a_figure(best=7, subjects=[army])])
    part = a_figure(best=2, subjects=[army], part="officers")
    a_pair(answers=a_claim(incident=incident, figures=[part]), claim=whole)

    said = folded(LexborHTMLParser(read("/incidents/ford/")).css(".pair-line")[0].text())
    assert "Killed, Army: 7 / 2 (officers)." in said


def test_of_one_thing_it_is_said_once(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    one, other = (
        a_claim(incident=incident, figures=[a_figure(best=n, subjects=[army])]) for n in (2, 7)
    )
    a_pair(answers=one, claim=other)
    said = folded(LexborHTMLParser(read("/incidents/ford/")).css(".pair-line")[0].text())
    assert "Killed, Army: 7 / 2." in said
