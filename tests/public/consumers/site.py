"""What the site answers, at every address that its pages lead to."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qsl, urldefrag, urljoin

from django.conf import settings
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

LANGUAGES = ("en", "fr", "ar")
FRONT_PAGES = ("/", "/fr/", "/ar/")
ALIKE = 2
_LEADS = {
    "a": "href",
    "area": "href",
    "form": "action",
    "iframe": "src",
    "image": "href",
    "img": "src",
    "link": "href",
    "script": "src",
    "use": "href",
}
"""Elements that lead somewhere, and the attribute that says where."""
_NOT_READ_ON = re.compile(r"/api/|/static/|(/fr|/ar)?/(accounts|desk|reports)/")
"""What has tests of its own: it is asked for, and no further."""
_WHOLE = re.compile(rf"{re.escape(settings.SITE_URL)}/[^\s\"'<>\\{{}}]*")
HERE = ("http://testserver", settings.SITE_URL)


@dataclass(frozen=True)
class Answer:
    """What came back from an address."""

    address: str
    status: int
    kind: str
    text: str
    leads_to: str = ""
    """Where it redirects to."""

    @property
    def is_page(self) -> bool:
        """Whether people read it."""
        return self.kind == "text/html" and not self.leads_to

    @property
    def language(self) -> str:
        """Of which language its address is."""
        first = self.address.split("/")[1]
        return first if first in LANGUAGES else "en"

    @property
    def tree(self) -> LexborHTMLParser:
        """The page as it is parsed."""
        return LexborHTMLParser(self.text)

    def links(self) -> Iterator[str]:
        """Every address of this site that it leads to, with the part that is meant."""
        if self.leads_to:
            yield path_of(self.leads_to)
            return
        if self.kind.startswith("image/"):
            return  # its bytes are no text, though an address may stand among them
        if not self.is_page:
            # Feeds, sitemaps, citations and data name whole addresses, in whatever form.
            for found in _WHOLE.findall(self.text):
                yield path_of(unescape(found).rstrip(".,;"))
            return
        tree = self.tree
        for tag, attribute in _LEADS.items():
            for node in tree.css(f"{tag}[{attribute}]"):
                if tag == "form" and (node.attributes.get("method") or "get").lower() != "get":
                    continue
                found = path_of(urljoin(self.address, node.attributes[attribute] or ""))
                if found:
                    yield found

    def holds(self, part: str) -> bool:
        """Whether a part of it has this name."""
        return any(node.attributes["id"] == part for node in self.tree.css("[id]"))


@dataclass
class Site:
    """Every answer, and which pages lead to each address."""

    answers: dict[str, Answer] = field(default_factory=dict)
    met_on: dict[str, list[str]] = field(default_factory=dict)

    def pages(self, language: str = "") -> list[Answer]:
        """What people read, in one language or in all."""
        return [
            answer
            for answer in self.answers.values()
            if answer.is_page and language in ("", answer.language)
        ]


def path_of(address: str) -> str:
    """An address of this site from its root; "" for any other."""
    for here in HERE:
        address = address.removeprefix(here)
    return address if address.startswith("/") else ""


def walked() -> Site:
    """Ask for every address that the pages lead to, beginning with the front pages.

    Of what differs in the values of a query alone, as searches do, the first few are asked for, and
    the narrower searches that each of those leads to are not.
    """
    client, site = Client(raise_request_exception=False), Site()
    waiting = deque([*FRONT_PAGES, *_nowhere_linked(client)])
    seen, alike = set(waiting), Counter[str]()
    while waiting:
        answer = asked(client, waiting.popleft())
        site.answers[answer.address] = answer
        if _NOT_READ_ON.match(answer.address):
            continue
        for link in answer.links():
            address, _part = urldefrag(link)
            site.met_on.setdefault(link, []).append(answer.address)
            onward = not ("?" in answer.address and "?" in address)
            if onward and address not in seen and not _is_like_others(address, alike):
                seen.add(address)
                waiting.append(address)
    return site


def _is_like_others(address: str, alike: Counter[str]) -> bool:
    """Whether enough of the same path and the same names in the query were asked for."""
    path, _, query = address.partition("?")
    if not query or path.endswith("/oembed/"):
        return False
    kind = f"{path}?{sorted(name for name, _value in parse_qsl(query))}"
    alike[kind] += 1
    return alike[kind] > ALIKE


def _nowhere_linked(client: Client) -> list[str]:
    """What programs look for by itself, and a page that is not there."""
    robots = client.get("/robots.txt").content.decode()
    named = re.findall(r"^Sitemap: (\S+)$", robots, re.MULTILINE)
    return ["/robots.txt", *map(path_of, named), "/no-such-page/"]


def asked(client: Client, address: str) -> Answer:
    """Ask for an address as a program does."""
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return Answer(
        address,
        answer.status_code,
        answer.headers.get("Content-Type", "").partition(";")[0],
        body.decode("utf-8", "replace"),
        answer.headers.get("Location", ""),
    )
