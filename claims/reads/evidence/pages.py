"""Pages with their quotations, as far as a claim that may be read rests on them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from claims.models import Affiliation, Citation
from claims.reads.evidence.citations import HEAVY, open_citations
from claims.reads.visible import parties_shown
from sources.models import (
    Capture,
    Derivation,
    Finding,
    Page,
    Quotation,
    Withholding,
)
from sources.reads.withheld import hidden_pages, told_of, withheld_captures
from tracker.base.built_once import built_once


@built_once
def pages_shown(*, to_staff: bool = False) -> QuerySet[Page]:
    """Pages that a claim open to everybody rests on, or that such a page was taken from.

    Staff also see the pages of drafts, so that they can watch a capture.
    """
    pages = Page.objects.select_related("publisher")
    if to_staff:
        return pages
    cited = open_citations()
    return pages.exclude(pk__in=hidden_pages()).filter(
        Exists(cited.filter(page=OuterRef("pk")))
        | Exists(cited.filter(page__derivations__from_page=OuterRef("pk")))
    )


@built_once
def derivations_shown(*, to_staff: bool = False) -> QuerySet[Derivation]:
    """Links from a page to where it has its content from, unless that is a page not to be seen."""
    links = Derivation.objects.all()
    if to_staff:
        return links
    return links.filter(Q(from_page=None) | Q(from_page__in=pages_shown()))


@dataclass(frozen=True, slots=True)
class EvidenceSheet:
    """One page with its captures (newest first), quotations with findings, and who cites it.

    ``withheld`` is what readers are told of the copies that they are not given.
    """

    page: Page
    captures: list[Capture]
    cited_by: list[Citation]
    derived_pages: list[Derivation]
    is_exercise: bool
    withheld: list[Withholding]


@built_once
def quotations_shown(*, to_staff: bool = False) -> QuerySet[Quotation]:
    """Quotations that a claim open to everybody rests on; staff also see those of drafts."""
    if to_staff:
        return Quotation.objects.prefetch_related("findings")
    findings = Finding.objects.exclude(capture__in=withheld_captures())
    return Quotation.objects.prefetch_related(Prefetch("findings", findings)).filter(
        Exists(open_citations().filter(quotation=OuterRef("pk")))
    )


def citing(page_id: int) -> list[Citation]:
    """Citations of a page by claims open to everybody, one a claim."""
    rows = (
        open_citations()
        .filter(page=page_id)
        .select_related("claim__claimant", "claim__outlet", "claim__incident")
    )
    return list({row.claim_id: row for row in rows}.values())


def evidence_sheet(page_id: int, *, to_staff: bool = False) -> EvidenceSheet:
    """Fetch a page's evidence. What captures weigh is left behind.

    Raises:
        Page.DoesNotExist: there is no such page, or nothing that may be read rests on it.
    """
    page = (
        pages_shown(to_staff=to_staff)
        .prefetch_related(
            "publisher__grades",
            Prefetch("publisher__affiliations", _affiliations(to_staff=to_staff)),
            # Also for staff: what a draft quotes is its author's and the editors' to read, at the
            # desk. The page of a claim that others review is no board to write on.
            Prefetch("quotations", quotations_shown()),
            Prefetch(
                "derivations",
                derivations_shown(to_staff=to_staff).select_related(
                    "from_page__publisher", "from_publisher"
                ),
            ),
        )
        .get(pk=page_id)
    )
    return EvidenceSheet(
        page=page,
        captures=list(
            _captures(to_staff=to_staff)
            .filter(page=page)
            .select_related("deposit__deposited_by", "deposit__original__file")
            .defer(*HEAVY)
        ),
        withheld=told_of(page.pk),
        cited_by=citing(page.pk),
        derived_pages=list(
            Derivation.objects.filter(
                from_page=page, page__in=pages_shown(to_staff=to_staff)
            ).select_related("page__publisher")
        ),
        is_exercise=Citation.objects.filter(
            Q(page=page) | Q(page__derivations__from_page=page), claim__incident__is_exercise=True
        ).exists(),
    )


def _affiliations(*, to_staff: bool) -> QuerySet[Affiliation]:
    rows = Affiliation.objects.select_related("party")
    return rows if to_staff else rows.filter(party__in=parties_shown())


def _captures(*, to_staff: bool) -> QuerySet[Capture]:
    rows = Capture.objects.all()
    return rows if to_staff else rows.exclude(pk__in=withheld_captures())
