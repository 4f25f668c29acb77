"""Acronyms with a hyphen, such as CSP-DPA, kept whole where a line of a page breaks."""

from __future__ import annotations

import re

LONGEST = 30
"""Characters of what is taken for an acronym: as many as a party's may have."""
_PIECES = re.compile(
    r"<(script|style|svg|select|textarea|template|pre|code)\b.*?</\1\s*>"
    r"|<!--.*?-->"
    r"""|<(?:"[^"]*"|'[^']*'|[^'">])*>"""
    r"|\b\w+(?:[-\u2010]\w+)+",
    re.DOTALL,
)
"""Tags, with what is within some of them, and words with a hyphen."""
_LETTERS = re.compile(r"[^\W\d_]{2}")


def unbroken(markup: str) -> str:
    """``{% filter unbroken %}...{% endfilter %}``: acronyms are marked to be kept whole.

    Args:
        markup: a part of a page.

    Returns:
        The same words; not a character of them is changed.
    """
    return _PIECES.sub(_marked, markup)


def _marked(found: re.Match[str]) -> str:
    word = found[0]
    if word[0] == "<" or len(word) > LONGEST:
        return word
    if not any(map(str.isupper, _LETTERS.findall(word))):
        return word
    return f'<span class="unbroken">{word}</span>'
