"""The figures of a dossier as a table for a spreadsheet: what its drawings show, a row a mark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from claims.models import Claim
from claims.presentation.figures.found import ranges_found
from claims.presentation.figures.groups import FigureGroup, group_figures
from claims.presentation.figures.in_words import since_words
from claims.presentation.words import who
from claims.reads.evidence.since import mark_altered_then
from claims.reads.incidents import DossierSheet
from tracker.base.values.partial_date import PartialDate
from tracker.base.web.pages import whole_address
from tracker.base.writing.lists import comma, comma_list
from tracker.base.writing.tables import csv_line

COLUMNS = (
    *("row", "measure", "counts", "unit", "whose", "scope", "who", "said_on"),
    *("words", "low", "best", "high", "remark", "claim", "exercise"),
)
"""Programs read them: the same in every language.

``row`` is ``figure`` for what somebody says and ``verdict`` for a range that a verdict found the
evidence to support. ``remark`` says why a figure is not counted with the others, and whether its
page says something else since.
"""


def figures_table(sheet: DossierSheet, *, at: datetime | None = None) -> str:
    """Write the figures of a dossier and the ranges that verdicts give for them as CSV.

    Args:
        sheet: the dossier.
        at: the moment as of which it stands so; None for now.
    """
    if at is not None:
        mark_altered_then(sheet.claims, sheet.citations, at)
    exercise = "yes" if sheet.incident.is_exercise else "no"
    lines = [csv_line(COLUMNS)]
    for group in group_figures(sheet.claims, sheet.pairs):
        counted = [group.rows[0].figure.measure_id, group.measure, group.unit]
        counted += [group.subjects, f"{comma()} ".join(group.scope)]
        for kind, said in (*_figures(group), *_ranges(group)):
            lines.append(csv_line([kind, *counted, *said, exercise]))
    return "".join(lines)


def _figures(group: FigureGroup) -> Iterator[tuple[str, list[object]]]:
    for row in group.rows:
        numbers = [_bare(n) for n in (row.figure.low, row.figure.best, row.figure.high)]
        remark = comma_list(
            filter(None, [row.standing and row.standing.label, since_words(row.figure)])
        )
        yield "figure", [*_said_by(row.claim), row.words, *numbers, remark, _address(row.claim)]


def _ranges(group: FigureGroup) -> Iterator[tuple[str, list[object]]]:
    found = ranges_found([(row.claim, row.figure) for row in group.rows])
    for one, drawn in zip(found, group.found, strict=True):
        ends = [_bare(one.low), None, _bare(one.high)]
        yield (
            "verdict",
            [*_said_by(one.claim), drawn.words, *ends, drawn.label, _address(one.claim)],
        )


def _said_by(claim: Claim) -> list[object]:
    return [who(claim), str(PartialDate.of(claim.made_on, claim.made_on_precision))]


def _bare(value: Decimal | None) -> Decimal | None:
    """A number without the zeros that only its column has."""
    return None if value is None else value.normalize() + 0


def _address(claim: Claim) -> str:
    return whole_address(reverse("public:claim", args=[claim.pk]))
