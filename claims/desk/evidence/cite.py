"""Citing: a claim rests on words of a page, and the page is captured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.desk.evidence.citation_form import CitationForm
from claims.desk.guards import claim_for, guard
from claims.desk.record.forms import ReasonForm
from claims.desk.record.scene import FORM_METHODS
from claims.models import Citation, Claim
from claims.operations.cite import cite, uncite
from claims.reads.visible import claims_seen_by
from claims.rules import acts
from sources.desk.nudges import ask
from sources.models import Capture, CaptureCause, DerivationKind, Page, Publisher
from sources.operations.register.pages import derive, register_page, register_publisher
from sources.operations.register.quotations import quote
from tracker.base.acts.refusal import Refusal
from tracker.base.people.models import User
from tracker.base.web.slugs import free_slug
from tracker.base.web.submissions import page, perform, person, sent

# Where the form calls a field otherwise than the operation does.
_FIELDS = {"page": "url", "prefix": "before", "suffix": "after"}


@dataclass(frozen=True, slots=True)
class Cited:
    """What one form made: the citation, and the capture if one was asked for."""

    citation: Citation
    capture: Capture | None
    to_deposit: bool = False


@require_http_methods(FORM_METHODS)
def claim_cite(request: HttpRequest, pk: int) -> HttpResponse:
    """Cite a page, and ask for its capture."""
    claim = claim_for(request, pk, acts.CITE)
    form = CitationForm(sent(request))

    def act(data: dict[str, Any]) -> Cited:
        return _cite(claim, data, by=person(request), at=timezone.now())

    def at_its_field(refusal: Refusal) -> bool:
        field = _FIELDS.get(refusal.field or "")
        if field is None:
            return False
        form.add_error(field, refusal.message)
        return True

    said = _("The page is cited.")
    done = perform(request, form, act, then=_next, said=said, place=at_its_field)
    context = {"form": form, "claim": claim, "section": "desk"}
    return done or page(request, "desk/claim_cite.html", context)


def _next(cited: Cited) -> str:
    if cited.to_deposit:
        return reverse("desk:page_deposit", args=[cited.citation.page_id])
    if cited.capture is not None:
        return reverse("desk:capture", args=[cited.capture.pk])
    return reverse("desk:claim", args=[cited.citation.claim_id])


def _cite(claim: Claim, data: dict[str, Any], *, by: User, at: datetime) -> Cited:
    cited_page = _page(data, by=by, at=at)
    quotation = None
    if data["exact"]:
        quotation = quote(
            page=cited_page,
            exact=data["exact"],
            prefix=data["before"],
            suffix=data["after"],
            language=data["language"],
            by=by,
            at=at,
        )
    citation = cite(
        claim=claim,
        page=cited_page,
        stance=data["stance"],
        credibility=data["credibility"],
        quotation=quotation,
        locator=data["locator"],
        note=data["note"],
        by=by,
        at=at,
    )
    if not data["capture"]:
        return Cited(citation, None, data["deposit"])
    asked = ask(cited_page, cause=CaptureCause.CITED, by=by, at=at)
    return Cited(citation, asked, data["deposit"])


def _page(data: dict[str, Any], *, by: User, at: datetime) -> Page:
    publisher = data["publisher"]
    if publisher is None:
        publisher = register_publisher(
            slug=free_slug(data["new_publisher"], Publisher.objects.all(), otherwise="publisher"),
            name=data["new_publisher"],
            kind=data["new_publisher_kind"],
            country="",
            homepage="",
            by=by,
            at=at,
        )
    published, precision = data["published"]
    row = register_page(
        url=data["url"],
        publisher=publisher,
        title=data["title"],
        language=data["language"],
        kind=data["kind"],
        published=published,
        published_precision=precision,
        origin=data["origin"],
        by=by,
        at=at,
    )
    if data["credited_to"]:
        derive(
            page=row,
            kind=DerivationKind.UNSPECIFIED,
            credited_to=data["credited_to"],
            from_page=None,
            from_publisher=None,
            by=by,
            at=at,
        )
    return row


@require_http_methods(FORM_METHODS)
def citation_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a citation back, with the reason."""
    rows = Citation.objects.select_related("claim__claimant", "page")
    citation = get_object_or_404(rows.filter(claim__in=claims_seen_by(person(request))), pk=pk)
    guard(request, acts.UNCITE, citation)
    form = ReasonForm(sent(request))

    def act(data: dict[str, Any]) -> None:
        uncite(citation=citation, reason=data["reason"], by=person(request), at=timezone.now())

    url = reverse("desk:claim", args=[citation.claim_id])
    done = perform(request, form, act, then=lambda _none: url, said=_("The citation is gone."))
    context = {
        "form": form,
        "claim": citation.claim,
        "heading": _("Take a citation back"),
        "explanation": _("The page and its sealed copies stay; the claim no longer rests on it."),
        "button": _("Take back"),
        "back": url,
        "section": "desk",
    }
    return done or page(request, "desk/form.html", context)
