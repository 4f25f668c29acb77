"""What a link to the desk brings along from a page that somebody reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from django.http import QueryDict

from tracker.base.values.address import page_spelled

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Brought:
    """An address, the title of its page, and the words that were selected there.

    Args:
        url: the page's address; "" where none came along that is one.
        title: its title.
        text: what was selected.
        is_cut: whether the selection was too long for a link, so that its end is missing.
    """

    url: str = ""
    title: str = ""
    text: str = ""
    is_cut: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Read what a link says; programs that share put the address in the text as well."""
        url, text = query.get("url", "").strip(), query.get("text", "").strip()
        if not url and (found := _ADDRESS.search(text)):
            url = found[0]
            text = (text[: found.start()] + text[found.end() :]).strip()
        return cls(url, query.get("title", "").strip(), text, bool(query.get("cut")))

    @property
    def page(self) -> str:
        """The one spelling of its address under which pages are kept; "" where it is none."""
        return page_spelled(self.url)
