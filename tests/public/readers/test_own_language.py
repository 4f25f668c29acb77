"""What the desk wrote is marked where it is in another language than the page (WCAG 3.1.2)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import override
from selectolax.lexbor import LexborHTMLParser

from claims.models import Incident
from tests.factories import a_claim, a_pair, a_verdict, an_incident
from tests.public.conftest import Read

TITLE = "Attack on the border post at the ford"
SUMMARY = "The army says that it held the post; others say that it was taken."
TEMPLATES = Path(settings.BASE_DIR) / "templates"
WRITTEN = re.compile(
    r"\{\{ (?:[\w.]*\bincident\.(?:title|summary)|[\w.]+\|dossier_title|verdict\.summary)"
    r"(?:\|linebreaksbr)? \}\}"
)
TITLES = re.compile(r"\{% block \w*title %\}.*?\{% endblock|\"[^\"]*\{\{.*?\"", re.DOTALL)


def marked(page: str, words: str) -> list[tuple[str | None, str | None]]:
    """The language and direction of each element of a page whose text is just these words."""
    found = LexborHTMLParser(page).css("bdi")
    return [
        (node.attributes.get("lang"), node.attributes.get("dir"))
        for node in found
        if node.text(strip=True) == words
    ]


@pytest.fixture
def incident(db: None) -> Incident:
    found: Incident = an_incident(TITLE, summary=SUMMARY)
    a_pair(claim=a_claim(incident=found), answers=a_claim(incident=found))
    return found


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_titles_and_summaries_in_another_language_are_marked(
    read: Read, incident: Incident, language: str
) -> None:
    page = read(f"/{language}/incidents/{incident.slug}/")
    assert ("en", "ltr") in marked(page, TITLE)
    assert ("en", "ltr") in marked(page, SUMMARY)
    for path in ("/incidents/", "/", f"/embed/incidents/{incident.slug}/"):
        assert ("en", "ltr") in marked(read(f"/{language}{path}"), TITLE), path


def test_in_the_language_of_the_page_nothing_is_marked(read: Read, incident: Incident) -> None:
    page = read(f"/incidents/{incident.slug}/")
    assert f"<h1>{TITLE}</h1>" in page
    assert not marked(page, TITLE)


def test_what_a_verdict_says_is_marked(read: Read) -> None:
    said = "Both sides published pictures that show the same place."
    claim = a_verdict(summary=said).claim
    assert ("en", "ltr") in marked(read(f"/fr/claims/{claim.pk}/"), said)


@pytest.mark.parametrize(
    ("page", "text", "language"),
    [
        ("fr", TITLE, "en"),
        ("ar", "Attaque du poste de la frontière", "fr"),
        ("en", "Attaque du poste de la frontière", "fr"),
        ("en", "الهجوم على المعسكر في المدينة", "ar"),
        ("fr", "Attaque du poste de la frontière", ""),
        ("fr", "Camp Gao", ""),
        ("fr", "Kouakourou", ""),
        ("ar", "", ""),
    ],
)
def test_the_words_tell_the_language_and_nothing_is_guessed(
    page: str, text: str, language: str
) -> None:
    template = Template("{% load counterclaim %}{{ text|own_language }}")
    with override(page):
        shown = template.render(Context({"text": text}))
    direction = "rtl" if language == "ar" else "ltr"
    marked_up = f'<bdi lang="{language}" dir="{direction}">{text}</bdi>'
    assert shown == (marked_up if language else text)


@pytest.mark.parametrize("page", ["en", "fr"])
def test_markup_in_it_is_escaped_once(page: str) -> None:
    template = Template("{% load counterclaim %}{{ text|linebreaksbr|own_language }}")
    with override(page):
        shown = template.render(Context({"text": "The <b>army</b> & others\nsay that it was so"}))
    assert "The &lt;b&gt;army&lt;/b&gt; &amp; others<br>say that it was so" in shown


def test_no_template_shows_them_otherwise() -> None:
    bare = []
    for folder in ("public", "components"):
        for path in (TEMPLATES / folder).rglob("*.html"):
            body = TITLES.sub("", path.read_text())
            bare += [f"{path.name}: {found}" for found in WRITTEN.findall(body)]
    assert bare == []
