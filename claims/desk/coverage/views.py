"""Whether each side gets the same care: a page for editors, and the same as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.desk.coverage.forms import CoverageForm
from claims.presentation.coverage import BAR, FEWEST, as_csv, grade_headings, side_rows
from claims.reads.coverage.by_side import coverage
from claims.reads.verdicts import every_rating
from tracker.base.web.pages import refuse_unknown

SHOWN = 30
"""Sides on the page; the file has all."""


@require_safe
def sides(request: HttpRequest) -> HttpResponse:
    """Claims, verdicts, times and grades by side, as a picture and as tables."""
    form = _form(request)
    context: dict[str, object] = {"form": form, "section": "desk", "bar": BAR, "fewest": FEWEST}
    if form.is_valid():
        found, ratings = coverage(form.scope), list(every_rating())
        rows = side_rows(found, ratings)
        context |= {
            "rows": rows[:SHOWN],
            "left_out": len(rows) - SHOWN,
            "directions": found.directions[:SHOWN],
            "ratings": ratings,
            "grades": grade_headings(),
            "asked": form.address,
        }
    return render(request, "desk/coverage/sides.html", context)


@require_safe
def sides_file(request: HttpRequest) -> HttpResponse:
    """The same of all sides, as CSV."""
    form = _form(request)
    if not form.is_valid():
        return render(request, "desk/coverage/sides.html", {"form": form, "section": "desk"})
    written = as_csv(coverage(form.scope), list(every_rating()))
    response = HttpResponse(written, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sides.csv"'
    return response


def _form(request: HttpRequest) -> CoverageForm:
    form = CoverageForm(request.GET)
    refuse_unknown(request, form.parameters)
    return form
