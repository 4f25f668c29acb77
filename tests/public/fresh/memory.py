"""What the server keeps in the memory of this process."""

from __future__ import annotations

import gc
from collections.abc import Iterator

from tracker.base.web.fresh.kept import KeptPage, PagesInMemory


def memories() -> Iterator[PagesInMemory]:
    """Each handler of requests has one of its own."""
    # By its very type: to ask a lazy object what it is would wake it.
    return (each for each in gc.get_objects() if type(each) is PagesInMemory)


def kept_pages() -> Iterator[KeptPage]:
    """All pages that are kept."""
    for memory in memories():
        yield from (page for page, _size in memory._pages.values())


def forget_pages() -> None:
    """Keep none any more: what is asked next is made anew."""
    for memory in memories():
        memory._pages.clear()
        memory._bytes = 0
