"""A hyphenated acronym is kept together wherever the name of a party is printed."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.factories import a_pair, a_party, an_incident
from tests.public.conftest import Read
from tests.public.opening.scenes import says

pytestmark = pytest.mark.django_db
PLACES = {
    "/incidents/ford/": [".opening", ".matrix thead", ".figure-row .who", "details strong"],
    "/pairs/{pair}/": ["h1", ".figure-row .who", ".differences"],
    "/embed/pairs/{pair}/": ["h1", "h2"],
    "/embed/incidents/ford/": ["strong"],
    "/": [".dispute strong"],
}


@pytest.mark.parametrize("language", ["", "/fr", "/ar"])
def test_it_is_kept_together(read: Read, language: str) -> None:
    incident = an_incident(slug="ford")
    league, army = a_party("Framework", acronym="CSP-DPA"), a_party("Army")
    first, second = says(incident, army, 2, league), says(incident, league, 47, league)
    pair = a_pair(claim=second, answers=first)

    for path, places in PLACES.items():
        page = LexborHTMLParser(read(language + path.format(pair=pair.pk)))
        for css in places:
            marked = [node.text() for each in page.css(css) for node in each.css(".unbroken")]
            assert "CSP-DPA" in marked, (path, css)
        assert "&lt;span" not in (page.html or "")


def test_the_text_of_a_page_stays_as_it_is_written(read: Read) -> None:
    incident = an_incident(slug="ford")
    league = a_party("Framework", acronym="CSP-DPA")
    says(incident, league, 47, league)

    page = LexborHTMLParser(read("/incidents/ford/"))

    assert "CSP-DPA" in page.css_first(".opening").text()
    for node in page.css("title, meta[content]"):
        assert "unbroken" not in (node.html or "")
