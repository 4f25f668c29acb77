"""Bring the terms that come with the software into the lists of the installation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.exchange.dossier_files import brought_terms
from claims.models import Measure, PartyKind, Rating
from sources.models import PublisherKind
from tracker.base.terms import Term


def bring_terms(*, using: str = "default") -> None:
    """Add what is not there yet; what is there stays, for somebody may have changed it.

    It is nobody's act: the terms are a part of the software, and come after each migration. A code
    that a migration found in use, with no label but the code itself, is given what the file says.

    Args:
        using: the database.
    """
    terms = brought_terms()
    measures = {
        row.code: {
            "labels": row.labels,
            "units": row.units,
            "words": row.words,
            "counts": row.counts,
            "compared_as": (row.compared_with or row.code) if row.is_compared else "",
        }
        for row in terms.measures
    }
    parties = {row.code: {"labels": row.labels, "actor": row.actor} for row in terms.party_kinds}
    publishers = {row.code: {"labels": row.labels} for row in terms.publisher_kinds}
    ratings = {
        row.code: {
            "labels": row.labels,
            "meanings": row.meanings,
            "replies": row.replies,
            "number": row.number,
            "asserts": row.asserts,
            "leaves_open": row.leaves_open,
        }
        for row in terms.ratings
    }
    _bring(Measure, measures, using)
    _bring(PartyKind, parties, using)
    _bring(PublisherKind, publishers, using)
    _bring(Rating, ratings, using)


def _bring(kind: type[Term], given: Mapping[str, dict[str, Any]], using: str) -> None:
    rows: Any = kind._default_manager.db_manager(using)  # noqa: SLF001 - documented name
    here = dict(rows.values_list("code", "labels"))
    numbered = list(enumerate(given.items(), start=1))
    rows.bulk_create(
        [
            kind(code=code, position=number, **columns)
            for number, (code, columns) in numbered
            if code not in here
        ],
        ignore_conflicts=True,
    )
    for number, (code, columns) in numbered:
        if here.get(code) == {"en": code}:
            rows.filter(pk=code).update(position=number, **columns)
