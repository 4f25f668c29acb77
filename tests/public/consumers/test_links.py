"""Every link of every page leads to something that is there."""

from __future__ import annotations

from urllib.parse import urldefrag

import pytest
from django.contrib.staticfiles import finders

from tests.public.consumers.site import LANGUAGES, Answer, Site, path_of

pytestmark = pytest.mark.django_db
STATIC, NOT_THERE = "/static/", ("/no-such-page/",)
GONE = ("Entered twice, as was said.", "We were asked to.")
"""What the page of a withdrawn claim or dossier says of it: see the scene."""


def test_no_link_is_broken(site: Site) -> None:
    broken = {
        link: pages[0]
        for link, pages in site.met_on.items()
        if not link.startswith((STATIC, *NOT_THERE)) and not leads_on(site, link)
    }

    assert broken == {}


def leads_on(site: Site, link: str) -> bool:
    """Whether what is meant is there; one like it was asked for where it was not itself."""
    address, part = urldefrag(link)
    answer = site.answers.get(address)
    if answer is None:
        return "?" in address
    if answer.leads_to:
        return leads_on(site, path_of(answer.leads_to))
    if answer.status != 200:
        return says_that_it_is_gone(answer)
    return not part or not answer.is_page or answer.holds(part)


def says_that_it_is_gone(answer: Answer) -> bool:
    """What was withdrawn is told of in the log of corrections and in feeds; its page says why."""
    return answer.status == 410 and any(why in answer.text for why in GONE)


def test_files_of_the_site_are_there(site: Site) -> None:
    files = {urldefrag(link)[0] for link in site.met_on if link.startswith(STATIC)}

    assert files
    assert [file for file in files if not finders.find(file.removeprefix(STATIC))] == []


def test_each_language_has_the_same_pages(site: Site) -> None:
    told = {
        language: {
            page.address.removeprefix(f"/{language}").partition("?")[0]
            for page in site.pages(language)
        }
        for language in LANGUAGES
    }

    assert told["en"]
    assert told["fr"] == told["ar"] == told["en"] - {*NOT_THERE, "/api/v1/docs/"}
