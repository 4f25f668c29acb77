"""Publishers at the desk: the list, and a new one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sources.desk.forms import PublisherForm
from sources.operations.register.publishers import register_publisher
from sources.reads.register import publishers_with_grades
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
