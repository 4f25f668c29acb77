"""The lists of the installation, as those who keep them see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from claims.models import Event, Measure, PartyKind
from sources.models import PublisherKind
from tracker.base.terms import Term

LISTS: Mapping[str, type[Term]] = {
    "measures": Measure,
    "party-kinds": PartyKind,
    "publisher-kinds": PublisherKind,
}
"""Each list by its name in addresses."""


@dataclass(frozen=True, slots=True)
class TermList:
    """A list and its terms in order."""

    name: str
    terms: list[Term]


def term_lists() -> list[TermList]:
    """All lists with all their terms, those that are no longer offered too."""
    return [TermList(name, list(_rows(kind))) for name, kind in LISTS.items()]


def terms_of(name: str) -> QuerySet[Term]:
    """The terms of one list.

    Raises:
        KeyError: there is no such list.
    """
    return _rows(LISTS[name])


def events_of_term(term: Term) -> QuerySet[Event]:
    """The journal of one term, oldest first."""
    kind = term._meta.model_name  # noqa: SLF001 - documented name
    return Event.objects.filter(target_type=kind, target_id=term.code).order_by("at", "pk")


def _rows(kind: type[Term]) -> QuerySet[Term]:
    rows: Any = kind._default_manager  # noqa: SLF001 - documented name
    found: QuerySet[Term] = rows.all()
    return found


def words_of_measures(language: str) -> dict[str, list[str]]:
    """The words that name each measure that is offered, by its code.

    Args:
        language: a language tag; only its first part counts.
    """
    tag = language.partition("-")[0].lower()
    rows = Measure.objects.filter(is_offered=True, words__has_key=tag)
    return {row.code: row.words[tag] for row in rows}
