"""Pages keep to the content security policy: nothing inline, nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tests.factories import a_citation, a_pair, a_verdict
from tests.public.conftest import Read

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SHEETS = sorted((ROOT / "tracker/static/counterclaim").glob("*.css"))


@pytest.fixture
def every_page(db: None) -> list[str]:
    pair = a_pair()
    citation = a_citation(pair.answers)
    a_verdict(pair.answers)
    return [
        "/",
        "/incidents/",
        f"/incidents/{pair.answers.incident.slug}/",
        f"/claims/{pair.answers_id}/",
        f"/pairs/{pair.pk}/",
        f"/evidence/{citation.page_id}/",
        "/parties/",
        f"/parties/{pair.answers.claimant.slug}/",
        "/publishers/",
        f"/publishers/{citation.page.publisher.slug}/",
        "/search/",
        "/corrections/",
        "/methodology/",
    ]


def test_every_page_has_a_language_a_title_one_heading_and_a_skip_link(
    read: Read, every_page: list[str]
) -> None:
    for path in every_page:
        page = read(path)
        assert '<html lang="en" dir="ltr">' in page, path
        assert page.count("<h1") == 1, path
        assert page.index('href="#main"') < page.index('<main id="main"'), path
        assert LexborHTMLParser(page).css_first("head title").text(strip=True), path


def test_no_page_carries_a_script_or_style_of_its_own(read: Read, every_page: list[str]) -> None:
    for path in every_page:
        tree = LexborHTMLParser(read(path))
        assert tree.css("link[rel=stylesheet]"), path
        own = tree.css("style, [style], script:not([src]):not([type='application/ld+json'])")
        assert [node.html for node in own] == [], path


def test_the_policy_allows_only_this_site(client: Client, every_page: list[str]) -> None:
    policy = client.get(every_page[0])["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy


def test_every_static_file_that_a_template_names_exists() -> None:
    named = {
        name
        for template in TEMPLATES
        for name in re.findall(r'{% static "([^"]+)"', template.read_text(encoding="utf-8"))
    }

    assert named
    assert [name for name in sorted(named) if finders.find(name) is None] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_style_sheet_asks_another_site(sheet: Path) -> None:
    addresses = re.findall(r'url\("?([^")]+)', sheet.read_text(encoding="utf-8"))

    assert [each for each in addresses if "//" in each or each.startswith("data:")] == []
    assert all((sheet.parent / each).exists() for each in addresses)


def test_the_vendored_files_keep_their_licences() -> None:
    vendor = Path(finders.find("vendor/README.md")).parent

    assert (vendor / "pico/LICENSE.md").exists()
    assert (vendor / "htmx/LICENSE").exists()
    assert settings.STATIC_URL == "/static/"
