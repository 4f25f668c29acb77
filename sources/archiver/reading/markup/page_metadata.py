"""What the markup of a page says of itself: title, author, date, site, language, and where.

Also the description and the body of the article that it gives to search engines and to other
sites. They are kept as what the markup says: no reader was shown them as the page's words.

Read in this order, the first that says something counts: JSON-LD (schema.org), Open Graph and
`article:` properties, other `meta` elements, then the markup itself (`title`, `h1`, `time`,
microdata, `html lang`). Nothing is guessed: what is not said is left out, and no date is taken
from the words of a text.
"""

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from sources.archiver.reading.structured import DamagedError, load_json

FIELDS = ("title", "author", "date", "site", "language", "description", "body")
FROM = "_from"
"""After the name of a field: where its value stands: json-ld, og, meta or markup."""
MAX_JSON_LD = 200_000
MOST_THINGS = 200
LONGEST = 2_000
_OF_ARTICLES = frozenset({"headline", "datePublished", "articleBody"})
_PROPERTIES = {
    "title": ("og:title",),
    "author": ("article:author", "og:article:author"),
    "date": ("article:published_time", "og:article:published_time"),
    "site": ("og:site_name",),
    "language": ("og:locale",),
    "description": ("og:description",),
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
    "description": ("description", "twitter:description", "dc.description"),
}  # fmt: skip
_LINKED = {
    "title": "headline", "author": "author", "date": "datePublished", "site": "publisher",
    "language": "inLanguage", "description": "description",
}  # fmt: skip
_TELLING = "[itemprop], [rel~=author], time"
"""Elements without which the markup itself names neither author nor date."""
_PLACE = re.compile(r"\Ahttps?://", re.IGNORECASE)
# Older pages hide a script's text from the browsers before them, in two ways.
_WRAPPED = re.compile(r"\A\s*(?:<!--|(?://)?\s*<!\[CDATA\[)|(?:-->|(?://)?\s*\]\]>)\s*\Z")
_WORD = re.compile(r"\w+")


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
    said = {
        "title": _text(tree, "title") or _text(tree, "h1"),
        "language": _line(html.attributes.get("lang") or "") if html is not None else "",
    }
    if tree.css_first(_TELLING) is None:  # one walk through the page instead of several
        return said
    author = (
        _text(tree, "[itemprop~=author] [itemprop~=name]")
        or _text(tree, "[itemprop~=author]")
        or _text(tree, "[rel~=author]")
    )
    return said | {"author": author, "date": _marked_date(tree)}


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
    return " ".join(text.split())[:LONGEST]


def _first_of_each(pairs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for field, value in pairs:
        if field not in seen:
            seen.add(field)
            yield field, value


def _linked_data(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """What the page's JSON-LD says of the page itself, and not of another that it links to."""
    things = list(islice(_things(tree), MOST_THINGS))
    if not things:
        return
    titles, places = _titles(tree), _places(tree)
    own = [thing for thing in things if _is_own(thing, titles, places)]
    for thing in own or [thing for thing in things if not _is_anothers(thing, titles, places)]:
        for field, name in _LINKED.items():
            value = _name(thing.get(name))
            if value:
                yield field, value
        body = thing.get("articleBody")
        if isinstance(body, str):
            yield "body", html.unescape(body).strip()


def _things(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The articles of a page's JSON-LD, as far down as @graph goes."""
    for node in tree.css('script[type^="application/ld+json" i]'):
        source = _WRAPPED.sub("", node.text() or "")
        if len(source) > MAX_JSON_LD:
            continue
        try:
            data = load_json(source)
        except DamagedError:
            continue
        for thing in data if isinstance(data, list) else [data]:
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            for one in [thing, *(graph if isinstance(graph, list) else ())]:
                if isinstance(one, dict) and one.keys() & _OF_ARTICLES:
                    yield one


def _is_own(thing: dict[str, Any], titles: set[str], places: set[str]) -> bool:
    return _plain(thing.get("headline")) in titles or not places.isdisjoint(_addresses(thing))


def _is_anothers(thing: dict[str, Any], titles: set[str], places: set[str]) -> bool:
    """Whether it names an address that is not the page's, as far as the page says its own."""
    return bool(_addresses(thing)) and bool(places or titles)


def _addresses(thing: dict[str, Any]) -> set[str]:
    said = [thing.get("url"), thing.get("mainEntityOfPage")]
    said += [one.get("@id") for one in said if isinstance(one, dict)]
    return {_place(one) for one in said if isinstance(one, str) and _PLACE.match(one)}


def _places(tree: LexborHTMLParser) -> set[str]:
    said = [node.attributes.get("href") for node in tree.css("link[rel~=canonical]")]
    said += [node.attributes.get("content") for node in tree.css('meta[property="og:url"]')]
    return {_place(one) for one in said if one and _PLACE.match(one)}


def _place(address: str) -> str:
    """An address without what does not make it another page."""
    plain = _PLACE.sub("", address.strip()).split("#", 1)[0].split("?", 1)[0]
    return plain.removeprefix("www.").rstrip("/").lower()


def _titles(tree: LexborHTMLParser) -> set[str]:
    said = [_text(tree, "title"), _text(tree, "h1"), _text(tree, 'meta[property="og:title"]')]
    return {plain for one in said if (plain := _plain(one))}


def _plain(title: object) -> str:
    return " ".join(_WORD.findall(_name(title).casefold()))


def _name(value: object) -> str:
    if isinstance(value, list):
        few = [one for one in value[:5] if not isinstance(one, list)]
        return ", ".join(filter(None, map(_name, few)))
    if isinstance(value, dict):
        value = value.get("name")
    return _line(html.unescape(value)) if isinstance(value, str) else ""
