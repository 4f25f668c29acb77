"""Changing what is judged of a citation, and the way there from words that are cited already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.desk.evidence.cite import OfCitation
from claims.desk.evidence.forms import CredibilityForm
from claims.operations.cite import judge_citation
from claims.rules import acts
from claims.rules.states import HELD

if TYPE_CHECKING:
    from django.forms import Form

    from tracker.base.web.forms import DeskForm


class CitationJudge(OfCitation):
    """Change how credible the information of a citation is."""

    what = acts.JUDGE_CITATION
    form_class = CredibilityForm
    heading, button = _("Change the credibility of a citation"), _("Record")
    explanation = _("What was judged before, and who judged it, stays in the journal of the claim.")
    said = _("The credibility is changed.")
    edits = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin with what is judged so far."""
        super().setup(request, *args, **kwargs)
        self.initial = {"credibility": self.citation.credibility}

    def get_form(self, form_class: type[Form] | None = None) -> DeskForm:
        """Ask why in any case where the claim holds still."""
        form: DeskForm = super().get_form(form_class)
        form.fields["reason"].required = self.citation.claim.status in HELD
        return form

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        judge_citation(
            citation=self.citation,
            credibility=data["credibility"],
            reason=data["reason"],
            by=self.by,
            at=self.at,
        )
        return self.back
