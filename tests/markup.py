"""Pages as tests quote them: without the white space that templates have for their readers."""

from __future__ import annotations

import re


def folded(page: str) -> str:
    """A page with one space wherever there is white space, as a browser shows it."""
    return re.sub(r"\s+", " ", page)


def tight(page: str) -> str:
    """The same with none beside a tag or before its end: for comparing elements, not sentences."""
    return re.sub(r" ?(<[^>]*?) ?(/?>) ?", r"\1\2", folded(page))
