"""What the structure of a page says of whether it is one. Read in the confined child.

A wall is told by what a page says of itself, not by what it reports of: so menus, footers and
links that stand by themselves are left out, and headings are kept apart.
"""

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from sources.archiver.reading.found import PageWords
from sources.archiver.reading.markup.hidden import HIDDEN, hidden_by_sheets, hidden_in
from sources.archiver.reading.markup.read_html import read_html
from sources.archiver.reading.walls.signs import Signs

LONGEST = 6000
"""Characters of a page's own words; one that says more is no wall and has no signs."""
LONGEST_SOURCE = 4_000_000
"""Characters of markup: to take more of it apart once again costs seconds."""
MOST_HEADINGS = 12
LONGEST_HEADING = 200
MOST_LINKS = 20_000
_AROUND = (
    "nav, footer, menu, script, style, template, noscript, select, svg, "
    "[role=navigation], [role=contentinfo]"
)
_FLOWING = frozenset({"p", "h1", "h2", "h3", "h4", "label", "button", "form"})
"""Elements in which a link is a part of what is said, though it stands alone."""


def signs_of(source: str, found: PageWords) -> dict[str, str]:
    """Read the signs of a page; nothing of one that says or weighs too much to be a wall.

    Args:
        source: its decoded HTML.
        found: what was read of it.
    """
    if len(source) > LONGEST_SOURCE:
        return {}
    tree = LexborHTMLParser(source)
    refresh = _refresh(tree)
    _leave_out_hidden(tree)
    _leave_out_menus(tree)
    read = Signs(
        headings=_headings(tree),
        refresh=refresh,
        asks_password=tree.css_first("input[type=password i]") is not None,
        has_scripts="scripts" in found.unread,
    )
    if tree.body is not None and len(" ".join(tree.body.text().split())) > LONGEST:
        return {}
    return read.as_facts() | {"own": read_html(tree.html or "").text[:LONGEST]}


def _headings(tree: LexborHTMLParser) -> tuple[str, ...]:
    found = (" ".join(node.text().split()) for node in tree.css("h1, h2, h3")[:MOST_HEADINGS])
    return tuple(text[:LONGEST_HEADING] for text in found if text)


def _refresh(tree: LexborHTMLParser) -> str:
    """The first that counts: one within `<noscript>` does not, where scripts run."""
    for node in tree.css("meta[http-equiv=refresh i]"):
        if not _within_noscript(node):
            return (node.attributes.get("content") or "")[:LONGEST]
    return ""


def _within_noscript(node: Any) -> bool:
    # It stands in the head or the body, never deeper than a few elements: the steps are bounded.
    for _ in range(8):
        node = node.parent
        if node is None:
            return False
        if node.tag == "noscript":
            return True
    return False


def _leave_out_hidden(tree: LexborHTMLParser) -> None:
    """Take out what a script may show one day: a field to sign in above an article, say."""
    for node in reversed(hidden_in(tree, hidden_by_sheets(tree))):
        if node.tag not in HIDDEN:
            node.remove()


def _leave_out_menus(tree: LexborHTMLParser) -> None:
    """Take out what stands around a page's own words: menus, footers, links by themselves."""
    for node in reversed(tree.css(_AROUND)):
        node.decompose()
    alone: dict[int, bool] = {}
    for link in tree.css("a")[:MOST_LINKS]:
        parent = link.parent
        if parent is None or parent.tag in _FLOWING:
            continue
        if parent.mem_id not in alone:
            alone[parent.mem_id] = not re.search(r"\w", parent.text(deep=False))
        if alone[parent.mem_id]:
            link.remove()
