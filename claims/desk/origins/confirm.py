"""Marking which citations confirm a claim by means of their page's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.desk.guards import guard
from claims.desk.origins.forms import MeansForm
from claims.desk.record.forms import ReasonForm
from claims.operations.cite import confirm, unconfirm
from claims.reads.desk.claims import citations_seen_by
from claims.rules import acts
from tracker.base.web.act_view import ActView

if TYPE_CHECKING:
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act


class OfCitation(ActView):
    """An act on the mark of one citation."""

    what: Act[ClaimFacts]
    changes = "citation"
    untold = ("position", "added_by", "added_at", "means_marked_by", "means_marked_at")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the citation, if this person may know of its claim."""
        super().setup(request, *args, **kwargs)
        self.citation = get_object_or_404(citations_seen_by(self.by), pk=kwargs["pk"])
        guard(request, self.what, self.citation)
        self.back = reverse("desk:claim", args=[self.citation.claim_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claim that rests on it."""
        return super().get_context_data(claim=self.citation.claim, **kwargs)


class CitationConfirm(OfCitation):
    """Mark a citation as confirming the claim."""

    what = acts.CONFIRM
    form_class = MeansForm
    heading, button = _("Mark an independent confirmation"), _("Mark it")
    explanation = _(
        "Mark it only if the page confirms the claim by means of its own, apart from the claimant. "
        "A page that only repeats what was said confirms nothing, however often it is printed."
    )
    said = _("It is counted as an independent confirmation.")

    def act(self, data: dict[str, Any]) -> str:
        """Mark it."""
        confirm(citation=self.citation, means=data["means"], by=self.by, at=self.at)
        return self.back


class CitationUnconfirm(OfCitation):
    """Take the mark back, with the reason."""

    what = acts.UNCONFIRM
    form_class = ReasonForm
    heading, button = _("Take an independent confirmation back"), _("Take back")
    explanation = _("The citation stays; it no longer counts as an independent confirmation.")
    said = _("It is no longer counted.")

    def act(self, data: dict[str, Any]) -> str:
        """Take it back."""
        unconfirm(citation=self.citation, reason=data["reason"], by=self.by, at=self.at)
        return self.back
