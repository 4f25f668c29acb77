"""The visible text of an HTML page, and what its markup says about itself."""

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

HIDDEN = frozenset(
    {
        "head", "script", "style", "noscript", "template", "iframe", "object", "embed", "svg",
        "canvas", "audio", "video", "datalist", "input", "noembed", "noframes", "rp",
    }
)  # fmt: skip
_MAYBE_HIDDEN = ", ".join(sorted(HIDDEN)) + ", dialog, [hidden], [style]"
PARAGRAPHS = (
    "p, h1, h2, h3, h4, h5, h6, blockquote, ul, ol, dl, table, pre, section, article, header, "
    "footer, nav, aside, main, figure, form, fieldset, hr, details, address"
)
LINES = (
    "div, li, dt, dd, tr, caption, figcaption, legend, summary, option, center, thead, tbody, tfoot"
)
CELLS = "td, th"
# An HTML text holds no NUL (the parser drops or replaces it), so these can only be ours.
PARAGRAPH, LINE, CELL = "\0P", "\0L", "\0C"
_NOT_SHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE
)

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
    tree = LexborHTMLParser(source.replace("\0", ""))
    said = metadata(tree)
    return visible_text(tree), said


def visible_text(tree: LexborHTMLParser) -> str:
    """Text of a page in document order, without what is not shown; the tree is used up.

    Marks are set into the tree where lines break, and the text is then taken in one piece: a walk
    over every node in Python takes ten times as long.
    """
    root = tree.root
    if root is None or _is_hidden(root):
        return ""
    hidden = {node.mem_id: node for node in tree.css(_MAYBE_HIDDEN) if _is_hidden(node)}
    # What lies in another comes after it in the document, so it must go first; and only once.
    for node in reversed(hidden.values()):
        node.remove()
    for node in tree.css("pre, textarea"):
        _keep_lines(node)
    for selector, mark in ((PARAGRAPHS, PARAGRAPH), (LINES, LINE), (CELLS, CELL)):
        for node in tree.css(selector):
            node.insert_before(mark)
            node.insert_after(mark)
    for node in tree.css("br"):
        node.insert_before(LINE)
    return _tidy(root.text(deep=True))


def _keep_lines(node: Any) -> None:
    inside = [one for one in node.traverse(include_text=True) if one.tag == "-text"]
    for text in inside:
        lines = (text.text_content or "").replace("\r", "")
        if "\n" in lines:
            text.replace_with(lines.replace("\n", LINE))


def _is_hidden(node: Any) -> bool:
    tag, attributes = node.tag, node.attributes
    if tag in HIDDEN or (tag == "dialog" and "open" not in attributes):
        return True
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    return bool(_NOT_SHOWN.search(attributes.get("style") or ""))


def _tidy(text: str) -> str:
    for space in "\t\n\r\f":
        text = text.replace(space, " ")
    text = text.replace(CELL, " ").replace(PARAGRAPH, "\n\n").replace(LINE, "\n")
    text = re.sub("  +", " ", text)
    text = "\n".join([line.strip(" ") for line in text.split("\n")])
    return re.sub("\n\n\n+", "\n\n", text).strip()


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
