"""What a reader found in one body."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

Counts = Mapping[str, int]
NOTHING: Counts = MappingProxyType({})

PARTS = frozenset({"frames", "pictures", "scripts", "styled", "scanned", "order", "characters"})
"""Parts of a page that may be left unread: codes of the table of sentences, after "unread."."""


class PageWords(NamedTuple):
    """The words of a body, and what of it is not among them."""

    text: str
    charset: str = ""
    metadata: Mapping[str, str] = MappingProxyType({})
    struck: tuple[str, ...] = ()
    """Words that are struck out on the page, passage by passage: not the page's words."""
    unread: Counts = NOTHING
    """How many parts were not read, by kind of part (`PARTS`)."""
    signs: Mapping[str, str] = MappingProxyType({})
    """What the structure of a short page shows (`walls.signs`)."""
