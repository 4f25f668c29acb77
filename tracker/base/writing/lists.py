"""Things that stand beside each other in a sentence, joined as the reader's language does."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

_COMMAS = {"ar": "،"}
_SEMICOLONS = {"ar": "؛"}


def comma() -> str:
    """The comma of the reader's language, without the space after it."""
    return _COMMAS.get(_language(), ",")


def colon() -> str:
    """The colon of the reader's language, with the space that French keeps before it."""
    return "\u00a0:" if _language() == "fr" else ":"


def comma_list(parts: Iterable[object]) -> str:
    """Join what stands beside each other: ``killed, civilians``."""
    return f"{comma()} ".join(map(str, parts))


def semicolon_list(parts: Iterable[object]) -> str:
    """Join what has commas of its own: ``killed, civilians; wounded, soldiers``."""
    return f"{_SEMICOLONS.get(_language(), ';')} ".join(map(str, parts))


def _language() -> str:
    return (get_language() or "").partition("-")[0]
