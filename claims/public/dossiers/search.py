"""Search: every filter is in the address, so that a search can be sent to somebody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from claims.public.dossiers.forms import PublicSearchForm
from claims.reads import claims, search, visible
from tracker.base.web.pages import one_page, other_parameters, public_page


@public_page
def search_page(request: HttpRequest) -> HttpResponse:
    """Show the claims that fit, a page at a time; a wrong filter is explained at its field."""
    form = PublicSearchForm(request.GET)
    nothing = visible.claims_shown().none()
    try:
        with search.bounded():
            found = search.search(form.filters()) if form.is_valid() else nothing
            page = one_page(claims.for_cards(found), request)
            page.object_list = list(page.object_list)
    except search.TooLongError:
        form.add_error(
            "q", _("This search would take too long. Give fewer or rarer words, or another filter.")
        )
        page = one_page(nothing, request)
    return render(
        request,
        "public/dossiers/search.html",
        {
            "section": "search",
            "form": form,
            "page": page,
            "query": other_parameters(request),
            "narrowed": any(form.cleaned_data.values()),
            "filtered": bool(form.errors)
            or any(value for name, value in form.cleaned_data.items() if name != "q"),
            "has_exercise": any(claim.incident.is_exercise for claim in page),
        },
    )
