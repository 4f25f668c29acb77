"""The terms that a dossier declares: measures, kinds of party, kinds of publisher."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from claims.exchange.dossier_files.values import MeasureRow, PartyKindRow, TermRow, Terms
from claims.models import Measure, PartyKind
from claims.operations.imports.ledger import Ledger, row
from claims.operations.terms.keep import TermColumns, add_term
from sources.models import PublisherKind
from tracker.base.terms import Term


def declare_terms(terms: Terms, ledger: Ledger) -> None:
    """Add the terms that are not there yet; of those that are, say what differs."""
    _declare(Measure, terms.measures, ledger)
    _declare(PartyKind, terms.party_kinds, ledger)
    _declare(PublisherKind, terms.publisher_kinds, ledger)


def _declare(kind: type[Term], rows: Iterable[TermRow], ledger: Ledger) -> None:
    terms: Any = kind._default_manager  # noqa: SLF001 - documented name
    present: Mapping[str, Term] = terms.in_bulk([given.code for given in rows])
    for given in rows:
        if given.code in present:
            _compare(given, present[given.code], ledger)
            continue
        with row(given.where):
            add_term(
                kind,
                code=given.code,
                labels=given.labels,
                declared=True,
                by=ledger.by,
                at=ledger.at,
                **_columns(given),
            )
        ledger.added["terms"] += 1


def _columns(given: TermRow) -> TermColumns:
    if isinstance(given, MeasureRow):
        return {
            "units": given.units,
            "words": given.words,
            "counts": given.counts,
            "compared_with": given.compared_with,
            "is_compared": given.is_compared,
        }
    return {"actor": given.actor} if isinstance(given, PartyKindRow) else {}


def _compare(given: TermRow, here: Term, ledger: Ledger) -> None:
    _compare_worded(given, "label", given.labels, here.labels, ledger)
    if isinstance(given, MeasureRow) and isinstance(here, Measure):
        _compare_worded(given, "unit", given.units, here.units, ledger)
        ledger.differ(given.where, "counts", file=given.counts, here=here.counts)
        compared = bool(here.compared_as)
        ledger.differ(given.where, "compared", file=given.is_compared, here=compared)
    if isinstance(given, PartyKindRow) and isinstance(here, PartyKind):
        ledger.differ(given.where, "actor", file=given.actor, here=here.actor)


def _compare_worded(
    given: TermRow,
    name: str,
    file: Mapping[str, str],
    here: Mapping[str, str],
    ledger: Ledger,
) -> None:
    """Compare the languages that the file gives; others may have been added at the desk."""
    for tag, words in file.items():
        ledger.differ(given.where, name, file=words, here=here.get(tag))
