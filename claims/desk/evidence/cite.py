"""Citing: a claim rests on words of a page, and the page is captured."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.evidence.citation_form import CitationForm
from claims.desk.guards import guard
from claims.desk.record.forms import ReasonForm
from claims.operations.cite import PageInput, cite_address, uncite
from claims.reads.desk.claims import citations_seen_by
from claims.rules import acts
from sources.operations.captures.request import request_capture
from sources.operations.register.quotations import Words
from sources.tasks import nudge
from tracker.base.web.act_view import ActView

if TYPE_CHECKING:
    from sources.models import Capture, Page

_OF_PAGE = tuple(field.name for field in fields(PageInput))


class ClaimCite(ClaimAct):
    """Cite a page, and ask for its capture."""

    what = acts.CITE
    template_name = "desk/evidence/cite.html"
    form_class = CitationForm
    said = _("The page is cited.")

    def act(self, data: dict[str, Any]) -> str:
        """Cite it, ask for the capture if one is wanted, and go on to what comes next."""
        given = PageInput(**{name: data[name] for name in _OF_PAGE} | {"url": str(data["url"])})
        words = Words(data["exact"], data["before"], data["after"], data["language"])
        citation = cite_address(
            claim=self.claim,
            page=given,
            words=words if words.exact else None,
            stance=data["stance"],
            credibility=data["credibility"],
            locator=data["locator"],
            internal_note=data["internal_note"],
            public_note=data["public_note"],
            by=self.by,
            at=self.at,
        )
        asked = self._capture(citation.page) if data["capture"] else None
        if data["deposit"]:
            return reverse("desk:page_deposit", args=[citation.page_id])
        return reverse("desk:capture", args=[asked.pk]) if asked else self.back

    def _capture(self, page: Page) -> Capture:
        return nudge(request_capture(page=page, cause="cited", by=self.by, at=self.at))


class CitationRemove(ActView):
    """Take a citation back, with the reason."""

    form_class = ReasonForm
    heading, button = _("Take a citation back"), _("Take back")
    explanation = _("The page and its sealed copies stay; the claim no longer rests on it.")
    said = _("The citation is gone.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the citation, if this person may know of its claim."""
        super().setup(request, *args, **kwargs)
        self.citation = get_object_or_404(citations_seen_by(self.by), pk=kwargs["pk"])
        guard(request, acts.UNCITE, self.citation)
        self.back = reverse("desk:claim", args=[self.citation.claim_id])

    def act(self, data: dict[str, Any]) -> str:
        """Take it back."""
        uncite(citation=self.citation, reason=data["reason"], by=self.by, at=self.at)
        return self.back

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claim that rested on it."""
        return super().get_context_data(claim=self.citation.claim, **kwargs)
