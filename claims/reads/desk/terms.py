"""The lists of the installation, as those who keep them see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from claims.models import Event, Measure, PartyKind, Rating
from claims.rules.figures import Counts
from sources.models import PublisherKind
from tracker.base.language.folding import plain
from tracker.base.terms import Term

LISTS: Mapping[str, type[Term]] = {
    "measures": Measure,
    "party-kinds": PartyKind,
    "publisher-kinds": PublisherKind,
    "ratings": Rating,
}
"""Each list by its name in addresses."""


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms of a list in order: of measures, those that count one sort of thing."""

    counts: Counts | None
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class TermList:
    """A list and its terms."""

    name: str
    groups: tuple[TermGroup, ...]


def term_lists(text: str = "") -> list[TermList]:
    """All lists with their terms, those that are no longer offered too.

    Args:
        text: a part of a code, of a name in any language, or of a word that names a measure;
            nothing for all terms.
    """
    wanted = plain(text)
    found = []
    for name, kind in LISTS.items():
        rows = [row for row in _rows(kind) if wanted in plain(_written(row))]
        found.append(TermList(name, tuple(_groups(rows))))
    return found


def _written(term: Term) -> str:
    """Everything that a term is called."""
    words = [word for each in getattr(term, "words", {}).values() for word in each]
    meanings = getattr(term, "meanings", {}).values()
    return "\n".join([term.code, *term.labels.values(), *meanings, *words])


def _groups(rows: list[Term]) -> Iterator[TermGroup]:
    for counts in (None, *Counts):
        terms = tuple(row for row in rows if getattr(row, "counts", None) == counts)
        if terms:
            yield TermGroup(counts, terms)


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
    # What was sent may be anything, so it is looked for here and not in the database.
    rows = Measure.objects.filter(is_offered=True)
    return {row.code: row.words[tag] for row in rows if tag in row.words}
