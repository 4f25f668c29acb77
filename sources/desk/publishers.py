"""Publishers at the desk: the list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sources.reads.register import publishers_to_grade
from tracker.base.web.pages import one_page

PAGE_SIZE = 25


@require_safe
def publishers(request: HttpRequest) -> HttpResponse:
    """All publishers with the grade in force; those without one first."""
    page = one_page(publishers_to_grade(), request, per_page=PAGE_SIZE)
    return render(request, "desk/evidence/publishers.html", {"page": page, "section": "desk"})
