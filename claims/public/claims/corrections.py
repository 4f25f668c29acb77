"""The log of corrections: which verdict was changed, to what, and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.reads import verdicts
from tracker.base.web.pages import one_page, other_parameters, public_page


@public_page
def corrections_page(request: HttpRequest) -> HttpResponse:
    """List the corrections, newest first, with the verdict before and after."""
    page = one_page(verdicts.corrections_shown(), request)
    return render(
        request,
        "public/claims/corrections.html",
        {
            "section": "corrections",
            "page": page,
            "query": other_parameters(request),
            "has_exercise": any(row.claim.incident.is_exercise for row in page),
        },
    )
