"""The terms that a dossier declares: measures, kinds of party, kinds of publisher."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
        _compare_worded(given, "words", _listed(given.words), _listed(here.words), ledger)
        said = "compared_with" if given.compared_with else "compared"
        ledger.differ(given.where, said, file=_compared_as(given), here=here.compared_as)
    if isinstance(given, PartyKindRow) and isinstance(here, PartyKind):
        ledger.differ(given.where, "actor", file=given.actor, here=here.actor)


def _compared_as(given: MeasureRow) -> str:
    """What a measure would share with those it is compared with, if it were declared now."""
    if not given.is_compared:
        return ""
    other = Measure.objects.filter(pk=given.compared_with).first()
    return given.code if other is None else other.compared_as


def _listed(words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {tag: ", ".join(each) for tag, each in words.items()}


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
