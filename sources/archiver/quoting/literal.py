"""Find where a quotation stands letter by letter in a raw text, before the text is cut."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from sources.archiver.quoting.steps import Steps
from tracker.base.language.folding import INVISIBLE

PLACES = 20
"""Places that are looked at; beyond them the text is cut once and searched in its words."""
AROUND = 400
"""Characters around a place that hold any surroundings: more than those may be long."""
NEXT_TO = 90
"""Characters around a place that show what a quotation without surroundings cuts off."""
WORDS = 10
"""Words on either side that may turn a quotation (`turned.py` looks at no more)."""
_GAP = re.compile(rf"[\s{INVISIBLE}]")
_SAME = str.maketrans(
    {
        sign: signs[0]
        for signs in ("'\u2019\u02bc\u2018\uff07\u00b4\u2032", '"«»„“”‟＂', "-‐‑‒–—―−")
        for sign in signs
    }
)
"""Signs that stand for each other."""


def windows(
    text: str, words: str, *, around: int, steps: Steps
) -> Iterator[tuple[int, str, range]]:
    """Stretches of a text around each place of some words.

    A stretch holds at least ten more words on either side, however far away they are: a minus, a
    negation or a sign of percent may stand beyond any amount of white space.

    Args:
        text: a raw text.
        words: what is looked for, with any white space, quotation marks and hyphens.
        around: characters on either side that are looked at with a place.
        steps: what may be made.

    Yields:
        Where a stretch begins, what it says, and where in it the words stand.

    Raises:
        TooMuchError: there is more to look at than that.
    """
    for first, last in islice(_places(text, words.strip(), steps), PLACES):
        start = _words_before(text, first, first - around, steps)
        end = _words_after(text, last, last + around, steps)
        yield start, text[start:end], range(first - start, last - start)


def _words_after(text: str, place: int, least: int, steps: Steps) -> int:
    """Where the tenth word after a place ends, or the first that ends beyond `least`."""
    words = 0
    while place < len(text) and (words < WORDS or place < least):
        while place < len(text) and _GAP.match(text[place]):
            steps.take(1)
            place += 1
        while place < len(text) and not _GAP.match(text[place]):
            steps.take(1)
            place += 1
        words += 1
    return place


def _words_before(text: str, place: int, most: int, steps: Steps) -> int:
    """The same on the other side."""
    words = 0
    while place > 0 and (words < WORDS or place > most):
        while place > 0 and _GAP.match(text[place - 1]):
            steps.take(1)
            place -= 1
        while place > 0 and not _GAP.match(text[place - 1]):
            steps.take(1)
            place -= 1
        words += 1
    return place


def _places(text: str, words: str, steps: Steps) -> Iterator[tuple[int, int]]:
    """Where words stand to the letter; only if they do not, where they stand but for the signs."""
    place = text.find(words)
    if place < 0:
        yield from _but_for_signs(text, words.split(), steps)
    while place >= 0:
        yield place, place + len(words)
        place = text.find(words, place + 1)


def _but_for_signs(text: str, parts: Sequence[str], steps: Steps) -> Iterator[tuple[int, int]]:
    """Where words stand with any white space between them, any quotation marks and any hyphens.

    The longest word without such a sign is looked for, and the others around it: begun from the
    first word, a text that repeats the beginning of a quotation would be compared with it without
    end.
    """
    plain = [part.translate(_SAME) for part in parts]
    steady = [number for number, part in enumerate(parts) if not _has_sign(part)]
    if not steady:
        return
    number = max(steady, key=lambda one: len(parts[one]))
    place = text.find(parts[number])
    while place >= 0:
        steps.take(20)
        first = _backwards(text, place, plain[:number], steps)
        last = place + len(parts[number])
        after = None if first is None else _onwards(text, last, plain[number + 1 :], steps)
        if first is not None and after is not None:
            yield first, after
        place = text.find(parts[number], place + 1)


def _has_sign(part: str) -> bool:
    return any(ord(char) in _SAME for char in part)


def _onwards(text: str, place: int, parts: Sequence[str], steps: Steps) -> int | None:
    """Where words end that follow a place, each after white space; None if they do not."""
    for part in parts:
        start = place
        while start < len(text) and text[start].isspace():
            steps.take(1)
            start += 1
        steps.take(5)
        if start == place or text[start : start + len(part)].translate(_SAME) != part:
            return None
        place = start + len(part)
    return place


def _backwards(text: str, place: int, parts: Sequence[str], steps: Steps) -> int | None:
    """Where words begin that lead up to a place, each before white space."""
    for part in reversed(parts):
        end = place
        while end > 0 and text[end - 1].isspace():
            steps.take(1)
            end -= 1
        steps.take(5)
        if end == place or text[max(end - len(part), 0) : end].translate(_SAME) != part:
            return None
        place = end - len(part)
    return place
