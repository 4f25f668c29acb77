"""The figures of a dossier as a table for a spreadsheet: what its drawings show, a row a mark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

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
    *("dossier", "exercise", "row", "measure", "counts", "unit", "whose", "scope"),
    *("who", "said_on", "says", "qualifier", "low", "best", "high", "as_worded"),
    *("remark", "note", "claim"),
)
"""Programs read them: the same in every language.

``row`` is ``figure`` for what somebody says and ``verdict`` for a range that a verdict on the claim
found the evidence to support; ``who`` and ``said_on`` are then whose finding it is and the day of
the verdict. ``says`` is the figure as the page has it, ``as_worded`` the words that are recorded
for it, ``qualifier`` a code such as ``at_least``. ``remark`` says why a figure is not counted with
the others, or what the verdict is called, and whether its page says something else since.
"""


def figures_table(sheet: DossierSheet, *, at: datetime | None = None) -> str:
    """Write the figures of a dossier and the ranges that verdicts give for them as CSV.

    Args:
        sheet: the dossier.
        at: the moment as of which it stands so; None for now.
    """
    if at is not None:
        mark_altered_then(sheet.claims, sheet.citations, at)
    incident = sheet.incident
    dossier = [incident.slug, "yes" if incident.is_exercise else "no"]
    lines = [csv_line(COLUMNS)]
    for group in group_figures(sheet.claims, sheet.pairs):
        counted = [group.rows[0].figure.measure_id, group.measure, group.unit]
        counted += [group.subjects, f"{comma()} ".join(group.scope)]
        for kind, said in (*_figures(group), *_ranges(group)):
            lines.append(csv_line([*dossier, kind, *counted, *said]))
    return "".join(lines)


def _figures(group: FigureGroup) -> Iterator[tuple[str, list[object]]]:
    for row in group.rows:
        claim, figure = row.claim, row.figure
        day = PartialDate.of(claim.made_on, claim.made_on_precision)
        numbers = [_bare(n) for n in (figure.low, figure.best, figure.high)]
        standing = row.standing and row.standing.label
        remark = comma_list(filter(None, [standing, since_words(figure)]))
        note = " ".join(filter(None, [figure.public_note, claim.public_note]))
        said = [who(claim), str(day), row.words, figure.qualifier, *numbers, figure.wording]
        yield "figure", [*said, remark, note, _address(claim)]


def _ranges(group: FigureGroup) -> Iterator[tuple[str, list[object]]]:
    found = ranges_found([(row.claim, row.figure) for row in group.rows])
    for one, drawn in zip(found, group.found, strict=True):
        day = timezone.localdate(one.verdict.published_at)
        ends = [_bare(one.low), None, _bare(one.high)]
        said = [drawn.label, day, drawn.words, "", *ends, ""]
        yield "verdict", [*said, one.verdict.rated.label, "", _address(one.claim)]


def _bare(value: Decimal | None) -> Decimal | None:
    """A number without the zeros that only its column has."""
    return None if value is None else value.normalize() + 0


def _address(claim: Claim) -> str:
    return whole_address(reverse("public:claim", args=[claim.pk]))
