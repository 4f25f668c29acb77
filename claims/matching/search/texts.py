"""What is indexed of an archived text: the terms of all of it, without their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from claims.matching.ranking.lexical import (
    EVERYTHING,
    IMPACT_UNIT,
    USUAL_LENGTH,
    IndexRow,
    day_key,
    impact_of,
)
from tracker.base.language.retrieval.stems import TermKind, search_terms
from tracker.base.language.retrieval.written_days import day_keys, written_days

LONGEST_TEXT = 100_000
"""Characters of a text that are indexed."""
MOST_OF_TEXT = 4_000
"""Different terms of a text that are indexed."""
USUAL_TEXT = 400
"""Terms of a usual archived text; fixed, as that of a claim is."""
_AT_ONCE = 8_000
"""Characters that are cut into terms at once: fewer than the terms that are read of one text."""


def text_row(text: str, language: str = "", *, title: str = "") -> IndexRow:
    """Make what is stored of an archived text: postings alone, for the text itself is kept.

    Args:
        text: the words of a page; beyond ``LONGEST_TEXT`` they are left.
        language: the tag of its language, where it is known.
        title: of the page.
    """
    counts: Counter[str] = Counter()
    for part in (title, *_parts(text[:LONGEST_TEXT])):
        counts.update(term.key for term in search_terms(part, language))
        for day in written_days(part):
            counts.update(map(day_key, day_keys(*day[:3])))
    length = sum(n for key, n in counts.items() if key[0] == TermKind.WORD.value)
    usual = round(length * USUAL_LENGTH / USUAL_TEXT)
    impacts = {
        key: round(IMPACT_UNIT * impact_of(n, usual))
        for key, n in islice(counts.items(), MOST_OF_TEXT)
    }
    return IndexRow((), (), (), {EVERYTHING: 0, **impacts})


def _parts(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = start + _AT_ONCE
        if end < len(text):
            space = max(text.rfind("\n", start, end), text.rfind(" ", start, end))
            end = space if space > start else end
        yield text[start:end]
        start = end
