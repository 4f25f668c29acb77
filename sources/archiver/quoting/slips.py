"""A letter that slipped: one ordinary word, written wrongly on one of the two sides.

It is one only if what stands there makes no word of the language. Nobody can know that of a
language without a table, so in such a one no changed word is a slip.
"""

from tracker.base.language.dictionary import is_word
from tracker.base.language.tokens import Token

SHORTEST = 4
"""Letters of a word that a slip leaves recognisable."""
SHORTEST_DENSE = 5
"""The same where most letters make a word with most others: the scripts without vowels."""
LONG = 6
FROM_START, FROM_END = 2, 2
"""Letters of a word that no dictionary has: in all, and before and after a slip in it."""


def is_slip(ours: Token, theirs: Token, spoken: str) -> bool:
    """Whether two words are one word of a language and one slip of a letter in it.

    A dictionary has not every word: where it has neither, the slip must lie well inside a long
    word, for at its end another letter makes another form of it.

    Args:
        ours: the quotation's word.
        theirs: the page's.
        spoken: the language they are written in, of those that have a table; or nothing.
    """
    if not spoken or not _is_long(ours) or not _is_long(theirs):
        return False
    one, other = ours.text.lower(), theirs.text.lower()
    if not is_one_letter(one, other):
        return False
    known, beside = is_word(one, spoken), is_word(other, spoken)
    if known != beside:
        return True
    return not known and _is_well_inside(one, other)


def is_one_letter(one: str, other: str) -> bool:
    """Whether two words differ by a letter more, less or other, or by two that changed places."""
    start, end = _shared_ends(one, other)
    ours, theirs = one[start : len(one) - end], other[start : len(other) - end]
    if len(ours) == len(theirs) == 2:  # noqa: PLR2004 - two letters
        return ours == theirs[::-1]
    return max(len(ours), len(theirs)) == 1


def _is_well_inside(one: str, other: str) -> bool:
    start, end = _shared_ends(one, other)
    return min(len(one), len(other)) >= LONG and start >= FROM_START and end >= FROM_END


def _shared_ends(one: str, other: str) -> tuple[int, int]:
    """How many letters two words share at their beginnings, and how many more at their ends."""
    start, shortest = 0, min(len(one), len(other))
    while start < shortest and one[start] == other[start]:
        start += 1
    end = 0
    while end < shortest - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return start, end


def _is_long(token: Token) -> bool:
    is_dense = token.text.lower() == token.text.upper()
    return len(token.text) >= (SHORTEST_DENSE if is_dense else SHORTEST)
