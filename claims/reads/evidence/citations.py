"""What claims rest on, and how many independent origins that has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, QuerySet

from claims.models import Citation
from claims.reads.later import with_later
from claims.reads.visible import public
from claims.rules.grounds import Stance
from claims.rules.origins import Derived, Origins, Report, Stated, count_origins
from sources.models import Capture, Derivation, Finding, Page
from sources.reads.withheld import hidden_pages, hidden_quotations, withheld_captures
from tracker.base.built_once import built_once

# What a capture weighs, left in the database wherever only its state is shown.
HEAVY = ("provenance", "metadata")

# A page that repeats or bears out a claim counts as a report of it; one that speaks against it
# or only gives context does not.
_REPORTING = {Stance.REPORTS.value, Stance.SUPPORTS.value}


@built_once
def open_citations() -> QuerySet[Citation]:
    """Citations of claims that may be read, but those whose source is withheld to protect it."""
    return (
        Citation.objects.filter(public("claim"))
        .exclude(page__in=hidden_pages())
        .exclude(quotation__in=hidden_quotations())
    )


def withheld_citations(claim_id: int) -> int:
    """How many citations of a claim readers are not shown, because their source is protected."""
    rows = Citation.objects.filter(public("claim"), claim=claim_id)
    return rows.exclude(pk__in=open_citations().values("pk")).count()


@built_once
def citations_shown() -> QuerySet[Citation]:
    """Citations of claims that may be read, with page, publisher, state of our copies, origins."""
    return (
        with_later(open_citations())
        .select_related("page__publisher", "quotation")
        .prefetch_related(
            Prefetch(
                "page__captures",
                Capture.objects.exclude(pk__in=withheld_captures()).defer(*HEAVY),
            ),
            Prefetch("page__derivations", Derivation.objects.select_related("from_publisher")),
            "page__derivations__from_page__publisher",
            "page__derivations__from_page__derivations__from_page",
            "page__publisher__grades",
            Prefetch(
                "quotation__findings",
                Finding.objects.exclude(capture__in=withheld_captures())
                .select_related("capture")
                .defer(*(f"capture__{name}" for name in HEAVY)),
            ),
        )
    )


def origins_of(citations: Iterable[Citation]) -> Origins:
    """Count the reports and the independent origins among citations fetched as above.

    Chains are followed for the two links that ``citations_shown`` fetches.
    """
    pages = {c.page_id: c.page for c in citations if c.stance in _REPORTING}
    return count_origins(
        [Report(page.pk, page.publisher_id, Stated(page.origin)) for page in pages.values()],
        [_derived(row) for page in pages.values() for row in _chain(page, links=2)],
    )


def _chain(page: Page, *, links: int) -> Iterator[Derivation]:
    for row in page.derivations.all():
        yield row
        if row.from_page is not None and links > 1:
            yield from _chain(row.from_page, links=links - 1)


def _derived(row: Derivation) -> Derived:
    publisher = row.from_page.publisher_id if row.from_page is not None else row.from_publisher_id
    return Derived(
        page=row.page_id,
        from_page=row.from_page_id,
        from_publisher=publisher,
        credited_to=row.origin_key or row.credited_to,
    )
