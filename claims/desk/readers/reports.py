"""The desk reads what a reader reported and closes it with an answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.readers.forms import AnswerReportForm
from claims.desk.readers.reported_pages import language_read_in, names_of_pages
from claims.operations.readers.error_reports import answer_report
from claims.reads.readers.error_reports import reports_seen_by
from claims.rules.readers.reporting import ReportAbout, ReportOutcome
from tracker.base.acts.snapshot import Fact
from tracker.base.web.act_view import ActView


class ReportAnswer(ActView):
    """Answer a report of an error; one that is closed is only shown."""

    template_name = "desk/readers/report.html"
    form_class = AnswerReportForm
    heading = _("An error a reader reports")
    button, said = _("Close with this answer"), _("Answered.")
    changes = "report"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the report."""
        super().setup(request, *args, **kwargs)
        self.report = get_object_or_404(reports_seen_by(self.by), pk=kwargs["pk"])
        self.back = reverse("desk:queue", args=["reports"])

    def facts(self) -> dict[str, Fact]:
        """What came of it, if anybody has answered meanwhile."""
        self.report.refresh_from_db(fields=["outcome", "answer"])
        came = ReportOutcome(self.report.outcome).label if self.report.outcome else ""
        said = f"{gettext(came)}: {self.report.answer}" if came else gettext("open")
        return {"answer": Fact(gettext("Answer"), said)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report, its claim, and the page that it was written on."""
        outcome = self.report.outcome
        return super().get_context_data(
            report=self.report,
            page_named=names_of_pages([self.report], self.by)[0],
            language=language_read_in(self.report),
            about=gettext(ReportAbout(self.report.about).label),
            outcome=gettext(ReportOutcome(outcome).label) if outcome else "",
            **kwargs,
        )

    def act(self, data: dict[str, Any]) -> str:
        """Close it."""
        answer_report(
            self.report, outcome=data["outcome"], answer=data["answer"], by=self.by, at=self.at
        )
        return self.back
