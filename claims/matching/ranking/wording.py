"""What of a text says something: a post without its addresses, with its tags as words."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 20_000
"""Characters of a text that are read."""
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|pic\.x\.com/|t\.co/)\S{1,2000}")
_TAG = re.compile(r"[#@]([^\W_][\w]{0,100})")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|_")
# "... — Name of the account (@account) March 3, 2016", as embedded posts end.
_BYLINE = re.compile(r"[—–]\s?([^—–\n@]{0,80})\(@\w{1,40}\)([^—–\n]{0,40})$")


class PostWording(NamedTuple):
    """What is said, and under whose name it was posted (nothing where it was not)."""

    said: str
    signed: str


def wording_of(text: str) -> PostWording:
    """Take a statement or post apart; linear in its length.

    Args:
        text: as it was pasted; what is beyond ``LONGEST`` is left.
    """
    text = text[:LONGEST].strip()
    tail = text[-200:]
    byline = _BYLINE.search(tail)
    if byline is None:
        return PostWording(_without_marks(text), "")
    said = text[: len(text) - len(tail) + byline.start()]
    return PostWording(_without_marks(said), byline[1].strip())


def _without_marks(text: str) -> str:
    bare = _ADDRESS.sub(" ", text.replace("pic.twitter.com/", " pic.twitter.com/"))
    return _TAG.sub(lambda tag: f" {_HUMP.sub(' ', tag[1])} ", bare)
