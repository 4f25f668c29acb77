"""Coverage by side as a page and a file show it: one scale for all, and no share of a few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Rating
from claims.presentation.numbers import number
from claims.reads.coverage.by_side import NOT_GRADED, Coverage, Side
from sources.models import Grade
from tracker.base.writing.tables import csv_line

FEWEST = 10
"""Of fewer no share is given: it would say more than they do."""
HOURS_SAID = 48
"""Longer times are told in days."""
BAR = 240
"""Units that the longest bar is wide."""


@dataclass(frozen=True, slots=True)
class SideRow:
    """One side as a row: ``ratings`` and ``grades`` are in the order of the headings."""

    side: Side
    width: int
    decided_width: int
    losses_width: int
    on_copies: str
    median: str
    ratings: tuple[int, ...]
    grades: tuple[int, ...]


def side_rows(found: Coverage, ratings: Sequence[Rating]) -> list[SideRow]:
    """The sides with bars on one scale, that of the largest number of any of them."""
    most = max((max(side.claims, side.losses) for side in found.sides), default=0) or 1

    def width(count: int) -> int:
        return round(count * BAR / most)

    return [
        SideRow(
            side,
            width(side.claims),
            width(side.decided),
            width(side.losses),
            share(side.on_copies, side.claims),
            median_words(side.median, side.timed),
            tuple(side.ratings.get(rating.code, 0) for rating in ratings),
            tuple(side.grades.get(grade, 0) for grade in GRADES),
        )
        for side in found.sides
    ]


GRADES = (*Grade.values, NOT_GRADED)


def grade_headings() -> list[str]:
    """The grades in order; F means that there is no basis to judge, which is not the worst."""
    return [
        _("F: cannot be judged") if grade == "F" else grade or _("not graded") for grade in GRADES
    ]


def share(part: int, whole: int) -> str:
    """A part of a whole; as a share too where the whole is large enough to have one."""
    said = _("%(part)s of %(whole)s") % {
        "part": number(Decimal(part)),
        "whole": number(Decimal(whole)),
    }
    if whole < FEWEST:
        return said
    return _("%(share)s %% (%(said)s)") % {"share": round(100 * part / whole), "said": said}


def median_words(median: timedelta | None, of: int) -> str:
    """The middle time and of how many claims; "" where there is none."""
    if median is None:
        return ""
    hours = median.total_seconds() / 3600
    if hours < HOURS_SAID:
        time = ngettext("%(n)s hour", "%(n)s hours", round(hours)) % {"n": round(hours)}
    else:
        days = round(hours / 24)
        time = ngettext("%(n)s day", "%(n)s days", days) % {"n": number(Decimal(days))}
    few = _(", few") if of < FEWEST else ""
    return _("%(time)s (n = %(of)s%(few)s)") % {"time": time, "of": number(Decimal(of)), "few": few}


def as_csv(found: Coverage, ratings: Sequence[Rating]) -> str:
    """All sides as a table for a spreadsheet, counts only."""
    columns = [
        *("party", "claims", "in_review", "with_verdict"),
        *(f"rating_{rating.code}" for rating in ratings),
        *("median_hours_to_verdict", "median_of", "on_sealed_copies"),
        *(f"pages_{grade or 'not_graded'}" for grade in GRADES),
        *("answers_others", "answered_by_others", "claims_counting_its_losses"),
    ]
    records = (_record(side, ratings) for side in found.sides)
    return csv_line(columns) + "".join(map(csv_line, records))


def _record(side: Side, ratings: Sequence[Rating]) -> list[object]:
    hours = None if side.median is None else round(side.median.total_seconds() / 3600, 1)
    return [
        *(side.party.name, side.claims, side.in_review, side.decided),
        *(side.ratings.get(rating.code, 0) for rating in ratings),
        *(hours, side.timed, side.on_copies),
        *(side.grades.get(grade, 0) for grade in GRADES),
        *(side.answers, side.answered, side.losses),
    ]
