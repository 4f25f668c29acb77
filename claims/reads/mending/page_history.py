"""What was recorded of a page over time: who changed what, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sources.models import Page
from tracker.base.people.models import User
from tracker.base.values.partial_date import PartialDate

_TOLD = ("title", "author", "language", "kind", "origin", "published", "publisher")


@dataclass(frozen=True, slots=True)
class PageChange:
    """One change: its old and new words by field; nobody is named where the house did it."""

    at: datetime
    who: str
    why: str
    changes: list[tuple[str, str, str]]


def changes_of_page(page: Page) -> list[PageChange]:
    """Every change of what is recorded of a page, oldest first, in two queries."""
    events: Any = getattr(page, "events")  # noqa: B009 - made by the row history
    rows = list(events.select_related("pgh_context", "publisher").order_by("pgh_id"))
    keys = {key for row in rows if (key := _of(row).get("user")) is not None}
    names = {person.pk: person.get_full_name() for person in User.objects.filter(pk__in=keys)}
    return [
        PageChange(row.pgh_created_at, names.get(_of(row).get("user", 0), ""), _why(row), changes)
        for before, row in pairwise(rows)
        if (changes := list(_between(before, row)))
    ]


def _between(before: Any, now: Any) -> Iterator[tuple[str, str, str]]:
    old, new = _said(before), _said(now)
    return ((name, old[name], new[name]) for name in _TOLD if old[name] != new[name])


def _said(row: Any) -> dict[str, str]:
    published = str(PartialDate.of(row.published, row.published_precision))
    choices = {"kind": row.get_kind_display(), "origin": row.get_origin_display()}
    words = {name: getattr(row, name) for name in ("title", "author", "language")}
    return {**words, **choices, "published": published, "publisher": row.publisher.name}


def _of(row: Any) -> dict[str, Any]:
    return row.pgh_context.metadata if row.pgh_context else {}


def _why(row: Any) -> str:
    """The reason that somebody gave; the name of the act stands before it."""
    return str(_of(row).get("why", "")).partition(": ")[2]
