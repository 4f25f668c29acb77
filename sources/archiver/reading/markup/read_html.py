"""The visible text of an HTML page, what its markup says about itself, and what is not read."""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from sources.archiver.reading.found import PageWords
from sources.archiver.reading.markup.frames import (
    frames_of,
    leads_elsewhere,
    page_in,
    with_shadows,
)
from sources.archiver.reading.markup.hidden import (
    hidden_by_sheets,
    hidden_in,
    is_hidden,
    struck_by_style,
)
from sources.archiver.reading.markup.neighbours import (
    ALL,
    BETWEEN,
    LINE,
    PARAGRAPH,
    STRUCK,
    UNSTRUCK,
    resolve,
    set_marks,
)
from sources.archiver.reading.markup.page_metadata import said_by

DEEPEST_FRAME = 3
MOST_FRAMES = 100
"""Frames of one page that are read: each costs a parser of its own."""
HARDLY_ANY = 250
"""Characters of text: a page of scripts that shows less is built by them."""
SHORT = 600
"""Characters of text: beside less, a picture may well be what the page says."""
SENTENCE = 40
"""Characters: what a style sheet hides of less is the name of a button."""
MOST_TRIED = 20
_ICON = 100
"""Pixels: a side that is said to be shorter is no picture of a text."""
HEAD_CHARACTERS = 64 * 1024
_MAIN = "main, [role=main], #root, #app, #__next, #__nuxt"
_BODY = re.compile(r"<body[\s>]", re.IGNORECASE)
# Comments and elements of raw text first: what stands in them opens no element.
_RAW = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|title|textarea)\b.*?(?:</\1|\Z)"
    r"|(<noscript)\b.*?(?:</noscript\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)


def read_html(source: str, parts: Mapping[str, str] | None = None) -> PageWords:
    """Read a page.

    Args:
        source: the page.
        parts: sources of its frames by their addresses, of a page that was saved in one file.

    Returns:
        The visible text with paragraphs parted by an empty line, what the page says of itself
        (`page_metadata.said_by`), what it strikes out, and what of it could not be read.
    """
    tree = _parsed(source)
    said = said_by(tree)
    unread: Counter[str] = Counter()
    scripts, pictures = _has_scripts(tree), _pictures(tree)
    waits = scripts and _waits_for_scripts(tree)
    text, struck = resolve(_marked_text(tree, parts or {}, unread, depth=0))
    if waits or (scripts and len(text) < HARDLY_ANY):
        unread["scripts"] += 1
    if len(text) < SHORT:
        unread["pictures"] += pictures
    return PageWords(text, metadata=said, struck=struck, unread=+unread)


def _parsed(source: str) -> LexborHTMLParser:
    for mark in ("\0", *ALL):
        if mark in source:  # to look for what is not there costs far less than to replace it
            source = source.replace(mark, "")
    source = _without_noscript(source)
    tree = LexborHTMLParser(source)
    if tree.css_first("template") is None:
        return tree
    opened = with_shadows(source)
    return tree if opened is source else LexborHTMLParser(opened)


def _without_noscript(source: str) -> str:
    """Take out of a page's head what is for readers without scripts.

    The parser knows no scripts: it ends the head there, and shows those words (HTML, 13.2.6.4.5).
    """
    if "<noscript" not in source[:HEAD_CHARACTERS].lower():
        return source
    body = _BODY.search(source)
    end = body.start() if body else HEAD_CHARACTERS
    kept = _RAW.sub(lambda raw: "" if raw[1] is None and raw[2] else raw[0], source[:end])
    return kept + source[end:]


def _has_scripts(tree: LexborHTMLParser) -> bool:
    types = (node.attributes.get("type") or "" for node in tree.css("script"))
    return any("json" not in one and "template" not in one for one in types)


def _waits_for_scripts(tree: LexborHTMLParser) -> bool:
    """Whether the place of the page's main part is empty, however much stands around it."""
    places = tree.css(_MAIN)[:MOST_TRIED]
    return any(not node.text(deep=True).strip() for node in places)


def _pictures(tree: LexborHTMLParser) -> int:
    return sum(
        not any(_is_short(node.attributes.get(side) or "") for side in ("width", "height"))
        for node in tree.css("img[src], img[srcset], canvas")
    )


def _is_short(side: str) -> bool:
    digits = side.strip().removesuffix("px")
    return digits.isascii() and digits.isdecimal() and len(digits) < 5 and int(digits) < _ICON  # noqa: PLR2004


def _marked_text(
    tree: LexborHTMLParser, parts: Mapping[str, str], unread: Counter[str], *, depth: int
) -> str:
    """Text of a page in document order with marks, without what is not shown; uses the tree up."""
    root = tree.root
    if root is None or is_hidden(root):
        return ""
    by_sheets = hidden_by_sheets(tree)
    if any(_says_something(node) for node in by_sheets[:MOST_TRIED]):
        unread["styled"] = len(by_sheets)
    # What lies in another comes after it in the document, so it must go first.
    for node in reversed(hidden_in(tree, by_sheets)):
        node.remove()
    for number, frame in enumerate(frames_of(tree)):
        inner_depth = depth if number < MOST_FRAMES else DEEPEST_FRAME
        _read_frame(frame, parts, unread, depth=inner_depth)
    _take_letter_for_letter(tree)
    _strike(tree)
    _part_formulas(tree)
    set_marks(root)
    return str(root.text(deep=True))


def _says_something(node: Any) -> bool:
    return len(node.text(deep=True).strip()) >= SENTENCE


def _read_frame(frame: Any, parts: Mapping[str, str], unread: Counter[str], *, depth: int) -> None:
    """Put the text of the page that a frame carries in its place, or count the frame."""
    inner = page_in(frame, parts)
    if inner is not None and depth < DEEPEST_FRAME:
        text = _marked_text(_parsed(inner), parts, unread, depth=depth + 1)
        frame.insert_before(PARAGRAPH + text + PARAGRAPH)
    elif inner is not None or leads_elsewhere(frame):
        unread["frames"] += 1
    frame.remove()


def _take_letter_for_letter(tree: LexborHTMLParser) -> None:
    """Put the text of elements that hold no markup in their place: it may look like tags."""
    for node in tree.css("xmp, plaintext"):
        lines = (node.text() or "").replace("\n", LINE)
        node.insert_before(PARAGRAPH + lines + PARAGRAPH)
        node.remove()


def _strike(tree: LexborHTMLParser) -> None:
    for node in struck_by_style(tree):
        node.insert_before(STRUCK)
        node.insert_after(UNSTRUCK)


def _part_formulas(tree: LexborHTMLParser) -> None:
    for tag, sign in BETWEEN.items():
        for node in tree.css(tag):
            inner = list(islice(node.iter(), 2))
            if len(inner) > 1:
                inner[1].insert_before(sign)
