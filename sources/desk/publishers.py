"""Publishers at the desk: the list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sources.reads.register import publishers_with_grades


@require_safe
def publishers(request: HttpRequest) -> HttpResponse:
    """All publishers with the grade in force; those without one first."""
    listed = publishers_with_grades()
    rows = [(publisher, next(iter(publisher.grades.all()), None)) for publisher in listed]
    rows.sort(key=lambda row: row[1] is not None)
    return render(request, "desk/evidence/publishers.html", {"rows": rows, "section": "desk"})
