"""Grading a publisher, which every claim is told of that rests on a page of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.coming_back import OpenedWhileQuoting
from claims.desk.evidence.forms import GradeForm
from claims.operations.shared_evidence import grade
from sources.reads.register import publishers_with_grades
from tracker.base.acts.snapshot import Fact


class PublisherGrading(OpenedWhileQuoting):
    """Grade a publisher's reliability, with the reason."""

    template_name = "desk/evidence/publisher_grade.html"
    form_class = GradeForm
    said = _("Graded.")
    changes = "publisher"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the publisher."""
        super().setup(request, *args, **kwargs)
        self.publisher = get_object_or_404(publishers_with_grades(), slug=kwargs["slug"])
        self.back = self.quoting or reverse("desk:publishers")

    def facts(self) -> dict[str, Fact]:
        """Its name, and the grade in force with its reason."""
        grade = self.publisher.grades.order_by("-at", "-pk").first()
        said = f"{grade.get_grade_display()}: {grade.reason}" if grade else ""
        return {
            "name": Fact(gettext("Publisher"), self.publisher.name),
            "grade": Fact(gettext("Grade in force"), said),
        }

    def act(self, data: dict[str, Any]) -> str:
        """Grade it."""
        grade(
            publisher=self.publisher,
            letter=data["grade"],
            reason=data["reason"],
            by=self.by,
            at=self.at,
        )
        return self.back

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the publisher and its grades."""
        grades = self.publisher.grades.select_related("author")
        return super().get_context_data(publisher=self.publisher, grades=grades, **kwargs)
