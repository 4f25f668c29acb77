"""Find where a quotation stands letter by letter in a raw text, before the text is cut."""

import re
from collections.abc import Iterator
from itertools import islice

from tracker.base.language.folding import INVISIBLE

PLACES = 20
"""Places that are looked at; beyond them the text is cut once and searched in its words."""
AROUND = 400
"""Characters around a place that hold any surroundings: more than those may be long."""
NEXT_TO = 60
"""Characters around a place that show what a quotation without surroundings cuts off."""
WORDS = 2
_GAP = re.compile(rf"[\s{INVISIBLE}]")
_CLASSES = tuple(
    (frozenset(signs), "[" + re.escape(signs) + "]")
    for signs in ("'\u2019\u02bc\u2018\uff07\u00b4\u2032", '"«»„“”‟＂', "-‐‑‒–—―−")
)


def windows(text: str, words: str, *, around: int) -> Iterator[tuple[int, str, range]]:
    """Stretches of a text around each place of some words.

    A stretch holds at least two more words on either side, however far away they are: a minus, a
    negation or a sign of percent may stand beyond any amount of white space.

    Args:
        text: a raw text.
        words: what is looked for, with any white space, quotation marks and hyphens.
        around: characters on either side that are looked at with a place.

    Yields:
        Where a stretch begins, what it says, and where in it the words stand.
    """
    for first, last in islice(_places(text, words.strip()), PLACES):
        start = _words_before(text, first, first - around)
        end = _words_after(text, last, last + around)
        yield start, text[start:end], range(first - start, last - start)


def _words_after(text: str, place: int, least: int) -> int:
    """Where the second word after a place ends, or the first that ends beyond `least`."""
    words = 0
    while place < len(text) and (words < WORDS or place < least):
        while place < len(text) and _GAP.match(text[place]):
            place += 1
        while place < len(text) and not _GAP.match(text[place]):
            place += 1
        words += 1
    return place


def _words_before(text: str, place: int, most: int) -> int:
    """The same on the other side."""
    words = 0
    while place > 0 and (words < WORDS or place > most):
        while place > 0 and _GAP.match(text[place - 1]):
            place -= 1
        while place > 0 and not _GAP.match(text[place - 1]):
            place -= 1
        words += 1
    return place


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
