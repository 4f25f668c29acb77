"""Beneath the opening: short names in full, what the dossier rests on, what is farthest apart."""

from __future__ import annotations

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from claims.models import Incident
from tests.factories import a_citation, a_claim, a_page, a_pair, a_party, an_incident
from tests.markup import folded
from tests.public.captures import a_capture
from tests.public.conftest import Read
from tests.public.opening.scenes import parties, says, sentence

pytestmark = pytest.mark.django_db


def first_screen(page: str) -> str:
    return folded(page).partition('class="jump"')[0]


def test_short_names_are_told_in_full_once(read: Read) -> None:
    incident = an_incident(slug="ford")
    army = a_party("Malian Armed Forces", acronym="FAMa")
    league = a_party("Permanent Strategic Framework", acronym="CSP-DPA")
    (guards,) = parties("Guards")
    says(incident, league, 84, army)
    says(incident, league, 80, army)
    says(incident, guards, 47, guards)

    for language in ("", "/fr", "/ar"):
        page = first_screen(read(f"{language}/incidents/ford/")).replace("\u202f", "")
        assert page.count(">Malian Armed Forces</bdi>") == 1
        assert page.count(">Permanent Strategic Framework</bdi>") == 1
        assert page.index(">CSP-DPA</span></bdi>") < page.index("<bdi>FAMa</bdi>")
        assert "<bdi>Guards</bdi>" not in page


@pytest.mark.parametrize(
    ("language", "one", "none"),
    [
        (
            "",
            "It rests on 2 pages of 2 publishers; a sealed copy is kept of 1.",
            "It rests on 1 page of 1 publisher; no sealed copy is kept of any.",
        ),
        ("/fr", "repose sur 2 pages de 2 éditeurs", "aucune copie scellée n’en est conservée"),
        ("/ar", "تُحفظ نسخة مختومة من صفحة واحدة", "لا تُحفظ نسخة مختومة من أي منها"),
    ],
)
def test_it_says_on_how_many_pages_it_rests_and_how_many_are_sealed(
    read: Read, language: str, one: str, none: str
) -> None:
    claim, other = a_claim(), a_claim()
    sealed = a_page()
    a_capture(sealed, "Twenty men.")
    for page in (sealed, a_page()):
        a_citation(claim, page=page)
    a_citation(other)

    assert one in first_screen(read(f"{language}/incidents/{claim.incident.slug}/"))
    assert none in first_screen(read(f"{language}/incidents/{other.incident.slug}/"))
    assert "It rests on" not in read(f"/incidents/{a_claim().incident.slug}/")


class TwoDisputes:
    """Most disputed is how many guards died; widest apart how many of the army did."""

    def __init__(self) -> None:
        self.incident: Incident = an_incident(slug="ford")
        army, league, guards, rescue = parties("Army", "League", "Guards", "Rescue")
        most = [says(self.incident, who, n, guards) for who, n in ((army, 50), (league, 60))]
        most.append(says(self.incident, rescue, 70, guards))
        wide = [says(self.incident, who, n, army) for who, n in ((army, 2), (league, 47))]
        self.pair = a_pair(claim=wide[1], answers=wide[0])
        a_pair(claim=most[1], answers=most[0])


@pytest.mark.parametrize(
    ("language", "label"),
    [("", "The widest difference"), ("/fr", "L’écart le plus grand"), ("/ar", "أكبر فرق")],
)
def test_the_widest_difference_is_told_where_the_opening_tells_another(
    read: Read, language: str, label: str
) -> None:
    scene = TwoDisputes()

    page = first_screen(read(f"{language}/incidents/ford/"))

    assert "47" not in sentence(read, scene.incident)
    assert label in page
    (told,) = LexborHTMLParser(page).css(".widest .said")
    assert "47" in told.text()
    assert told.css_first("a").attributes["href"] == f"{language}/pairs/{scene.pair.pk}/"


def test_it_is_not_told_twice(read: Read) -> None:
    incident = an_incident(slug="ford")
    army, league = parties("Army", "League")
    first, second = says(incident, army, 2, army), says(incident, league, 47, army)
    a_pair(claim=second, answers=first)

    assert "47" in sentence(read, incident)
    assert "The widest difference" not in read("/incidents/ford/")


def test_nothing_is_told_where_no_two_figures_contradict(client: Client) -> None:
    claim = a_claim(figures=[])

    page = client.get(f"/incidents/{claim.incident.slug}/").content.decode()

    assert "The widest difference" not in page


def test_it_says_from_when_to_when_the_statements_are(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 2, army, on="2024-07-27")
    assert "Statements of 27 July 2024." in first_screen(read(f"/incidents/{incident.slug}/"))
    says(incident, league, 47, army, on="2025-09")
    says(incident, league, 50, army)
    for language, told in (
        ("", "Statements of 27 July 2024 – September 2025; 1 has no date."),
        ("/fr", "27 juillet 2024 – septembre 2025"),
        ("/ar", "1 بلا تاريخ"),
    ):
        assert told in first_screen(read(f"{language}/incidents/{incident.slug}/"))
    undated = a_claim()
    assert "Statements of" not in first_screen(read(f"/incidents/{undated.incident.slug}/"))
