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

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value

from claims.models import Counterclaim, Party
from claims.reads.evidence.citations import really_cited
from claims.reads.profiles.party_record import named_really
from claims.reads.sitemap.dated import block_number, claim_blocks, claims_dated, dossiers_dated
from claims.reads.visible import both_public
from sources.models import Page, Publisher

BLOCK = 2000
"""Keys in a block; a sitemap may hold 50,000 addresses."""


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
    """Every block that holds a page, each kind of row read once for all of them."""
    claims, dossiers = claim_blocks(BLOCK)
    dated = {Section.DOSSIERS: dossiers, Section.CLAIMS: claims}
    return [
        SitemapBlock(section, block, changed)
        for section in Section
        for block, changed in (
            dated[section] if section in dated else _undated_blocks(section)
        ).items()
    ]


def _undated_blocks(section: Section) -> dict[int, None]:
    rows = _ROWS[section]().order_by().annotate(block=block_number(F("pk"), BLOCK))
    return dict.fromkeys(rows.values_list("block", flat=True).distinct().order_by("block"))


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


def _undated(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Pages that show rows from so many sides that no date of theirs would be right."""
    undated: QuerySet[Any] = rows.annotate(changed=Value(None, output_field=DateTimeField()))
    return undated


def _pairs() -> QuerySet[Any]:
    real = Q(claim__incident__is_exercise=False, answers__incident__is_exercise=False)
    return _undated(Counterclaim.objects.filter(both_public()).filter(real))


def _parties() -> QuerySet[Any]:
    return _undated(Party.objects.filter(named_really()))


def _publishers() -> QuerySet[Any]:
    cited = really_cited().filter(page__publisher=OuterRef("pk"))
    return _undated(Publisher.objects.filter(Exists(cited)))


def _evidence() -> QuerySet[Any]:
    return _undated(Page.objects.filter(Exists(really_cited().filter(page=OuterRef("pk")))))


_ROWS: dict[Section, Callable[[], QuerySet[Any]]] = {
    Section.DOSSIERS: dossiers_dated,
    Section.CLAIMS: claims_dated,
    Section.PAIRS: _pairs,
    Section.PARTIES: _parties,
    Section.PUBLISHERS: _publishers,
    Section.EVIDENCE: _evidence,
}
