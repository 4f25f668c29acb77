"""Which elements of a page are not shown, as far as its own markup tells.

Read are the elements that HTML never shows, `hidden`, `display` and `visibility` of an element's
own style, and of the style sheets within the page those rules that name a class or an id. Sheets
of other files, clipping, colours and places outside the screen are not.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborHTMLParser

HIDDEN = frozenset(
    {
        "head", "script", "style", "noscript", "template", "svg", "canvas", "audio", "video",
        "datalist", "input", "noembed", "noframes", "rp", "annotation", "annotation-xml",
    }
)  # fmt: skip
_MAYBE_HIDDEN = ", ".join((*sorted(HIDDEN), "dialog", "[hidden]", "[style]"))
_NOT_SHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE
)
_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*(?!none)|visibility\s*:\s*visible)", re.IGNORECASE)
_STRUCK = re.compile(
    r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]{0,80}line-through", re.IGNORECASE
)

SHEET_CHARACTERS = 300_000
"""Of all style sheets of a page together."""
MOST_SELECTORS = 200
MOST_LANDMARKS = 20
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile("([{}])")
_NAMED = re.compile(r"[a-zA-Z]{0,20}(?:[.#][\w-]{1,100}){1,4}", re.ASCII)
_NAME = re.compile(r"[.#][\w-]+", re.ASCII)
_LANDMARKS = "h1, main, article"


def hidden_in(tree: LexborHTMLParser, also: list[Any]) -> list[Any]:
    """Elements that are not shown; what lies in another comes after it.

    Args:
        tree: the page.
        also: elements that are hidden by something else.
    """
    by_themselves = [node for node in tree.css(_MAYBE_HIDDEN) if is_hidden(node)]
    known = {node.mem_id for node in by_themselves}
    return by_themselves + [node for node in also if node.mem_id not in known]


def is_hidden(node: Any) -> bool:
    """Whether an element says by itself that it is not shown."""
    tag, attributes = node.tag, node.attributes
    if tag in HIDDEN or (tag == "dialog" and "open" not in attributes):
        return True
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    return bool(_NOT_SHOWN.search(attributes.get("style") or ""))


def struck_by_style(tree: LexborHTMLParser) -> list[Any]:
    """The elements whose own style strikes them out."""
    return [
        node
        for node in tree.css("[style*=line-through]")
        if _STRUCK.search(node.attributes.get("style") or "")
    ]


def hidden_by_sheets(tree: LexborHTMLParser) -> list[Any]:
    """Elements that a style sheet within the page hides, unless another rule shows them again.

    What holds a heading of the first order or the main part of the page is never taken for hidden:
    scripts show it in the end.
    """
    hiding: dict[str, None] = {}
    showing: set[str] = set()
    for selectors, body in _rules(tree):
        hides = bool(_NOT_SHOWN.search(body))
        for selector in selectors.split(","):
            one = selector.strip()
            if hides and _NAMED.fullmatch(one):
                hiding[one] = None
            elif not hides and _SHOWN.search(body):
                showing.update(_NAME.findall(one.rsplit(None, 1)[-1] if one else ""))
    left = [one for one in hiding if showing.isdisjoint(_NAME.findall(one))]
    if not left:
        return []
    kept = _around_landmarks(tree)
    return [
        node
        for node in tree.css(", ".join(left[:MOST_SELECTORS]))
        if node.tag not in ("html", "body") and node.mem_id not in kept
    ]


def _rules(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Selectors and declarations; of rules within @media only those that may show something."""
    left = SHEET_CHARACTERS
    for style in tree.css("style"):
        media = (style.attributes.get("media") or "all").lower()
        sheet = style.text()
        left -= len(sheet)
        if left < 0:
            return
        if media in ("all", "screen"):
            yield from _rules_of(_COMMENT.sub("", sheet))


def _rules_of(sheet: str) -> Iterator[tuple[str, str]]:
    preludes: list[str] = []
    pieces = _BRACE.split(sheet)
    for before, brace in zip(pieces[::2], pieces[1::2], strict=False):
        if brace == "{":
            preludes.append(before.rsplit(";", 1)[-1].strip())
        elif preludes:
            prelude = preludes.pop()
            if not prelude.startswith("@") and (not preludes or not _NOT_SHOWN.search(before)):
                yield prelude, before


def _around_landmarks(tree: LexborHTMLParser) -> set[int]:
    kept: set[int] = set()
    for node in islice(tree.css(_LANDMARKS), MOST_LANDMARKS):
        around: Any = node
        while around is not None and around.mem_id not in kept:
            kept.add(around.mem_id)
            around = around.parent
    return kept
