"""The front page: what this is, and the newest disputes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.presentation.claims.disputes import disputes_of
from claims.reads import counts, incidents, verdicts
from tracker.base.web.pages import public_page

DISPUTES = 6
VERDICTS = 5


@public_page
def front_page(request: HttpRequest) -> HttpResponse:
    """Show the newest disputes, the newest verdicts and corrections, and the counts."""
    newest = incidents.with_claims(incidents.disputes_shown())[:DISPUTES]
    disputes = disputes_of(newest)
    return render(
        request,
        "public/dossiers/front.html",
        {
            "disputes": disputes,
            "verdicts": list(verdicts.verdicts_in_force()[:VERDICTS]),
            "corrections": list(verdicts.corrections_shown()[:VERDICTS]),
            "counts": counts.counts(),
        },
    )
