"""Things that stand beside each other in a sentence, joined as the reader's language does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import get_language, get_language_bidi

_COMMAS = {"ar": "،"}
_SEMICOLONS = {"ar": "؛"}
_RIGHTWARD = frozenset({"L"})
_LEFTWARD = frozenset({"R", "AL"})
"""How Unicode calls letters that run from left to right, and those from right to left."""
_OWN_WAY, _END = "\u2068", "\u2069"
_RIGHT_TO_LEFT, _LEFT_TO_RIGHT = "\u2067", "\u2066"
_APART = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")


def comma() -> str:
    """The comma of the reader's language, without the space after it."""
    return _COMMAS.get(_language(), ",")


def colon() -> str:
    """The colon of the reader's language, with the space that French keeps before it."""
    return "\u00a0:" if _language() == "fr" else ":"


def comma_list(parts: Iterable[object]) -> str:
    """Join what stands beside each other: ``killed, civilians``."""
    return f"{comma()} ".join(map(isolated, parts))


def semicolon_list(parts: Iterable[object]) -> str:
    """Join what has commas of its own: ``killed, civilians; wounded, soldiers``."""
    return f"{_SEMICOLONS.get(_language(), ';')} ".join(map(isolated, parts))


def isolated(part: object) -> str:
    """Keep words in another script from turning what stands around them.

    Without that, two Latin names that follow each other in Arabic change places. Words of which
    all letters run the other way are left to run so; a phrase of ours with such a name in it runs
    as the reader's language does.

    Args:
        part: what stands in a list or a sentence, in plain text.

    Returns:
        The words as they are where all of them that are not set apart already run as the reader's
        language does; else between characters that set them apart (Unicode's isolates).
    """
    words = str(part)
    own, other = (_RIGHTWARD, _LEFTWARD)
    if is_leftward := get_language_bidi():
        own, other = other, own
    elif words.isascii():
        return words
    ways = set(map(unicodedata.bidirectional, _APART.sub("", words)))
    if not ways & other:
        return words
    mixed = _RIGHT_TO_LEFT if is_leftward else _LEFT_TO_RIGHT
    return f"{mixed if ways & own else _OWN_WAY}{words}{_END}"


def _language() -> str:
    return (get_language() or "").partition("-")[0]
