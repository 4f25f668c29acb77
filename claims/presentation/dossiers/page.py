"""All that the page of a dossier shows, of today or of an earlier moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from claims.presentation.claims.dossier import cited_pages, claimants_of
from claims.presentation.claims.origins import reports_words
from claims.presentation.dossiers.disputes import counted_in_words
from claims.presentation.dossiers.lines import pair_lines
from claims.presentation.dossiers.matrix import matrix_of
from claims.presentation.dossiers.opening.first_screen import (
    names_in_full,
    rests_on_told,
    said_when,
    widest_besides,
)
from claims.presentation.dossiers.opening.sentence import opening_told
from claims.presentation.dossiers.opening.statements import foreign_statements
from claims.presentation.evidence.relays import relays_of
from claims.presentation.figures.foreign import foreign_words
from claims.presentation.figures.groups import FigureGroup, group_figures
from claims.presentation.maps.place_map import place_map_of
from claims.presentation.timeline import timeline_of
from claims.reads.evidence.changes import altered_numbers
from claims.reads.evidence.origins import Trail
from claims.reads.evidence.since import mark_altered_then
from claims.reads.incidents import DossierSheet

LONGEST_OPEN = 6
"""Up to so many claims a dossier shows all at once; longer ones fold statements, pairs, pages."""


def dossier_context(sheet: DossierSheet, *, at: datetime | None = None) -> dict[str, Any]:
    """What the template of a dossier asks for.

    Args:
        sheet: what stands in it.
        at: the moment as of which it does; None for now.
    """
    claims, pairs, citations = sheet.claims, sheet.pairs, sheet.citations
    if at is not None:
        mark_altered_then(claims, citations, at)
    groups = group_figures(claims, pairs)
    trail = Trail.of(citations, claims)
    opening = opening_told(claims, pairs, groups, relays_of(claims, citations, trail))
    pages = cited_pages(citations)
    drawn = [group for group in groups if group.is_comparison]
    return {
        "section": "incidents",
        "incident": sheet.incident,
        "is_exercise": sheet.incident.is_exercise,
        "at": at,
        "opening": opening.sentence,
        "foreign": {**foreign_words(claims), **foreign_statements(claims)},
        "opening_since": _since(opening.group),
        "losses": opening.losses,
        "statements_first": opening.group is None,
        "matrix": matrix_of(groups, pairs, sheet.affiliated),
        "is_short": len(claims) <= LONGEST_OPEN,
        "altered_numbers": altered_numbers(citations, at=at),
        "counted": counted_in_words(claims, pairs),
        "claimants": claimants_of(claims, citations, trail, opening.speakers),
        # What the sentence is about comes first; the others keep their order.
        "drawn": sorted(drawn, key=lambda group: group is not opening.group),
        "pairs": pairs,
        "place_map": place_map_of(sheet.incident, claims),
        "lines": pair_lines(pairs),
        "timeline": timeline_of(claims, sheet.withdrawn),
        "pages": pages,
        "rests_on": rests_on_told(pages),
        "said_when": said_when(claims),
        "names_in_full": names_in_full(claims),
        "widest": widest_besides(claims, pairs, opening.group),
        "origins": reports_words(trail.origins(citations, claims)),
    }


def chart_at(sheet: DossierSheet, anchor: str, *, at: datetime | None = None) -> FigureGroup | None:
    """One of the charts that the page of a dossier shows; None if it shows no such.

    Args:
        sheet: what stands in it.
        anchor: its place on the page.
        at: the moment as of which it does; None for now.
    """
    if at is not None:
        mark_altered_then(sheet.claims, sheet.citations, at)
    groups = group_figures(sheet.claims, sheet.pairs)
    drawn = (group for group in groups if group.is_comparison)
    return next((group for group in drawn if group.anchor == anchor), None)


def _since(group: FigureGroup | None) -> list[tuple[str, int]]:
    """Whose figures the sentence tells from pages that say something else since, each once."""
    rows = group.rows if group is not None else ()
    told = ((row.who, row.altered_in) for row in rows)
    return [(who, key) for who, key in dict.fromkeys(told) if key is not None]


def dossier_then_context(
    sheet: DossierSheet, unknown: list[dict[str, Any]], at: datetime
) -> dict[str, Any]:
    """The same of a dossier as it stood, where of some claims it is not known what they said.

    What readers were told of all claims together is not known then either, and is not made up.

    Args:
        sheet: what stood in it, without those claims.
        unknown: those claims, as `claims.presentation.claims.earlier.told_then` tells of them.
        at: the moment.
    """
    context = dossier_context(sheet, at=at)
    if unknown:
        context |= {"opening": "", "opening_since": [], "losses": "", "widest": None}
    return context | {"unknown": unknown}
