"""What would move if two of a kind were merged, and with what a thing may be one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from claims.models import (
    Affiliation,
    Citation,
    Claim,
    Figure,
    FigureSubject,
    Incident,
    Party,
    Place,
)
from claims.reads.mending.things import Thing
from sources.models import Derivation, Page, Publisher

SAMPLES = 5


@dataclass(frozen=True, slots=True)
class NamingRows:
    """Rows of one table that name a thing in one column.

    Args:
        name: table and column, for the trace.
        label: what they are called, for people.
        rows: the rows, without those that would say the same twice.
        column: what names it.
    """

    name: str
    label: str
    rows: QuerySet[Any]
    column: str


def rows_naming(gone: Thing, kept: Thing | None = None) -> Iterator[NamingRows]:
    """The rows that name one thing and would name another, if the two were merged.

    Args:
        gone: what would be merged.
        kept: into what; what names that one already is left out.
    """
    key = None if kept is None else kept.pk
    told: QuerySet[Any]
    match gone:
        case Party():
            yield NamingRows(
                "claim.claimant",
                _("Claims it makes"),
                Claim.objects.filter(claimant=gone),
                "claimant",
            )
            figures = FigureSubject.objects.filter(party=key).values("figure")
            subjects = FigureSubject.objects.filter(party=gone).exclude(figure__in=figures)
            told = subjects.select_related("figure__claim", "figure__measure")
            yield NamingRows(
                "figure_subject.party", _("Figures that count its losses"), told, "party"
            )
            theirs = Affiliation.objects.filter(party=key).values("publisher")
            rows = Affiliation.objects.filter(party=gone).exclude(publisher__in=theirs)
            told = rows.select_related("publisher", "party")
            yield NamingRows("affiliation.party", _("Publishers of its own"), told, "party")
        case Place():
            yield NamingRows(
                "incident.place", _("Incidents there"), Incident.objects.filter(place=gone), "place"
            )
            yield NamingRows(
                "claim.place",
                _("Claims that place it there"),
                Claim.objects.filter(place=gone),
                "place",
            )
            figures_there = Figure.objects.filter(place=gone).select_related("claim")
            yield NamingRows("figure.place", _("Figures that count there"), figures_there, "place")
        case Incident():
            yield NamingRows(
                "claim.incident",
                _("Claims about it"),
                Claim.objects.filter(incident=gone),
                "incident",
            )
        case Publisher():
            yield NamingRows(
                "page.publisher", _("Pages"), Page.objects.filter(publisher=gone), "publisher"
            )
            credits_ = Derivation.objects.filter(from_publisher=gone).select_related("page")
            yield NamingRows(
                "derivation.from_publisher", _("Credits that mean it"), credits_, "from_publisher"
            )
            yield NamingRows(
                "claim.outlet",
                _("Claims in its own voice"),
                Claim.objects.filter(outlet=gone),
                "outlet",
            )
            parties = Affiliation.objects.filter(publisher=key).values("party")
            rows = Affiliation.objects.filter(publisher=gone).exclude(party__in=parties)
            told = rows.select_related("publisher", "party")
            yield NamingRows("affiliation.publisher", _("For whom it speaks"), told, "publisher")


@dataclass(frozen=True, slots=True)
class Moving:
    """What would move of one sort: how many rows, and the first of them in words."""

    label: str
    count: int
    samples: list[str]


def moving(gone: Thing, kept: Thing) -> list[Moving]:
    """What would move, with counts and samples."""
    found = [
        Moving(each.label, each.rows.count(), [_words(row) for row in each.rows[:SAMPLES]])
        for each in rows_naming(gone, kept)
    ]
    if isinstance(gone, Publisher):
        cited = Citation.objects.filter(page__publisher=gone).count()
        found.append(Moving(_("Citations of its pages"), cited, []))
    if not isinstance(gone, Incident):
        names = [gone.name, *(alias.name for alias in gone.aliases.all())]
        found.append(Moving(_("Names"), len(names), names[:SAMPLES]))
    return [one for one in found if one.count]


def _words(row: Any) -> str:
    match row:
        case Claim():
            return _("Claim %(n)s: %(statement)s") % {"n": row.pk, "statement": row.statement}
        case FigureSubject():
            said = {"n": row.figure.claim_id, "measure": row.figure.measure.label}
            return _("Claim %(n)s: %(measure)s") % said
        case Figure():
            return _("Claim %(n)s: %(measure)s") % {"n": row.claim_id, "measure": row.measure.label}
        case Affiliation():
            return f"{row.publisher.name} – {row.party.name}"
        case Derivation():
            return f"{row.page}: {row.credited_to}"
        case _:
            return str(row)
