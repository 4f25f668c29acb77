"""What running texts are read by: the measures and the parties of this installation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from claims.exchange.dossier_files.terms import brought_terms
from claims.models import Figure, Measure, Party
from claims.rules.figures.in_text import Alias, CountedMeasure, TextReader
from claims.rules.figures.measures import Counts

NUMBERS = ("low", "best", "high")


def text_reader() -> TextReader:
    """A reader by the measures that are offered and the names that parties have."""
    offered = Measure.objects.filter(is_offered=True)
    return TextReader(
        (
            CountedMeasure(
                row.code,
                Counts(row.counts),
                {tag: tuple(words) for tag, words in row.words.items()},
                row.units,
                row.compared_as,
            )
            for row in offered
        ),
        _aliases(Party.objects.prefetch_related("aliases")),
    )


def brought_text_reader() -> TextReader:
    """A reader by the measures that come with the software, which knows no party."""
    return TextReader(
        CountedMeasure(
            row.code,
            Counts(row.counts),
            row.words,
            row.units,
            (row.compared_with or row.code) if row.is_compared else "",
        )
        for row in brought_terms().measures
    )


def parties_named(slugs: Iterable[str]) -> dict[str, Party]:
    """The parties that a reader found to be named, by the short name that it gives."""
    return {row.slug: row for row in Party.objects.filter(slug__in=set(slugs))}


def figures_to_show(rows: Iterable[Mapping[str, Any]]) -> list[Figure]:
    """Figures that stand in no table, made of what the rows of a form say of them.

    Args:
        rows: the code of a measure, a qualifier, the words, and the numbers as they are typed.
    """
    rows = list(rows)
    measures = Measure.objects.in_bulk({row["measure"] for row in rows})
    return [
        Figure(
            measure=measures[row["measure"]],
            qualifier=row["qualifier"],
            wording=row["words"],
            **{name: Decimal(row[name]) if row[name] else None for name in NUMBERS},
        )
        for row in rows
    ]


def _aliases(parties: Iterable[Party]) -> Iterator[Alias]:
    for party in parties:
        names = {party.name, party.acronym, *(alias.name for alias in party.aliases.all())}
        yield from (Alias(name, party.slug) for name in sorted(filter(None, names)))
