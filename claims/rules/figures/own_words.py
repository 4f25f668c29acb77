"""What the words that a figure was given in say beside its numbers."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache

from claims.rules.figures.measures import Qualifier
from claims.rules.figures.read_figures import Reading, read
from tracker.base.language.languages import LANGUAGES

_LOW, _HIGH = 10, 20
"""Any two numbers, to read words with that stand between the ends of a range."""
_FROM_BELOW = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})


@lru_cache(maxsize=4096)
def open_above(wording: str) -> bool:
    """Whether words that stand between the ends of a range leave its upper end open.

    Of "30 to more than 60" the words are "to more than": nobody said that it was 60 at most.

    Args:
        wording: the words, in any language that is read.
    """
    if not wording:
        return False
    readings = (read(f"{_LOW} {wording} {_HIGH}", language) for language in LANGUAGES)
    return any(_LOW in each.numbers and each.qualifier in _FROM_BELOW for each in readings)


def say_only(wording: str, numbers: Collection[Decimal]) -> bool:
    """Whether words say a figure's numbers and nothing that would have to stand beside them.

    Args:
        wording: the words, in any language that is read, such as "twelve soldiers".
        numbers: what the figure gives.
    """
    return any(set(each.numbers) == set(numbers) for each in _readings(wording))


@lru_cache(maxsize=4096)
def _readings(wording: str) -> tuple[Reading, ...]:
    readings = (read(wording, language) for language in LANGUAGES)
    return tuple(each for each in readings if each.has_number)
