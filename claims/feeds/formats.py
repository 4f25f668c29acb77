"""A feed as Atom (RFC 4287) and as JSON Feed 1.1: the same entries, plain text typed as text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from tracker.base.web.pages import whole_address

ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/feed+json; charset=utf-8"
_VERSION = "https://jsonfeed.org/version/1.1"
_NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed changed last into which nothing was ever put."""

# XML 1.0 has no way to write these characters, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """Replace the characters that XML cannot hold."""
    return _UNWRITABLE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry, in plain text.

    Args:
        key: names what it is about for good, such as ``verdict-7``; its id is made of it.
        path: its page, from the root of the site; "" where there is none to be read.
        title: in one line.
        text: the rest, in lines.
        published: when it first stood in the feed.
        updated: when it was last changed.
        author: who says it; "" for the house.
    """

    key: str
    path: str
    title: str
    text: str
    published: datetime
    updated: datetime
    author: str = ""


@dataclass(frozen=True, slots=True)
class FeedContent:
    """A feed.

    Args:
        key: names it for good; its id is made of it.
        path: the page it belongs to.
        title: in one line.
        about: what it holds, in a sentence.
        entries: in the order in which they are given.
    """

    key: str
    path: str
    title: str
    about: str
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> datetime:
        """When an entry of it was last changed."""
        return max((entry.updated for entry in self.entries), default=_NEVER)


def lasting_id(key: str) -> str:
    """An id (RFC 4151) that stays when titles, short names and addresses change.

    What is said in another language than the house's own is another feed, with other entries.
    """
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    spoken = get_language() or settings.LANGUAGE_CODE
    language = "" if spoken == settings.LANGUAGE_CODE else f"{spoken}:"
    return f"tag:{host},2026:{language}{key}"


class _PlainAtom(Atom1Feed):
    """Django's Atom says that every summary is HTML; ours are text."""

    def latest_post_date(self) -> datetime:
        """When it changed last; of an empty feed not now, or it would change by the second."""
        moment: datetime = self.feed["updated"]
        return moment

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an entry as Django does, with its summary typed as text."""
        super().add_item_elements(handler, item | {"description": None})
        handler.addQuickElement("summary", item["description"], {"type": "text"})


def atom_feed(channel: FeedContent, address: str) -> bytes:
    """Write a feed as Atom.

    Args:
        channel: the feed.
        address: its own, absolute.
    """
    feed = _PlainAtom(
        title=writable(channel.title),
        link=whole_address(channel.path),
        description="",
        subtitle=writable(channel.about),
        language=get_language(),
        author_name=settings.SITE_NAME,
        author_link=whole_address(reverse("public:front")),
        feed_url=address,
        feed_guid=lasting_id(channel.key),
        updated=channel.updated,
    )
    for entry in channel.entries:
        feed.add_item(
            title=writable(entry.title),
            link=whole_address(entry.path or channel.path),
            description=writable(entry.text),
            author_name=writable(entry.author or settings.SITE_NAME),
            unique_id=lasting_id(entry.key),
            pubdate=entry.published,
            updateddate=entry.updated,
        )
    written = BytesIO()
    feed.write(written, "utf-8")
    return written.getvalue()


def json_feed(channel: FeedContent, address: str) -> bytes:
    """Write a feed as JSON Feed.

    Args:
        channel: the feed.
        address: its own, absolute.
    """
    house = {"name": settings.SITE_NAME, "url": whole_address(reverse("public:front"))}
    feed = {
        "version": _VERSION,
        "title": channel.title,
        "description": channel.about,
        "home_page_url": whole_address(channel.path),
        "feed_url": address,
        "language": get_language(),
        "authors": [house],
        "items": [
            {
                "id": lasting_id(entry.key),
                "url": whole_address(entry.path or channel.path),
                "title": writable(entry.title),
                "content_text": writable(entry.text),
                "date_published": entry.published.isoformat(),
                "date_modified": entry.updated.isoformat(),
                "authors": [{"name": writable(entry.author)} if entry.author else house],
            }
            for entry in channel.entries
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()
