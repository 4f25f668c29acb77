"""Search: every filter is in the address, so that a search can be sent to somebody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.matching.search.readers import open_to_readers
from claims.presentation.searching.sheet import search_sheet
from tracker.base.web.pages import public_page


@public_page
def search_page(request: HttpRequest) -> HttpResponse:
    """Show what fits, some of each kind; a wrong filter is explained at its field."""
    context = {"section": "search", "sheet": search_sheet(request, open_to_readers())}
    return render(request, "public/dossiers/search.html", context)
