"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tracker.base.language.folding import plain
from tracker.base.language.languages import LANGUAGES

LONGEST = 2_000
"""Characters of a sentence; a longer one is cut, so that no text makes more than linear work."""
_SHORTENED = frozenset(
    word for table in LANGUAGES.values() for word in (*table.speech.titles, *table.shortened)
)
_REMEMBERED = 20_000
_WORD_BEFORE = 12
"""Characters that are looked at of the word before a full stop."""
# A row of marks is begun once and taken whole: a million dots are one step, not a square of steps.
_END = re.compile(
    r"(?:(?<![.!?؟…۔])(?P<mark>[.!?؟…۔]++)"
    r"(?:[\"'’”»)\]]|[ \u00a0\u202f](?=»))*+(?=\s)|\n)\s*+"
)
_LETTERS = re.compile(r"[^\W\d_]+\Z")
_NARROWEST, _WIDEST = 55, 110
"""Characters of a line that may have been broken because the page was no wider."""
_ROOM = 40
_RAGGED = 8
"""Characters by which people break a line earlier than they must."""


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends, without the white space around it.

    A line ends one, unless the next goes on with a small letter or the line is only as long as the
    page is wide. A full stop does not that only shortens a word ("Gen. Traoré", "U.S. troops") or
    stands before a small letter; nor does any mark there (“Why?” he asked). Linear in the text.
    """
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        if not _goes_on(text, found.start(), end, is_mark=found.lastindex is not None):
            yield from _bounded(text, start, end)
            start = end
    yield from _bounded(text, start, len(text))


def _goes_on(text: str, begins: int, ends: int, *, is_mark: bool) -> bool:
    """Whether a sentence goes on behind a mark, or a line's end, and the white space behind it."""
    line_end = text.find("\n", begins, ends)
    if line_end >= 0 and text.find("\n", line_end + 1, ends) >= 0:
        return False
    if text[ends : ends + 1].islower():
        return True
    if line_end >= 0 and not _is_wrapped(text, line_end, ends):
        return False
    if not is_mark:
        return True
    is_stop = text[begins] == "." and text[begins + 1] not in ".!?؟…۔"
    return is_stop and _is_short(text[max(0, begins - _WORD_BEFORE) : begins].rpartition(" ")[2])


@lru_cache(maxsize=_REMEMBERED)
def _is_short(before: str) -> bool:
    """Whether a full stop ends no more than a word written short, or a name's first letter.

    Args:
        before: what stands before it, up to a space.
    """
    word = _LETTERS.search(before)
    if word is None:
        return False
    is_initial = len(word[0]) == 1 and word[0].isupper()
    return is_initial or plain(word[0]) in _SHORTENED


def _is_wrapped(text: str, end: int, following: int) -> bool:
    """Whether a line ends where the next word had no room, and not where its writer ended it.

    It tells itself by its length: it is about as long as lines of mail and typescript are, and with
    the next word it would be longer than the next line.

    Args:
        text: the text.
        end: where the line ends.
        following: where the next one begins.
    """
    length = end - 1 - text.rfind("\n", max(0, end - _WIDEST - 1), end)
    if not _NARROWEST <= length <= _WIDEST:
        return False
    until = text.find("\n", following, following + _WIDEST + 1)
    beside = (len(text) if until < 0 else until) - following
    room = text.find(" ", following, following + _ROOM)
    first = (_ROOM if room < 0 else room - following) + 1 + _RAGGED
    return beside <= _WIDEST and beside < length + first


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        gap = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = start + LONGEST if gap < 0 else gap
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    begins = start + len(piece) - len(piece.lstrip())
    ends = end - (len(piece) - len(piece.rstrip()))
    if begins < ends:
        yield begins, ends
