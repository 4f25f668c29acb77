"""A letter that slipped: one ordinary word, written wrongly on one of the two sides.

It is one only if what stands there makes no word of the language. Nobody can know that of a
language without a table, so in such a one no changed word is a slip.
"""

from tracker.base.language.dictionary import is_in_use, is_made_of, is_seam, may_be_word
from tracker.base.language.tokens import Token

SHORTEST = 4
"""Letters of a word that a slip leaves recognisable."""
SHORTEST_DENSE = 5
"""The same of the longer of the two where most letters make a word with most others: the scripts
without vowels."""
LONG = 6
FROM_START, FROM_END = 2, 2
"""Letters of a word that no dictionary has: in all, and before and after a slip in it."""


def is_slip(ours: Token, theirs: Token, spoken: str) -> bool:
    """Whether two words are one word of a language and one slip of a letter in it.

    A dictionary has not every word: where it has neither, the slip must lie well inside a long
    word, for at its end another letter makes another form of it. Nor has it every form: what may
    be one is no slip where the letter may be a word that is written on to another.

    Args:
        ours: the quotation's word.
        theirs: the page's.
        spoken: the language they are written in, of those that have a table; or nothing.
    """
    if not spoken or not _are_long(ours, theirs):
        return False
    one, other = ours.text.lower(), theirs.text.lower()
    if not is_one_letter(one, other):
        return False
    both = (one, other)
    in_use = [is_in_use(word, spoken) for word in both]
    formed = [known or may_be_word(word, spoken) for known, word in zip(in_use, both, strict=True)]
    if in_use[0] != in_use[1]:
        known, unknown = both if in_use[0] else (other, one)
        if is_made_of(unknown, known, spoken) or _is_other_end(ours, one, other):
            return False
        return not all(formed) or not _may_be_written_on(one, other, spoken)
    if any(in_use) or all(formed):
        return False
    return any(formed) or _is_inside(one, other)


def is_one_letter(one: str, other: str) -> bool:
    """Whether two words differ by a letter more, less or other, or by two that changed places."""
    start, end = _shared_ends(one, other)
    ours, theirs = one[start : len(one) - end], other[start : len(other) - end]
    if len(ours) == len(theirs) == 2:  # noqa: PLR2004 - two letters
        return ours == theirs[::-1]
    return max(len(ours), len(theirs)) == 1


def _is_inside(one: str, other: str) -> bool:
    start, end = _shared_ends(one, other)
    return min(len(one), len(other)) >= LONG and start >= FROM_START and end >= FROM_END


def _may_be_written_on(one: str, other: str, spoken: str) -> bool:
    """Whether the letters that differ may be another word; not if two only changed places."""
    start, end = _shared_ends(one, other)
    is_exchange = len(one) - start - end > 1
    return not is_exchange and is_seam(one[:start], one[len(one) - end :], spoken)


def _is_other_end(token: Token, one: str, other: str) -> bool:
    """Whether another last letter makes another form of a word, where most letters do."""
    return _is_dense(token) and len(one) == len(other) and one[:-1] == other[:-1]


def _shared_ends(one: str, other: str) -> tuple[int, int]:
    """How many letters two words share at their beginnings, and how many more at their ends."""
    start, shortest = 0, min(len(one), len(other))
    while start < shortest and one[start] == other[start]:
        start += 1
    end = 0
    while end < shortest - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return start, end


def _are_long(*both: Token) -> bool:
    lengths = [len(one.text) for one in both]
    return min(lengths) >= SHORTEST and max(lengths) >= (
        SHORTEST_DENSE if _is_dense(both[0]) else SHORTEST
    )


def _is_dense(token: Token) -> bool:
    return token.text.lower() == token.text.upper()
