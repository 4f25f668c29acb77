"""The visible text of an HTML page, and what its markup says about itself."""

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from sources.archiver.reading.page_metadata import said_by

HIDDEN = frozenset(
    {
        "head", "script", "style", "noscript", "template", "iframe", "object", "embed", "svg",
        "canvas", "audio", "video", "datalist", "input", "noembed", "noframes", "rp",
    }
)  # fmt: skip
_MAYBE_HIDDEN = HIDDEN | {"dialog"}
# Separators of ASCII, which no page shows: what a page holds of them is taken out before. One that
# it spells as a reference (&#28;) then parts its text like <br>.
PARAGRAPH, LINE, CELL = "\x1c", "\x1d", "\x1e"
_PARAGRAPHS = (
    "p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table pre section article header footer nav aside "
    "main figure form fieldset hr details address"
)
_LINES = "div li dt dd tr caption figcaption legend summary option center thead tbody tfoot"
MARKS = (
    dict.fromkeys(_PARAGRAPHS.split(), PARAGRAPH)
    | dict.fromkeys(_LINES.split(), LINE)
    | dict.fromkeys(("td", "th"), CELL)
)
"""What stands before and after the text of an element."""
_NOT_SHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE
)


def read_html(source: str) -> tuple[str, dict[str, str]]:
    """Read a page.

    Returns:
        The visible text with paragraphs parted by an empty line, and what the page says of itself
        (`page_metadata.said_by`).
    """
    for mark in ("\0", PARAGRAPH, LINE, CELL):
        source = source.replace(mark, "")
    tree = LexborHTMLParser(source)
    said = said_by(tree)
    return visible_text(tree), said


def visible_text(tree: LexborHTMLParser) -> str:
    """Text of a page in document order, without what is not shown; the tree is used up.

    Marks are set into the tree where lines break, and the text is then taken in one piece: putting
    it together from every text node in Python takes ten times as long.
    """
    root = tree.root
    if root is None or _is_hidden(root):
        return ""
    # What lies in another comes after it in the document, so it must go first.
    for node in reversed(_hidden_in(tree, root)):
        node.remove()
    for node in list(root.traverse()):
        tag = node.tag
        if tag in MARKS:
            node.insert_before(MARKS[tag])
            node.insert_after(MARKS[tag])
        elif tag == "br":
            node.insert_before(LINE)
        if tag in ("pre", "textarea"):
            _keep_lines(node)
    return _tidy(root.text(deep=True))


def _hidden_in(tree: LexborHTMLParser, root: Any) -> list[Any]:
    """Elements that are not shown, in the order of the document, each once."""
    said = {node.mem_id for node in tree.css("[hidden], [style]")}
    return [
        node
        for node in root.traverse()
        if (node.tag in _MAYBE_HIDDEN or node.mem_id in said) and _is_hidden(node)
    ]


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
