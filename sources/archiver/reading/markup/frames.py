"""Pages within a page: frames that carry their own page, and shadow roots that are written down.

Read are `srcdoc` and frames whose address is a page itself (data:, or a part of a saved file);
frames that lead elsewhere are counted, as nobody fetched them.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from selectolax.lexbor import LexborHTMLParser

_SHADOW = re.compile(
    r"<template\b((?:[^>\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))*+)(?:>|\Z)|</template\s*>",
    re.IGNORECASE,
)
_IS_SHADOW = re.compile(r"\bshadow(?:root)?mode\s*=", re.IGNORECASE)
_NOWHERE = ("about:", "javascript:", "data:image/")
_UNSEEN = frozenset({"0", "1", "0px", "1px"})


def with_shadows(source: str) -> str:
    """Open the declarative shadow roots of a page: their text is shown where their host stands."""
    if not _IS_SHADOW.search(source):
        return source
    open_roots: list[bool] = []

    def opened(tag: re.Match[str]) -> str:
        if tag[1] is not None:
            open_roots.append(bool(_IS_SHADOW.search(tag[1])))
            return "<shadow-root>" if open_roots[-1] else tag[0]
        is_shadow = open_roots.pop() if open_roots else False
        return "</shadow-root>" if is_shadow else tag[0]

    return _SHADOW.sub(opened, source)


def page_in(frame: Any, parts: Mapping[str, str]) -> str | None:
    """The source of the page that a frame carries with it; None if it leads elsewhere.

    Args:
        frame: the element.
        parts: sources of frames by their addresses, of a page that was saved in one file.
    """
    attributes = frame.attributes
    if attributes.get("srcdoc"):
        return str(attributes["srcdoc"])
    address = (attributes.get("src") or "").strip()
    if address in parts:
        return parts[address]
    head, comma, data = address.partition(",")
    if not comma or not head.lower().startswith("data:text/html"):
        return None
    try:
        packed = head.lower().endswith(";base64")
        body = base64.b64decode(unquote_to_bytes(data)) if packed else unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        return None
    return body.decode("utf-8", "replace")


def leads_elsewhere(frame: Any) -> bool:
    """Whether a frame shows what is not read here, large enough to be seen."""
    attributes = frame.attributes
    address = (attributes.get("src") or attributes.get("data") or "").strip().lower()
    if not address or address.startswith(_NOWHERE):
        return False
    sides = {attributes.get("width") or "", attributes.get("height") or ""}
    return _UNSEEN.isdisjoint(sides)


def frames_of(tree: LexborHTMLParser) -> list[Any]:
    """The frames of a page and what is embedded in it like one."""
    return list(tree.css("iframe, frame, object[data], embed[src]"))
