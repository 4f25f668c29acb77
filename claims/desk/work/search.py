"""The desk's search: what readers find, and what is not public yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.matching.search.readers import open_to_desk
from claims.presentation.searching.sheet import search_sheet
from tracker.base.people.signed_in import person


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what fits of all that this person may read."""
    context = {"section": "desk", "sheet": search_sheet(request, open_to_desk(person(request)))}
    return render(request, "desk/work/search.html", context)
