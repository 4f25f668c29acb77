"""A page that readers may see, with copies of several days, and what programs read of them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from sources.models import Capture, Page
from tests.factories import a_citation, a_page, later
from tests.public.captures import a_capture

STORY = "https://example.org/news/story-of-the-bridge?id=7"
MAP, JSON_MAP, GATE = "/timemap/link/", "/timemap/json/", "/timegate/"
DAYS = (0, 10, 40)
"""When the copies of the page were fetched, in days after `AT`."""
_LINK = re.compile(r'<([^>]*)>((?:; \w+="[^"]*")*)(?:,\s*|\s*\Z)')


def links(text: str) -> list[tuple[str, dict[str, str]]]:
    """Read a header Link, or a list in its form: each address with its parameters."""
    assert _LINK.sub("", text) == "", text
    return [(url, dict(re.findall(r'(\w+)="([^"]*)"', rest))) for url, rest in _LINK.findall(text)]


def by_relation(text: str) -> dict[str, str]:
    """The addresses of links by what they are to the page."""
    return {said["rel"]: url for url, said in links(text)}


def path_of(address: str) -> str:
    """An address of ours without the site."""
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def shown_page(url: str = STORY, **fields: Any) -> Page:
    """A page that a public claim rests on."""
    page = a_page(url, **fields)
    a_citation(page=page)
    return page


def copy_at(page: Page, at: datetime, **fields: Any) -> Capture:
    return a_capture(page, f"Twelve guards, as of {at}.", at=at, **fields)


@pytest.fixture
def page(db: None) -> Page:
    return shown_page()


@pytest.fixture
def copies(page: Page) -> list[Capture]:
    """Three copies of the page, the oldest first."""
    return [copy_at(page, later(days=days)) for days in DAYS]


def memento_of(capture: Capture) -> str:
    return f"http://localhost:8000/evidence/captures/{capture.pk}/replay/"
