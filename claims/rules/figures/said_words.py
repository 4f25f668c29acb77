"""Whether the words of a figure are recorded as said, or are a note of whoever wrote it down."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tracker.base.language.tokens import tokens

_REMEMBERED = 5_000


def are_said(words: str, said: Iterable[str]) -> bool:
    """Whether words stand in what somebody said, one after the other.

    Case, diacritics and punctuation make no other words; a part of a word is none.

    Args:
        words: those that were written down with a figure.
        said: texts that are recorded word for word: a statement in the claimant's own words,
            quotations of pages.
    """
    wanted = _plain(words)
    return bool(wanted) and any(_holds(_plain(text), wanted) for text in said)


@lru_cache(_REMEMBERED)
def _plain(text: str) -> tuple[str, ...]:
    return tuple(token.plain for token in tokens(text) if token.kind != "punctuation")


def _holds(text: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    ends = range(len(wanted), len(text) + 1)
    return any(text[end - len(wanted) : end] == wanted for end in ends)
