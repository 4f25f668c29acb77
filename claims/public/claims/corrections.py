"""The log of corrections: what was changed, withdrawn or taken back, when, and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.presentation.corrected.lines import log_line
from claims.reads.corrected.log import log_of_corrections, log_rows
from tracker.base.web.pages import one_page, other_parameters, public_page

TRIALS = "trials"


@public_page
def corrections_page(request: HttpRequest) -> HttpResponse:
    """List the corrections, newest first; ``?trials=yes`` those of exercises and demonstrations."""
    trials = request.GET.get(TRIALS) == "yes"
    page = one_page(log_of_corrections(trials=trials), request, filters=[TRIALS])
    return render(
        request,
        "public/claims/corrections.html",
        {
            "section": "corrections",
            "page": page,
            "lines": [log_line(row) for row in log_rows(list(page))],
            "trials": trials,
            "query": other_parameters(request),
        },
    )
