"""Pages of an earlier moment without what tells them from the page that stood then."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from tests.markup import tight

_MOMENT = re.compile(r"\?as_of=[^\"#]*")


def without_moment(page: str) -> str:
    """What a page says, without the notice at its top, its links as those of today.

    What only paper says of the page, and how it is cited, name its moment: they are left out too,
    as is the way to report an error, which is about the page of today.
    """
    (main,) = LexborHTMLParser(page).css("main")
    for told in main.css("[role=note], .printed, .cite, .embed, .report-error"):
        told.decompose()
    return _MOMENT.sub("", tight(main.html or ""))
