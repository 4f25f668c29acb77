"""Find the passages that two texts share word for word.

Texts are cut into overlapping runs of words ("shingles"; A. Broder, On the resemblance and
containment of documents, 1997); how much of one text stands in another is the share of its runs
that the other has too. What many pages of one house carry is its furniture and counts for
nothing. The work is linear in the texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.matching.known_names import TextWord, words_of

RUN = 8
"""Words of one run: shorter ones are shared by chance, and by set phrases."""
MOST_COMPARED = 60_000
"""Characters of a text that are compared."""
LEAST_SHARED = 24
"""Words that a shared passage has at least: shorter ones may be one remark that both quote."""
_LONGEST_SHOWN = 400
_FURNITURE_AT_LEAST = 2
_SITE = re.compile(
    r"cookies?|куки|ملفات تعريف الارتباط|newsletter|subscribe|abonne|подпис|اشترك|"
    r"all rights reserved|tous droits réservés|все права защищены|جميع الحقوق محفوظة|"
    r"privacy policy|confidentialité|javascript",
    re.IGNORECASE,
)
"""A line with one of these is about the site that shows it."""


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """What one text has in common with another.

    `share` is how much of the text stands in the other, `share_of_other` the reverse, both from
    0 to 1; `words` counts the longest passage, `passage` shows it as the text has it.
    """

    share: float
    share_of_other: float
    words: int
    passage: str


class Runs:
    """A text as the runs of words in it."""

    def __init__(self, text: str) -> None:
        """Cut a text.

        Args:
            text: the words of a page; compared as far as `MOST_COMPARED`.
        """
        self.text = text[:MOST_COMPARED]
        self.words: list[TextWord] = []
        start = 0
        for line in self.text.splitlines(keepends=True):
            if not _SITE.search(line):
                self.words += [one for one in words_of(line, start) if one.kind in _TELLING]
            start += len(line)
        plain = [word.plain for word in self.words]
        self.each = [hash(tuple(plain[at : at + RUN])) for at in range(len(plain) - RUN + 1)]
        self.distinct = frozenset(self.each)


_TELLING = frozenset({"word", "number"})


def furniture_of(others: Sequence[Runs]) -> frozenset[int]:
    """The runs that at least half of some pages have, and at least two: what their house repeats.

    Args:
        others: other pages of one house.
    """
    counted = Counter(run for other in others for run in other.distinct)
    least = max(_FURNITURE_AT_LEAST, len(others) / 2)
    return frozenset(run for run, count in counted.items() if count >= least)


def shared_passage(
    one: Runs, other: Runs, *, furniture: Iterable[int] = frozenset()
) -> SharedPassage | None:
    """What a text shares with another; None if it is too little to say anything.

    Args:
        one: the text.
        other: the text that it may have it from.
        furniture: runs that count for nothing.
    """
    own, theirs = one.distinct - frozenset(furniture), other.distinct - frozenset(furniture)
    both = own & theirs
    if len(both) < LEAST_SHARED - RUN + 1:
        return None
    first, end = _longest(one.each, both)
    if end - first < LEAST_SHARED:
        return None
    return SharedPassage(
        share=len(both) / len(own),
        share_of_other=len(both) / len(theirs),
        words=end - first,
        passage=_shown(one, first, end),
    )


def _longest(runs: Sequence[int], both: frozenset[int]) -> tuple[int, int]:
    """The longest stretch of words whose every run is shared, none of them twice.

    A stretch that only repeats itself ends where it begins to.
    """
    best, begin, met = (0, 0), 0, set[int]()
    for place, run in enumerate(runs):
        if run not in both or run in met:
            begin, met = place + (run not in both), set()
        if run in both:
            met.add(run)
            best = max(best, (begin, place + RUN), key=lambda span: span[1] - span[0])
    return best


def _shown(text: Runs, first: int, end: int) -> str:
    begin = text.words[first].start
    cut = text.text[begin : min(text.words[end - 1].end, begin + _LONGEST_SHOWN)]
    return " ".join(cut.split())
