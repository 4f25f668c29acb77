"""feedparser reads every feed, and finds in it what a reader of feeds shows."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings

from tests.public.consumers.others import told_by
from tests.public.consumers.scene import FRENCH, TITLE
from tests.public.consumers.site import LANGUAGES, Site, path_of

pytestmark = pytest.mark.django_db

READ = """
import calendar, feedparser, json, sys
headers = {"content-type": "application/atom+xml; charset=utf-8"}
told = {}
for address, text in json.load(sys.stdin).items():
    found = feedparser.parse(text.encode(), response_headers=headers)
    told[address] = {
        "complaint": str(found.bozo_exception) if found.bozo else "",
        "version": found.version,
        "language": found.feed.get("language"),
        "title": found.feed.title,
        "author": found.feed.author,
        "updated": calendar.timegm(found.feed.updated_parsed),
        "entries": [
            {
                "id": one.id,
                "link": one.link,
                "title": one.title,
                "text": one.summary,
                "kinds": [one.title_detail.type, one.summary_detail.type],
                "author": one.author,
                "published": calendar.timegm(one.published_parsed),
                "updated": calendar.timegm(one.updated_parsed),
            }
            for one in found.entries
        ],
    }
json.dump(told, sys.stdout)
"""


def test_every_feed_is_read_without_a_complaint(site: Site) -> None:
    feeds = {one.address: one for one in site.answers.values() if one.kind.endswith("atom+xml")}
    read = told_by(READ, {address: one.text for address, one in feeds.items()})

    assert len(read) >= 6 * len(LANGUAGES)  # four for all, and of two dossiers
    for address, told in read.items():
        assert told["complaint"] == "", address
        assert told["version"] == "atom10"
        assert told["language"] == feeds[address].language
        assert told["title"]
        assert told["author"] == settings.SITE_NAME
        _holds_entries(site, address, told)
        _is_the_same_as_json(told, json.loads(site.answers[_as_json(address)].text))


def _holds_entries(site: Site, address: str, told: dict[str, Any]) -> None:
    entries = told["entries"]
    assert entries, address
    assert len({one["id"] for one in entries}) == len(entries)
    assert told["updated"] == max(one["updated"] for one in entries)
    for one in entries:
        assert one["kinds"] == ["text/plain", "text/plain"]
        assert all(one[name].strip() for name in ("id", "title", "text", "author"))
        assert one["published"] <= one["updated"]
        page, _, part = path_of(one["link"]).partition("#")
        # What was withdrawn is told in feeds too: its page says that, and why.
        gone = site.answers[page].status == 410
        assert gone or site.answers[page].status == 200, page
        assert gone or not part or site.answers[page].holds(part), one["link"]


def _as_json(address: str) -> str:
    return f"{address.removesuffix('.atom')}.json"


def _is_the_same_as_json(told: dict[str, Any], plain: dict[str, Any]) -> None:
    """feedparser knows no JSON Feed: it is held against what was read of the same as Atom."""
    assert plain["version"] == "https://jsonfeed.org/version/1.1"
    assert (plain["title"], plain["language"]) == (told["title"], told["language"])
    assert [one["name"] for one in plain["authors"]] == [told["author"]]
    assert [
        {
            "id": one["id"],
            "link": one["url"],
            "title": one["title"],
            "text": one["content_text"],
            "kinds": ["text/plain", "text/plain"],
            "author": one["authors"][0]["name"],
            "published": int(datetime.fromisoformat(one["date_published"]).timestamp()),
            "updated": int(datetime.fromisoformat(one["date_modified"]).timestamp()),
        }
        for one in plain["items"]
    ] == told["entries"]


@pytest.mark.parametrize("before", ["", "/fr", "/ar"])
def test_signs_of_markup_are_read_as_they_were_written(site: Site, before: str) -> None:
    address = f"{before}/feeds/claims.atom"
    entries = told_by(READ, {address: site.answers[address].text})[address]["entries"]

    said = next(one for one in entries if FRENCH in one["text"])
    assert said["title"].endswith(TITLE)
