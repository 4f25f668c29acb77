"""Texts of others as a picture may carry them: one line, bounded, that turns no other line around.

What was written for a page can be long, can hold marks that change the direction of all that
follows, or a hundred accents on one letter. In a picture nothing closes such a mark again.
"""

from __future__ import annotations

import unicodedata

LONGEST_READ = 2_000
"""Characters of a text that are looked at."""
LONGEST_LINE = 400
"""Characters of a text that a picture may come to carry: more than has room in it."""
ELLIPSIS = "…"
_MOST_MARKS = 3
"""Marks above and below one letter: as many as a vowelled Arabic or Vietnamese one has."""
_KEPT = frozenset("\u200c\u200d\u00a0\u202f")
"""Joiners, which are part of how words are written, and spaces at which no number is broken."""


def one_plain_line(text: str) -> str:
    """The text without line breaks, control characters and marks of direction; cut at a word.

    Args:
        text: as it was written, of any length.
    """
    marks, kept = 0, []
    for character in unicodedata.normalize("NFC", text[:LONGEST_READ]):
        kind = unicodedata.category(character)
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if character in _KEPT:
            kept.append(character)
        elif kind[0] == "Z" or character in "\t\r\n":
            kept.append(" ")
        elif marks <= _MOST_MARKS and kind[0] != "C":
            kept.append(character)
    line = " ".join(words_of_line("".join(kept)))
    is_whole = len(text) <= LONGEST_READ and len(line) <= LONGEST_LINE
    return line if is_whole else cut_at_word(line, LONGEST_LINE - 1)


def words_of_line(line: str) -> list[str]:
    """Its words: what a space stands between at which a line may break."""
    return [word for word in line.split(" ") if word]


def cut_at_word(line: str, most: int) -> str:
    """The first words of a line, with an ellipsis for the others; of one long word its beginning.

    No number stands before the ellipsis: what follows may be the other end of a range.

    Args:
        line: the line, of which something is left out.
        most: characters that are kept at most, besides the ellipsis.
    """
    kept = line[:most]
    if most < len(line) and line[most] != " ":
        kept = kept.rpartition(" ")[0] or kept
    while any(map(str.isdigit, kept.rpartition(" ")[2])) and " " in kept:
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" .,;:،؛") + ELLIPSIS
