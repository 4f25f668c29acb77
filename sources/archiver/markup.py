"""The visible text of an HTML page, and what its markup says about itself."""

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

HIDDEN = frozenset(
    {
        "head", "script", "style", "noscript", "template", "iframe", "object", "embed", "svg",
        "canvas", "audio", "video", "datalist", "math-annotation",
    }
)  # fmt: skip
PARAGRAPHS = frozenset(
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "table", "pre",
        "section", "article", "header", "footer", "nav", "aside", "main", "figure", "form",
        "fieldset", "hr", "details", "address",
    }
)  # fmt: skip
LINES = frozenset(
    {
        "div", "li", "dt", "dd", "tr", "caption", "figcaption", "legend", "summary", "option",
        "body", "center", "thead", "tbody", "tfoot",
    }
)  # fmt: skip
CELLS = frozenset({"td", "th"})
_NOT_SHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAKS = re.compile(r"[ \t]*(\n+)[ \t]*")

_META_NAMES = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "author": ("author", "article:author", "dc.creator", "parsely-author"),
    "date": ("article:published_time", "date", "dc.date", "pubdate", "datepublished"),
    "site": ("og:site_name", "application-name"),
}
MAX_JSON_LD = 200_000


def read_html(source: str) -> tuple[str, dict[str, str]]:
    """Read a page.

    Returns:
        The visible text with paragraphs parted by an empty line, and metadata: title, author,
        date, site, language, each as the page says it; what it does not say is left out.
    """
    tree = LexborHTMLParser(source)
    return visible_text(tree.root), metadata(tree)


def visible_text(root: Any) -> str:
    """Text of a tree in document order, without what is not shown.

    The tree is walked without recursion: its depth is the page's choice.
    """
    pieces: list[str] = []
    node, down = root, True
    while node is not None:
        if down and _enter(node, pieces) and node.child is not None:
            node = node.child
            continue
        _leave(node, pieces)
        if node.mem_id == root.mem_id:
            break
        down = node.next is not None
        node = node.next or node.parent
    return _tidy("".join(pieces))


def _enter(node: Any, pieces: list[str]) -> bool:
    """Take a node's own text or break; whether its children are to be looked at."""
    tag: str = node.tag
    if tag == "-text":
        text = node.text_content or ""
        pieces.append(text if _in_pre(node) else _SPACE.sub(" ", text))
        return False
    if tag in HIDDEN or tag.startswith(("-", "!")) or _is_hidden(node):
        return tag.startswith("-doc")
    pieces.append("\n" if tag == "br" else _break(tag))
    return True


def _leave(node: Any, pieces: list[str]) -> None:
    if node.tag not in HIDDEN:
        pieces.append(_break(node.tag))


def _break(tag: str) -> str:
    if tag in PARAGRAPHS:
        return "\n\n"
    if tag in LINES:
        return "\n"
    return " " if tag in CELLS else ""


def _in_pre(node: Any) -> bool:
    return node.parent is not None and node.parent.tag in ("pre", "textarea")


def _is_hidden(node: Any) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if node.tag == "input" or (node.tag == "dialog" and "open" not in attributes):
        return True
    return bool(_NOT_SHOWN.search(attributes.get("style") or ""))


def _tidy(text: str) -> str:
    text = re.sub(" {2,}", " ", text)
    text = _AROUND_BREAKS.sub(r"\1", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def metadata(tree: LexborHTMLParser) -> dict[str, str]:
    """What the markup says of title, author, date, site and language."""
    said: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or "").lower()
        said.setdefault(name, _line(attributes.get("content") or ""))
    found = {
        key: next((said[name] for name in names if said.get(name)), "")
        for key, names in _META_NAMES.items()
    }
    for key, value in _linked_data(tree):
        found[key] = found[key] or value
    found["title"] = found["title"] or _first_text(tree, "title") or _first_text(tree, "h1")
    time = tree.css_first("time[datetime]")
    if time is not None:
        found["date"] = found["date"] or _line(time.attributes.get("datetime") or "")
    html = tree.css_first("html[lang]")
    language = html.attributes.get("lang") if html is not None else ""
    found["language"] = _line(language or said.get("content-language", ""))
    return {key: value for key, value in found.items() if value}


def _first_text(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return _line(node.text()) if node is not None else ""


def _line(text: str) -> str:
    return " ".join(text.split())[:500]


def _linked_data(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css('script[type="application/ld+json"]'):
        source = node.text() or ""
        if len(source) > MAX_JSON_LD:
            continue
        try:
            data = json.loads(source)
        except (ValueError, RecursionError):
            continue
        things = data if isinstance(data, list) else [data]
        for thing in things:
            if isinstance(thing, dict):
                yield from _from_thing(thing)


def _from_thing(thing: dict[str, Any]) -> Iterator[tuple[str, str]]:
    graph = thing.get("@graph")
    for inner in graph if isinstance(graph, list) else ():
        if isinstance(inner, dict) and "@graph" not in inner:
            yield from _from_thing(inner)
    if "headline" not in thing and "datePublished" not in thing:
        return
    for key, field in (
        ("title", "headline"), ("author", "author"), ("date", "datePublished"),
        ("site", "publisher"),
    ):  # fmt: skip
        value = _name(thing.get(field))
        if value:
            yield key, value


def _name(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(one) for one in value[:5])))
    if isinstance(value, dict):
        value = value.get("name")
    return _line(value) if isinstance(value, str) else ""
