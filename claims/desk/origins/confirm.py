"""Marking which citations confirm a claim by means of their page's own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.desk.evidence.cite import OfCitation
from claims.desk.origins.forms import MeansForm
from claims.desk.record.forms import ReasonForm
from claims.operations.cite import confirm, unconfirm
from claims.rules import acts


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
