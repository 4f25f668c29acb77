"""A hyphen at a line's end: most only break a word, those of a number belong to it.

"twenty-" and "nine" on the next line are twenty-nine, and neither twentynine nor twenty nine.
"""

import re

from tracker.base.language.folding import plain
from tracker.base.language.words import is_number_word

# A pattern a hyphen: one that begins with a single character is looked for many times as fast.
_BREAKS = {
    hyphen: re.compile(rf"({hyphen})(?:[ \t]*(\n)[ \t]*|[ \t]+)(?=[^\W\d_])")
    for hyphen in ("-", "\u2010", "\u2011")
}
_WORD = re.compile(r"[^\W\d_]{1,30}")
_LAST_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,30}\Z")
_LONGEST = 31
"""Letters looked at before a hyphen: of a word that is longer, not even its beginning is seen."""
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
    for hyphen, broken in _BREAKS.items():
        if hyphen in text:
            text = broken.sub(_mended, text)
    return text


def _mended(broken: re.Match[str]) -> str:
    hyphen, is_line_end = broken.groups()
    text, start = broken.string, broken.start()
    before = _LAST_WORD.search(text[max(start - _LONGEST, 0) : start])
    after = _WORD.match(text, broken.end())
    if before is None or after is None or not keeps_hyphen(before[0], after[0]):
        return broken[0]
    is_theirs = is_line_end or is_number_word(plain(before[0]))
    return hyphen if is_theirs else broken[0]
