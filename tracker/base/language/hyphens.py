"""A hyphen at a line's end: most only break a word, those of a number belong to it.

"twenty-" and "nine" on the next line are twenty-nine, and neither twentynine nor twenty nine.
"""

import re

from tracker.base.language.folding import plain
from tracker.base.language.words import is_number_word

_BROKEN = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{1,30})([-\u2010\u2011])([ \t]*\n[ \t]*|[ \t]+)([^\W\d_]{1,30})"
)
_LONG = 4
"""Letters: shorter words for numbers are the ends of others as well ("some-one")."""


def keeps_hyphen(before: str, after: str) -> bool:
    """Whether a hyphen between two words that a line's end parts is theirs.

    Args:
        before: the letters before the hyphen.
        after: those that the next line begins with.
    """
    if not is_number_word(plain(after)):
        return False
    return len(after) >= _LONG or is_number_word(plain(before))


def mend_numbers(text: str) -> str:
    """Put the words of numbers together that a line's end has parted; linear in the length."""
    return _BROKEN.sub(_mended, text)


def _mended(broken: re.Match[str]) -> str:
    before, hyphen, gap, after = broken.groups()
    is_theirs = keeps_hyphen(before, after) and ("\n" in gap or is_number_word(plain(before)))
    return before + hyphen + after if is_theirs else broken[0]
