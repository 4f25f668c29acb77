"""The visible text of an HTML page, and what its markup says about itself."""

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from sources.archiver.saying import said_by

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
# Separators of ASCII, which no page shows: what a page holds of them is taken out before. One that
# it spells as a reference (&#28;) then parts its text like <br>.
PARAGRAPH, LINE, CELL = "\x1c", "\x1d", "\x1e"
_NOT_SHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE
)


def read_html(source: str) -> tuple[str, dict[str, str]]:
    """Read a page.

    Returns:
        The visible text with paragraphs parted by an empty line, and what the page says of itself
        (`saying.said_by`).
    """
    for mark in ("\0", PARAGRAPH, LINE, CELL):
        source = source.replace(mark, "")
    tree = LexborHTMLParser(source)
    said = said_by(tree)
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
    while "  " in text:
        text = text.replace("  ", " ")
    text = "\n".join([line.strip(" ") for line in text.split("\n")])
    return re.sub("\n\n\n+", "\n\n", text).strip()
