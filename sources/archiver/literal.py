"""Find where a quotation stands letter by letter in a raw text, before the text is cut."""

import re
from collections.abc import Iterator
from itertools import islice

PLACES = 20
"""Places that are looked at; beyond them the text is cut once and searched in its words."""
AROUND = 400
"""Characters around a place that are looked at with it: more than the surroundings may hold."""
_CLASSES = tuple(
    (frozenset(signs), "[" + re.escape(signs) + "]")
    for signs in ("'\u2019\u02bc\u2018\uff07\u00b4\u2032", '"«»„“”‟＂', "-‐‑‒–—―−")
)


def pattern_of(words: str) -> re.Pattern[str]:
    """The words with any white space between them, any quotation marks and any hyphens."""
    parts = ("".join(_class(char) for char in part) for part in words.split())
    return re.compile(r"\s+".join(parts))


def _class(char: str) -> str:
    return next((found for signs, found in _CLASSES if char in signs), re.escape(char))


def windows(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Stretches of the text around each place; where each begins, and its words.

    A stretch begins and ends at white space, so that no word or number of it is cut.
    """
    for match in islice(pattern.finditer(text), PLACES):
        start = max(match.start() - AROUND, 0)
        end = min(match.end() + AROUND, len(text))
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        yield start, text[start:end]
