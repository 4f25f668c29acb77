"""Publishers at the desk: the list, a new one, a grade with its reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sources.desk.forms import GradeForm, PublisherForm
from sources.operations.register.publishers import grade_publisher, register_publisher
from sources.reads.register import publishers_with_grades
from tracker.base.acts.snapshot import Fact
from tracker.base.web.act_view import ActView


@require_safe
def publishers(request: HttpRequest) -> HttpResponse:
    """All publishers with the grade in force; those without one first."""
    listed = publishers_with_grades()
    rows = [(publisher, next(iter(publisher.grades.all()), None)) for publisher in listed]
    rows.sort(key=lambda row: row[1] is not None)
    return render(request, "desk/evidence/publishers.html", {"rows": rows, "section": "desk"})


class PublisherNew(ActView):
    """Add a publisher."""

    form_class = PublisherForm
    heading, button, said = _("Add a publisher"), _("Add"), _("Added.")

    def act(self, data: dict[str, Any]) -> str:
        """Register it."""
        register_publisher(
            name=data["name"],
            kind=data["kind"],
            country=data["country"],
            homepage=str(data["homepage"]),
            another=self.another,
            by=self.by,
            at=self.at,
        )
        return reverse("desk:publishers")

    def instead(self, key: int) -> str:
        """The list."""
        return reverse("desk:publishers")


class PublisherGrading(ActView):
    """Grade a publisher's reliability, with the reason."""

    template_name = "desk/evidence/publisher_grade.html"
    form_class = GradeForm
    said = _("Graded.")
    changes = "publisher"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the publisher."""
        super().setup(request, *args, **kwargs)
        self.publisher = get_object_or_404(publishers_with_grades(), slug=kwargs["slug"])

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
        grade_publisher(
            publisher=self.publisher,
            grade=data["grade"],
            reason=data["reason"],
            by=self.by,
            at=self.at,
        )
        return reverse("desk:publishers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the publisher and its grades."""
        grades = self.publisher.grades.select_related("author")
        return super().get_context_data(publisher=self.publisher, grades=grades, **kwargs)
