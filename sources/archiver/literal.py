"""Find where a quotation stands letter by letter in a raw text, before the text is cut."""

import re
from collections.abc import Iterator
from itertools import islice

PLACES = 20
"""Places that are looked at; beyond them the text is cut once and searched in its words."""
AROUND = 400
"""Characters around a place that hold any surroundings: more than those may be long."""
NEXT_TO = 60
"""Characters around a place that show what a quotation without surroundings cuts off."""
_CLASSES = tuple(
    (frozenset(signs), "[" + re.escape(signs) + "]")
    for signs in ("'\u2019\u02bc\u2018\uff07\u00b4\u2032", '"«»„“”‟＂', "-‐‑‒–—―−")
)


def windows(text: str, words: str, *, around: int) -> Iterator[tuple[int, str]]:
    """Stretches of a text around each place of some words; where each begins, and what it says.

    A stretch begins and ends at white space and beyond it, so that no word or number is cut.

    Args:
        text: a raw text.
        words: what is looked for, with any white space, quotation marks and hyphens.
        around: characters on either side that are looked at with a place.
    """
    for first, last in islice(_places(text, words.strip()), PLACES):
        start, end = max(first - around, 0), min(last + around, len(text))
        while start > 0 and text[start - 1].isspace():
            start -= 1
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and text[end].isspace():
            end += 1
        while end < len(text) and not text[end].isspace():
            end += 1
        yield start, text[start:end]


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where words stand to the letter; only if they do not, where they stand but for the signs."""
    place = text.find(words)
    if place < 0:
        yield from (match.span() for match in _pattern_of(words).finditer(text))
    while place >= 0:
        yield place, place + len(words)
        place = text.find(words, place + 1)


def _pattern_of(words: str) -> re.Pattern[str]:
    """The words with any white space between them, any quotation marks and any hyphens."""
    parts = ("".join(_class(char) for char in part) for part in words.split())
    return re.compile(r"\s+".join(parts))


def _class(char: str) -> str:
    return next((found for signs, found in _CLASSES if char in signs), re.escape(char))
