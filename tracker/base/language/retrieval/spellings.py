"""How a name is written where it is looked up while somebody types it.

What is typed is the beginning of a name, of any of its words, or the same in another script. So a
name is kept in two ways: its words as `folding.plain` folds them, and how they sound, which is what
`skeletons` leaves of them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from tracker.base.language.folding import plain
from tracker.base.language.retrieval.skeletons import skeletons

MOST_WORDS = 24
"""Words of a name that are read."""
LONGEST = 300
"""Characters of a name that are read."""
_SHORT = 4
"""Letters of a word that is often written together with the name after it: "Tin", "Abu"."""
_LONGEST_CHANGED = 30
"""Letters of a word in which two may have changed places."""
_WORD = re.compile(r"[^\W_]+")


class Spelling(NamedTuple):
    """A name as it is looked up: each word has a space before it, which marks its beginning."""

    folded: str
    sounds: str


def spelling_of(name: str) -> Spelling:
    """How a name is looked up.

    Args:
        name: as somebody writes it, in any script.
    """
    words = words_typed(name)
    joined = (one + other for one, other in pairwise(words) if len(one) <= _SHORT)
    sounds = {each for word in (*words, *joined) for each in skeletons(word)}
    return Spelling(_spaced(words), _spaced(sorted(sounds)))


def words_typed(text: str) -> list[str]:
    """The folded words of a name, or of its beginning."""
    return _WORD.findall(plain(text[:LONGEST]))[:MOST_WORDS]


def sounds_typed(text: str) -> list[frozenset[str]]:
    """How the words of a name sound of which the beginning is typed, each in every way it may.

    Words of too few consonants tell nothing and are left out.
    """
    return [sounds for word in words_typed(text) if (sounds := skeletons(word))]


def sounds_as_one(text: str) -> frozenset[str]:
    """How all that is typed sounds if it is one word: "Tin Zaouatine" beside "Tinzaouaten"."""
    return skeletons("".join(words_typed(text)))


def letters_changed(word: str) -> list[str]:
    """The words that differ from one in the order of two letters that stand side by side."""
    pairs = range(min(len(word), _LONGEST_CHANGED) - 1)
    return [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in pairs
        if word[at] != word[at + 1]
    ]


def _spaced(words: list[str]) -> str:
    return "".join(f" {word}" for word in words)
