"""Whose figure it is: the party that words surely name by one of its aliases.

Names in a whole text are found elsewhere (`claims.matching.known_names`), by their capitals and
with whoever was told first keeping a name that two have: a credit is a guess that people look at.
Here a few words are known to name somebody, and one name of two parties names neither of them.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from tracker.base.language.tokens import tokens

_LONGEST_NAME = 8
"""Words of the longest name that is looked for."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of a party."""

    name: str
    party: Hashable


class PartiesByName:
    """Parties by their names, folded."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        """Index names; one that several parties have names none of them."""
        self._parties: dict[tuple[str, ...], set[Hashable]] = defaultdict(set)
        for alias in aliases:
            self._parties[_folded(alias.name)].add(alias.party)
        self._parties.pop((), None)

    def named(self, words: str) -> Hashable:
        """Whom words name: the one party of which a name stands in them; None if not just one.

        At each place the longest name counts.

        Args:
            words: such as "Malian soldiers".
        """
        said, at = _folded(words), 0
        found: set[Hashable] = set()
        while at < len(said) and self._parties:
            longest = range(min(_LONGEST_NAME, len(said) - at), 0, -1)
            count = next((n for n in longest if said[at : at + n] in self._parties), 0)
            found |= self._parties[said[at : at + count]] if count else set()
            at += max(count, 1)
        return found.pop() if len(found) == 1 else None


def _folded(text: str) -> tuple[str, ...]:
    return tuple(token.plain for token in tokens(text))
