"""Pages of an earlier moment without what tells them from the page that stood then."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from tests.markup import tight

_MOMENT = re.compile(r"\?as_of=[^\"#]*")


def without_moment(page: str) -> str:
    """The article of a dossier without the notice above it, its links as those of today."""
    article = LexborHTMLParser(page).css("main article")[0]
    for told in article.css("[role=note]"):
        told.decompose()
    return _MOMENT.sub("", tight(article.html or ""))
