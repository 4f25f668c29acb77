"""Another site finds what to embed, and a search engine what to list, as those programs do."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest
from django.conf import settings
from selectolax.lexbor import LexborHTMLParser

from tests.public.consumers.site import LANGUAGES, Answer, Site, path_of

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
KINDS = {"json": "application/json+oembed", "xml": "text/xml+oembed"}


def offers(page: Answer, kind: str) -> list[str]:
    """Where a page says that what to embed of it is found in one form."""
    links = page.tree.css(f'link[rel="alternate"][type="{kind}"]')
    return [path_of(link.attributes["href"] or "") for link in links]


def told(answer: Answer) -> dict[str, str]:
    """What is to be embedded, in whichever form it came."""
    if answer.kind == "application/json":
        return {name: str(value) for name, value in json.loads(answer.text).items()}
    return {each.tag: each.text or "" for each in ET.fromstring(answer.text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_embed_is_found_from_the_page(site: Site, language: str) -> None:
    before = "" if language == "en" else f"/{language}"
    offering = [
        page for page in site.pages(language) if offers(page, KINDS["json"]) and page.status == 200
    ]

    kinds = {page.address.removeprefix(before).split("/")[1] for page in offering}
    assert kinds == {"claims", "incidents", "pairs"}
    for page in offering:
        (as_json,), (as_xml,) = (offers(page, kind) for kind in KINDS.values())
        found, same = (told(site.answers[address]) for address in (as_json, as_xml))
        assert found == same
        assert (found["version"], found["type"]) == ("1.0", "rich")
        assert found["provider_name"] == settings.SITE_NAME
        frame = LexborHTMLParser(found["html"]).css_first("iframe")
        assert frame is not None
        assert (frame.attributes["width"], frame.attributes["height"]) == (
            found["width"],
            found["height"],
        )
        card = site.answers[path_of(frame.attributes["src"] or "")]
        assert (card.status, card.language) == (200, language)
        assert page.address in {link.partition("#")[0] for link in card.links()}


def listed(site: Site, address: str) -> list[str]:
    """The addresses that a sitemap, or every block of an index, lists."""
    answer = site.answers[address]
    assert answer.status == 200, address
    root = ET.fromstring(answer.text)
    found = [path_of(each.text or "") for each in root.iter(f"{SITEMAP}loc")]
    if root.tag == f"{SITEMAP}urlset":
        return found
    return [path for block in found for path in listed(site, block)]


def test_each_address_of_the_sitemaps_is_a_page(site: Site) -> None:
    robots = site.answers["/robots.txt"].text.splitlines()
    maps = [path_of(line.split()[1]) for line in robots if line.startswith("Sitemap:")]
    assert len(maps) == len(LANGUAGES)

    for language, address in zip(LANGUAGES, maps, strict=True):
        pages = listed(site, address)
        assert len(pages) == len(set(pages)) > 30
        for path in pages:
            page = site.answers[path]
            assert (page.status, page.language, page.is_page) == (200, language, True), path
