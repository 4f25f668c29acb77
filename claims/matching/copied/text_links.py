"""The addresses that stand in a text."""

from __future__ import annotations

import re

MOST_LINKS = 100
_ADDRESS = re.compile(r"(?:https?://|\b(?:t\.me|x\.com|twitter\.com)/)[^\s<>\"'«»()\[\]]{3,500}")
_ENDS = ".,;:!?…،؛؟"


def links_in(text: str) -> list[str]:
    """The addresses in a text, each once, in order; no more than `MOST_LINKS`.

    Args:
        text: the words of a page.
    """
    found: dict[str, None] = {}
    for match in _ADDRESS.finditer(text):
        found[match[0].rstrip(_ENDS)] = None
        if len(found) >= MOST_LINKS:
            break
    return list(found)
