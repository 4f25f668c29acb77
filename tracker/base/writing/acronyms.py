"""Acronyms with a hyphen, such as CSP-DPA, that no line is broken in."""

from __future__ import annotations

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_HYPHENATED = re.compile(r"(?<![\w-])[A-Z]{2,8}(?:-[A-Z0-9]{1,8}){1,2}(?![\w-])")
_NON_BREAKING_HYPHEN = "\u2011"


def unbroken(text: object) -> SafeString:
    """Mark the acronyms of a name or a sentence, so that no line is broken at their hyphen.

    Args:
        text: plain text, or markup that is known to be safe.
    """
    if isinstance(text, SafeString):
        return text
    pieces, start = [], 0
    plain = str(text)
    for found in _HYPHENATED.finditer(plain):
        pieces.append((plain[start : found.start()], found[0]))
        start = found.end()
    marked = format_html_join("", '{}<span class="unbroken">{}</span>', pieces)
    return format_html("{}{}", marked, plain[start:])


def unbreakable(text: object) -> str:
    """The same where no markup can stand: with hyphens at which no line ends.

    Only for what is neither copied nor searched, as what a stylesheet prints of an attribute.

    Args:
        text: plain text.
    """
    return _HYPHENATED.sub(lambda found: found[0].replace("-", _NON_BREAKING_HYPHEN), str(text))
