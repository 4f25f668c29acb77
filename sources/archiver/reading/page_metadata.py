"""What the markup of a page says of itself: title, author, date, site, language, and where.

Read in this order, the first that says something counts: JSON-LD (schema.org), Open Graph and
`article:` properties, other `meta` elements, then the markup itself (`title`, `h1`, `time`,
microdata, `html lang`). Nothing is guessed: what is not said is left out, and no date is taken
from the words of a text.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

FIELDS = ("title", "author", "date", "site", "language")
FROM = "_from"
"""After the name of a field: where its value stands: json-ld, og, meta or markup."""
MAX_JSON_LD = 200_000
_PROPERTIES = {
    "title": ("og:title",),
    "author": ("article:author", "og:article:author"),
    "date": ("article:published_time", "og:article:published_time"),
    "site": ("og:site_name",),
    "language": ("og:locale",),
}
_META_NAMES = {
    "title": ("twitter:title", "dc.title", "dcterms.title", "citation_title"),
    "author": ("author", "dc.creator", "dcterms.creator", "parsely-author", "citation_author"),
    "date": (
        "date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.issued", "pubdate",
        "datepublished", "publish_date", "parsely-pub-date", "citation_publication_date",
    ),
    "site": ("application-name",),
    "language": ("content-language", "dc.language", "dcterms.language"),
}  # fmt: skip
_LINKED = {
    "title": "headline", "author": "author", "date": "datePublished", "site": "publisher",
    "language": "inLanguage",
}  # fmt: skip
_PLACE = re.compile(r"\Ahttps?://", re.IGNORECASE)


def said_by(tree: LexborHTMLParser) -> dict[str, str]:
    """Read what a page says of itself.

    Returns:
        The fields it tells, and for each of them, under its name with `_from`, where it stands.
    """
    meta = _meta(tree)
    readers = (
        ("json-ld", dict(_first_of_each(_linked_data(tree)))),
        ("og", _named(meta, _PROPERTIES)),
        ("meta", _named(meta, _META_NAMES)),
        ("markup", _marked(tree)),
    )
    found: dict[str, str] = {}
    for field in FIELDS:
        for name, said in readers:
            if said.get(field):
                found[field], found[field + FROM] = said[field], name
                break
    return found


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    said: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name")
        name = name or attributes.get("http-equiv") or ""
        said.setdefault(name.lower(), _line(attributes.get("content") or ""))
    return said


def _named(meta: dict[str, str], names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    found = {
        field: next((meta[name] for name in wanted if meta.get(name)), "")
        for field, wanted in names.items()
    }
    # Some sites name an author by the address of a profile, which is no name.
    if _PLACE.match(found["author"]):
        found["author"] = ""
    return found


def _marked(tree: LexborHTMLParser) -> dict[str, str]:
    html = tree.css_first("html[lang]")
    return {
        "title": _text(tree, "title") or _text(tree, "h1"),
        "author": _text(tree, "[itemprop~=author] [itemprop~=name]")
        or _text(tree, "[itemprop~=author]")
        or _text(tree, "[rel~=author]"),
        "date": _marked_date(tree),
        "language": _line(html.attributes.get("lang") or "") if html is not None else "",
    }


def _marked_date(tree: LexborHTMLParser) -> str:
    stated = tree.css("[itemprop~=datePublished], time[pubdate]")
    # A page with several times does not say which of them is its own.
    times = stated[:1] or tree.css("time[datetime]")
    if len(times) != 1:
        return ""
    attributes = times[0].attributes
    said = attributes.get("datetime") or attributes.get("content") or times[0].text()
    return _line(said or "")


def _text(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    if node is None:
        return ""
    return _line(node.attributes.get("content") or node.text())


def _line(text: str) -> str:
    return " ".join(text.split())[:500]


def _first_of_each(pairs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for field, value in pairs:
        if field not in seen:
            seen.add(field)
            yield field, value


def _linked_data(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css('script[type="application/ld+json"]'):
        source = node.text() or ""
        if len(source) > MAX_JSON_LD:
            continue
        try:
            data = json.loads(source)
        except (ValueError, RecursionError):
            continue
        for thing in data if isinstance(data, list) else [data]:
            if isinstance(thing, dict):
                yield from _from_thing(thing)


def _from_thing(thing: dict[str, Any]) -> Iterator[tuple[str, str]]:
    graph = thing.get("@graph")
    for inner in graph if isinstance(graph, list) else ():
        if isinstance(inner, dict) and "@graph" not in inner:
            yield from _from_thing(inner)
    if "headline" not in thing and "datePublished" not in thing:
        return
    for field, name in _LINKED.items():
        value = _name(thing.get(name))
        if value:
            yield field, value


def _name(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(one) for one in value[:5])))
    if isinstance(value, dict):
        value = value.get("name")
    return _line(value) if isinstance(value, str) else ""
