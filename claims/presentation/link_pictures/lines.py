"""Breaking a text into lines that fit, at words; what has no room ends in an ellipsis."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from math import ceil

from claims.presentation.link_pictures.fonts import Style
from claims.presentation.link_pictures.plain_text import ELLIPSIS, cut_at_word, words_of_line

_WIDEST_WORD = 80
"""Characters of one word that are measured: none of a picture's columns holds more."""


def broken_into_lines(text: str, style: Style, width: int, most: int) -> list[str]:
    """The lines of a text, none wider than the column.

    Args:
        text: in one line (`claims.presentation.link_pictures.plain_text`).
        style: how it is set.
        width: of the column, in pixels.
        most: how many lines there is room for.
    """
    words = words_of_line(text)
    lines: list[str] = []
    while words and len(lines) < most:
        is_last = len(lines) == most - 1
        taken = _that_fit(words, style, width)
        if taken == 0:
            head, words[0] = _parted(words[0], style, width)
            lines.append(_shortened(head + "x", style, width) if is_last else head)
        elif is_last and taken < len(words):
            lines.append(_shortened(" ".join(words), style, width))
            words = []
        else:
            lines.append(" ".join(words[:taken]))
            words = words[taken:]
    return lines


def width_of_line(line: str, style: Style) -> int:
    """Pixels that a line takes."""
    return ceil(style.font.getlength(line))


def _that_fit(words: list[str], style: Style, width: int) -> int:
    """How many words fit on a line: each is measured with those before it, as it is set."""
    taken = 0
    while taken < len(words) and len(words[taken]) <= _WIDEST_WORD:
        if width_of_line(" ".join(words[: taken + 1]), style) > width:
            break
        taken += 1
    return taken


def _parted(word: str, style: Style, width: int) -> tuple[str, str]:
    """A word that is wider than a line: as much of it as fits, and the rest."""
    ends = range(1, min(len(word), _WIDEST_WORD) + 1)
    fit = bisect_right(ends, width, key=lambda end: width_of_line(word[:end], style))
    at = max(fit, 1)
    while at < len(word) and unicodedata.combining(word[at]):
        at += 1
    return word[:at], word[at:]


def _shortened(line: str, style: Style, width: int) -> str:
    """The beginning of a line with an ellipsis, cut at a word where one fits."""
    ends = range(1, min(len(line), _WIDEST_WORD * 2))
    fit = bisect_right(ends, width, key=lambda end: width_of_line(line[:end] + ELLIPSIS, style))
    return cut_at_word(line, fit)
