"""Work counted in steps, so that no text and no quotation costs more than a known amount.

Steps are counted before they are made and depend on nothing but the two texts: the same texts give
the same finding on every machine, which a limit in seconds would not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate

MOST = 8_000_000
"""Steps of one quotation in one text. Ordinary ones of 2,000 characters in a megabyte need some
1 million (tests/bench/reading/quotations.py); a step takes about 0.1 microseconds."""
AT_A_GLANCE = 300_000
"""Steps of the search that only saves time: beyond them the text is searched in its words."""


class TooMuchError(Exception):
    """There is more to compare than may be; nothing can be said."""


class Steps:
    """How many steps are left."""

    def __init__(self, most: int = MOST) -> None:
        """Begin.

        Args:
            most: how many there are.
        """
        self.left = most

    def take(self, number: int) -> None:
        """Count steps that are about to be made.

        Raises:
            TooMuchError: so many are not left.
        """
        self.left -= number
        if self.left < 0:
            raise TooMuchError


class CountedMatcher(SequenceMatcher[str]):
    """The longest runs that two texts share, as difflib finds them, with its work counted.

    A word that stands often in both makes difflib compare each place with each, for every run anew.
    """

    def __init__(self, ours: Sequence[str], theirs: Sequence[str], steps: Steps) -> None:
        """Take two texts as words.

        Args:
            ours: the one.
            theirs: the other.
            steps: what may be made.
        """
        super().__init__(None, ours, theirs, autojunk=False)
        often = Counter(theirs)
        self._costs = [0, *accumulate(1 + often[word] for word in ours)]
        """Of the words before each, together: every place of each is looked at."""
        self._steps = steps

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """Count, then find.

        Raises:
            TooMuchError: see `Steps.take`.
        """
        end = len(self._costs) - 1 if ahi is None else ahi
        self._steps.take(20 + self._costs[end] - self._costs[alo])
        return super().find_longest_match(alo, ahi, blo, bhi)
