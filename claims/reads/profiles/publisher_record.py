"""What of a publisher is cited, by dispute, and what it claims in its own voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import Citation, Claim, Incident
from claims.reads.claims import for_cards, newest_made
from claims.reads.evidence.citations import citations_shown, open_citations
from claims.reads.evidence.pages import pages_shown
from claims.reads.parties import affiliations_shown, publishers_shown
from claims.reads.visible import claims_shown, dossiers_shown
from sources.models import Page, Publisher, PublisherGrade, PublisherKind
from tracker.base.web.pages import CutRows

UNGRADED = "none"
"""What the list is narrowed by to find publishers without a grade."""


@dataclass(frozen=True, slots=True)
class CitedInDispute:
    """A page that is cited in a dossier, with what cites it there."""

    incident: Incident
    page: Page
    citations: tuple[Citation, ...]


def cited_by_dispute(publisher: Publisher) -> QuerySet[Citation, Any]:
    """Which page of a publisher is cited in which dossier: a row each, what happened last first.

    Exercises come last. A row names ``claim__incident`` and ``page``.
    """
    rows = open_citations().filter(page__publisher=publisher).order_by()
    return (
        rows.values(
            "claim__incident", "page", "claim__incident__is_exercise", "claim__incident__start"
        )
        .annotate(citations=Count("pk"))
        .order_by(
            "claim__incident__is_exercise",
            F("claim__incident__start").desc(nulls_last=True),
            "claim__incident",
            F("page__published").desc(nulls_last=True),
            "page",
        )
    )


def cited_in_full(rows: Collection[Mapping[str, Any]]) -> list[CitedInDispute]:
    """Fetch dossier, page and citations for some rows of `cited_by_dispute`, in their order."""
    keys = [(row["claim__incident"], row["page"]) for row in rows]
    incidents = dossiers_shown().select_related("place").in_bulk({one for one, _page in keys})
    found: dict[tuple[int, int], list[Citation]] = defaultdict(list)
    citations = citations_shown().filter(
        claim__incident__in={one for one, _page in keys}, page__in={page for _one, page in keys}
    )
    for citation in citations.select_related("page__publisher", "quotation", "claim"):
        found[citation.claim.incident_id, citation.page_id].append(citation)
    return [
        CitedInDispute(incidents[one], found[one, page][0].page, tuple(found[one, page]))
        for one, page in keys
        if one in incidents and found[one, page]
    ]


def only_taken_from(publisher: Publisher) -> QuerySet[Page]:
    """Pages of a publisher that no claim cites, but from which a cited page was taken."""
    cited = open_citations().filter(page=OuterRef("pk"))
    rows = pages_shown().filter(publisher=publisher).filter(~Exists(cited))
    return rows.order_by(F("published").desc(nulls_last=True), "pk")


def own_voice(publisher: Publisher) -> QuerySet[Claim]:
    """Claims that a publisher makes in its own voice, the newest first."""
    return newest_made(for_cards(claims_shown()).filter(outlet=publisher))


def grades_of(publisher: Publisher) -> list[PublisherGrade]:
    """Every grade that a publisher was given, with who gave it; the one in force first."""
    return list(publisher.grades.select_related("author"))


class PublishersFound(CutRows[Publisher]):
    """Publishers that readers may read of, by name, with grades and the parties they belong to.

    Annotated with ``pages_count``, its public pages.

    Args:
        words: what its name or another name of it has to hold; "" for any.
        kind: the code of its kind; "" for any.
        grade: the grade in force, or `UNGRADED`; "" for any.
    """

    def __init__(self, *, words: str = "", kind: str = "", grade: str = "") -> None:
        self._rows = _publishers_to_find(words, kind, grade)

    def counted(self, most: int) -> int:
        """How many there are, or `most` if there are more."""
        return self._rows.order_by()[:most].count()

    def cut(self, start: int, stop: int) -> list[Publisher]:
        """The rows between two places in the order."""
        party = affiliations_shown().select_related("party").order_by("pk")
        rows = self._rows.annotate(pages_count=_pages_of_each())
        found = rows.prefetch_related("grades", Prefetch("affiliations", party))
        return list(found.order_by("name", "pk")[start:stop])


def _publishers_to_find(words: str, kind: str, grade: str) -> QuerySet[Publisher]:
    rows = publishers_shown().select_related("kind")
    if kind:
        rows = rows.filter(kind=kind)
    if words:
        other = Publisher.objects.filter(aliases__name__icontains=words)
        rows = rows.filter(Q(name__icontains=words) | Q(pk__in=other))
    given = PublisherGrade.objects.filter(publisher=OuterRef("pk")).order_by("-at", "-pk")
    if grade == UNGRADED:
        rows = rows.filter(~Exists(given))
    elif grade:
        rows = rows.alias(in_force=Subquery(given.values("grade")[:1])).filter(in_force=grade)
    return rows


def _pages_of_each() -> Coalesce:
    """How many public pages a publisher has: counted of each that is shown, by itself."""
    own = pages_shown().filter(publisher=OuterRef("pk")).order_by().values("publisher")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)


def kinds_of_publishers() -> list[PublisherKind]:
    """The kinds of the publishers that readers may read of, in order."""
    shown = publishers_shown().filter(kind=OuterRef("pk"))
    return list(PublisherKind.objects.filter(Exists(shown)))
