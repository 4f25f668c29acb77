"""The pages a claim rests on, each with how its capture goes and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.desk.guards import claim_or_404
from claims.involvement import Involvement
from claims.presentation.copy_states import Stamp, page_stamp
from claims.reads.desk.claims import citations_of
from claims.rules.acts import QUOTE_CITED
from sources.acts import DERIVE_PAGE, GRADE_PUBLISHER
from tracker.base.acts.law import refuse
from tracker.base.people.signed_in import person

if TYPE_CHECKING:
    from claims.models import Citation, Claim
    from sources.models import Capture, Derivation, Page, PublisherGrade
    from tracker.base.people.models import User


@dataclass(frozen=True, slots=True)
class PageRestedOn:
    """A page that a claim rests on, how our copies of it stand, and what is quoted of it."""

    page: Page
    stamp: Stamp
    citations: list[Citation]
    readable: Capture | None
    """The newest copy of which a text was read."""
    under_way: Capture | None
    grade: PublisherGrade | None
    credits: list[Derivation]

    @property
    def to_quote(self) -> Citation:
        """The citation from which words of it are quoted: of the whole page, if there is one."""
        whole = (row for row in self.citations if row.is_of_whole_page)
        return next(whole, self.citations[0])


def pages_rested_on(claim: Claim) -> list[PageRestedOn]:
    """The pages of a claim in the order they were cited; a fixed number of queries."""
    by_page: dict[int, list[Citation]] = {}
    for citation in citations_of(claim):
        by_page.setdefault(citation.page_id, []).append(citation)
    return [_cited(citations) for citations in by_page.values()]


def _cited(citations: list[Citation]) -> PageRestedOn:
    page = citations[0].page
    captures = sorted(page.captures.all(), key=lambda row: row.requested_at, reverse=True)
    return PageRestedOn(
        page=page,
        stamp=page_stamp(captures),
        citations=citations,
        readable=next((row for row in captures if row.is_copy and row.text_sha256), None),
        under_way=next((row for row in captures if not row.is_finished), None),
        grade=next(iter(page.publisher.grades.all()), None),
        credits=list(page.derivations.all()),
    )


def list_context(claim: Claim, user: User) -> dict[str, Any]:
    """What the list of a claim's pages shows, and what this person may do with them."""
    cited = pages_rested_on(claim)
    return {
        "cited": cited,
        "is_live": any(one.under_way for one in cited),
        "may": {
            "quote": refuse(user, QUOTE_CITED, Involvement(user, claim)) is None,
            "trace": refuse(user, DERIVE_PAGE) is None,
            "grade": refuse(user, GRADE_PUBLISHER) is None,
        },
    }


@require_safe
def claim_pages_state(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of a claim's pages without the page around it, which refreshes itself."""
    claim = claim_or_404(request, pk)
    context = {"claim": claim, **list_context(claim, person(request))}
    return render(request, "desk/citing/page_list.html", context)
