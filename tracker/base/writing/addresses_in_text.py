"""Addresses within a text: a line may end after each of their slashes, and in no word of theirs."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_ADDRESS = re.compile(r"https?://\S+")
_SLASH = re.compile(r"(?<![:/])/(?=.)")


def breakable(text: str) -> SafeString:
    """The text as markup, in which lines may end after the slashes of addresses.

    Args:
        text: plain text.
    """
    start = 0
    pieces: list[str] = []
    for found in _ADDRESS.finditer(text):
        pieces.append(escape(text[start : found.start()]))
        parts = _SLASH.sub("/\n", found[0]).split("\n")
        pieces.append("<wbr>".join(map(escape, parts)))
        start = found.end()
    return mark_safe("".join([*pieces, escape(text[start:])]))  # noqa: S308 - each is escaped
