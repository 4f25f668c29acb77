"""The pages that a search engine may list, in blocks, and when they were last changed.

Nothing of an exercise is among them: who finds it by searching would take it for real. A block
holds the rows of a range of keys, so that it is read without counting those before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import (
    BigIntegerField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Greatest

from claims.models import Counterclaim, Event, FigureSubject, Incident, Party, Verdict
from claims.reads.evidence.citations import open_citations
from claims.reads.later import pairs_seen_before
from claims.reads.visible import both_public, claims_shown, public
from claims.rules.acts import CONTEST, READ_VERBS, RETRACT, SAYS_THE_SAME
from sources.models import Page, Publisher

BLOCK = 2000
"""Keys in a block; a sitemap may hold 50,000 addresses."""
_PAIRING = frozenset({*CONTEST.verbs, *RETRACT.verbs})
_REAL = Q(incident__is_exercise=False)


class Section(StrEnum):
    """What the pages of a block are of."""

    DOSSIERS = "dossiers"
    CLAIMS = "claims"
    PAIRS = "pairs"
    PARTIES = "parties"
    PUBLISHERS = "publishers"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class SitemapBlock:
    """A part of a section; `changed` is when a page in it last was, where that is known."""

    section: Section
    number: int
    changed: datetime | None


@dataclass(frozen=True, slots=True)
class Findable:
    """A page: what its address names, and when it was last changed, where that is known."""

    key: int | str
    changed: datetime | None


def blocks() -> list[SitemapBlock]:
    """Every block that holds a page: a query for each section."""
    number = ExpressionWrapper(F("pk") / Value(BLOCK), output_field=BigIntegerField())
    return [
        SitemapBlock(section, block, changed)
        for section in Section
        for block, changed in _ROWS[section]()
        .order_by()
        .annotate(block=number)
        .values("block")
        .annotate(newest=Max("changed"))
        .order_by("block")
        .values_list("block", "newest")
    ]


def findable(section: Section, number: int) -> list[Findable]:
    """The pages of one block, in the order of their keys.

    Args:
        section: what they are of.
        number: of the block.
    """
    first = number * BLOCK
    rows = _ROWS[section]().filter(pk__gte=first, pk__lt=first + BLOCK).order_by("pk")
    name = "slug" if section in _NAMED else "pk"
    return [Findable(key, changed) for key, changed in rows.values_list(name, "changed")]


_NAMED = {Section.DOSSIERS, Section.PARTIES, Section.PUBLISHERS}
"""Sections whose pages are addressed by a short name."""


def _newest(rows: QuerySet[Any], field: str, of: str) -> Subquery:
    """The last date of the rows that belong to the one outside."""
    own = rows.filter(**{of: OuterRef("pk")}).order_by().values(of)
    return Subquery(own.annotate(last=Max(field)).values("last"))


def _changes() -> QuerySet[Event]:
    """What was changed, added to and taken back on claims.

    Not their pairs: the journal names those too of which readers may not know yet.
    """
    rows = Event.objects.filter(verb__in=READ_VERBS - _PAIRING)
    return rows.exclude(data__has_key=SAYS_THE_SAME)


def _claims() -> QuerySet[Any]:
    """A claim changes as it is released, edited, decided, and as sources and answers are added."""
    pairs = Counterclaim.objects.filter(both_public())
    gone = pairs_seen_before()
    return (
        claims_shown()
        .filter(_REAL)
        .annotate(
            changed=Greatest(
                "released_at",
                _newest(Verdict.objects.all(), "published_at", "claim"),
                _newest(open_citations(), "added_at", "claim"),
                _newest(pairs, "added_at", "claim"),
                _newest(pairs, "added_at", "answers"),
                _newest(gone, "retracted_at", "claim"),
                _newest(gone, "retracted_at", "answers"),
                _newest(_changes(), "at", "claim_id"),
            )
        )
    )


def _dossiers() -> QuerySet[Any]:
    """A dossier changes with its claims."""
    return Incident.objects.filter(
        Exists(claims_shown().filter(incident=OuterRef("pk"))), is_exercise=False
    ).annotate(changed=Greatest("released_at", _newest(_claims(), "changed", "incident")))


def _undated(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Pages that show rows from so many sides that no date of theirs would be right."""
    undated: QuerySet[Any] = rows.annotate(changed=Value(None, output_field=DateTimeField()))
    return undated


def _pairs() -> QuerySet[Any]:
    real = Q(claim__incident__is_exercise=False, answers__incident__is_exercise=False)
    return _undated(Counterclaim.objects.filter(both_public()).filter(real))


def _parties() -> QuerySet[Any]:
    speaks = claims_shown().filter(_REAL, claimant=OuterRef("pk"))
    counted = FigureSubject.objects.filter(
        public("figure__claim"), figure__claim__incident__is_exercise=False, party=OuterRef("pk")
    )
    return _undated(Party.objects.filter(Exists(speaks) | Exists(counted)))


def _cited() -> QuerySet[Any]:
    return open_citations().filter(claim__incident__is_exercise=False)


def _publishers() -> QuerySet[Any]:
    return _undated(
        Publisher.objects.filter(Exists(_cited().filter(page__publisher=OuterRef("pk"))))
    )


def _evidence() -> QuerySet[Any]:
    return _undated(Page.objects.filter(Exists(_cited().filter(page=OuterRef("pk")))))


_ROWS: dict[Section, Callable[[], QuerySet[Any]]] = {
    Section.DOSSIERS: _dossiers,
    Section.CLAIMS: _claims,
    Section.PAIRS: _pairs,
    Section.PARTIES: _parties,
    Section.PUBLISHERS: _publishers,
    Section.EVIDENCE: _evidence,
}
