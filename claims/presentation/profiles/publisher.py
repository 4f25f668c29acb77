"""What of a publisher is cited, and what was found of it, dispute by dispute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import ngettext_lazy

from claims.models import Incident
from claims.presentation.copy_states import Stamp
from claims.presentation.evidence.citations import Evidence, ShownNote, evidence_of
from claims.reads.evidence.changes import notes_on
from claims.reads.profiles.publisher_record import CitedInDispute
from sources.models import BEING_CHECKED, FindingKind, Page

_UNCHECKED = ""


@dataclass(frozen=True, slots=True)
class CitedPageShown:
    """A page with the state of our copies, what was found of its quotations, and later changes.

    Args:
        page: the page.
        stamp: the state of our copies.
        found: such as "2 quotations found word for word".
        notes: what later looks showed, each comparison once.
    """

    page: Page
    stamp: Stamp
    found: tuple[str, ...]
    notes: tuple[ShownNote, ...]


@dataclass(frozen=True, slots=True)
class CitedDisputeShown:
    """A dossier with the pages of one publisher that it cites."""

    incident: Incident
    pages: tuple[CitedPageShown, ...]


def cited_disputes(rows: Collection[CitedInDispute]) -> list[CitedDisputeShown]:
    """Put the pages that are cited under their dossiers, in the order in which they come."""
    notes = notes_on([citation for row in rows for citation in row.citations])
    pages = [(row.incident, _page(row.page, evidence_of(row.citations, notes))) for row in rows]
    return [
        CitedDisputeShown(group[0][0], tuple(page for _incident, page in group))
        for _key, grouped in groupby(pages, key=lambda pair: pair[0].pk)
        for group in [list(grouped)]
    ]


def _page(page: Page, evidence: Sequence[Evidence]) -> CitedPageShown:
    notes = {note.note.recheck: note for item in evidence for note in item.notes}
    return CitedPageShown(page, evidence[0].stamp, tuple(_found(evidence)), tuple(notes.values()))


def _found(evidence: Iterable[Evidence]) -> Iterator[str]:
    """Count the quotations by what was found of each in the newest copy."""
    quotations = {item.citation.quotation_id: item for item in evidence if item.citation.quotation}
    counted = Counter(_shown_kind(item) for item in quotations.values())
    for kind, words in _COUNTED.items():
        if n := counted[kind]:
            yield words % {"n": n}


def _shown_kind(item: Evidence) -> str:
    if item.finding is None:
        return _UNCHECKED
    return str(getattr(item.finding, "shown_kind", BEING_CHECKED))


_COUNTED = {
    FindingKind.VERBATIM.value: ngettext_lazy(
        "%(n)s quotation found word for word", "%(n)s quotations found word for word", "n"
    ),
    FindingKind.NEAR.value: ngettext_lazy(
        "%(n)s quotation found, written a little differently",
        "%(n)s quotations found, written a little differently",
        "n",
    ),
    FindingKind.INTERRUPTED.value: ngettext_lazy(
        "%(n)s quotation found in parts", "%(n)s quotations found in parts", "n"
    ),
    FindingKind.REWORDED.value: ngettext_lazy(
        "%(n)s quotation reworded", "%(n)s quotations reworded", "n"
    ),
    FindingKind.ALTERED.value: ngettext_lazy(
        "%(n)s quotation altered", "%(n)s quotations altered", "n"
    ),
    FindingKind.ABSENT.value: ngettext_lazy(
        "%(n)s quotation not found in the copy", "%(n)s quotations not found in the copy", "n"
    ),
    FindingKind.UNREADABLE.value: ngettext_lazy(
        "%(n)s quotation that the copy does not let us check",
        "%(n)s quotations that the copy does not let us check",
        "n",
    ),
    BEING_CHECKED: ngettext_lazy(
        "%(n)s quotation being checked", "%(n)s quotations being checked", "n"
    ),
    _UNCHECKED: ngettext_lazy(
        "%(n)s quotation not checked yet", "%(n)s quotations not checked yet", "n"
    ),
}
"""What was found of how many, in the order in which it is told."""
