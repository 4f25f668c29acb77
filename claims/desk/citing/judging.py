"""Changing what is judged and noted of a citation: all of it but the page and the words quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.desk.evidence.citation_form import JudgedForm
from claims.desk.evidence.cite import OfCitation
from claims.operations.cite import judge_citation
from claims.rules import acts
from claims.rules.states import HELD

if TYPE_CHECKING:
    from django.forms import Form

    from tracker.base.web.forms import DeskForm

_SAID = ("stance", "credibility", "locator", "internal_note", "public_note")


class CitationJudge(OfCitation):
    """Change how a citation stands to its claim, its credibility, its place and its notes."""

    what = acts.JUDGE_CITATION
    template_name = "desk/citations/judge.html"
    form_class = JudgedForm
    heading, button = _("Change what is said of a citation"), _("Record")
    explanation = _("What was said before, and who said it, stays in the journal of the claim.")
    said = _("What is said of the citation is changed.")
    edits = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin with what is said so far."""
        super().setup(request, *args, **kwargs)
        self.initial = {name: getattr(self.citation, name) for name in _SAID}

    def get_form(self, form_class: type[Form] | None = None) -> DeskForm:
        """Ask why in any case where the claim holds still."""
        form = super().get_form(form_class)
        assert isinstance(form, JudgedForm)
        form.fields["reason"].required = self.citation.claim.status in HELD
        if self.citation.quotation_id is None:
            form.say_of_page()
        return form

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        judge_citation(
            citation=self.citation,
            **{name: data[name] for name in _SAID},
            reason=data["reason"],
            by=self.by,
            at=self.at,
        )
        return self.back
