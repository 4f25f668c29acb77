"""The page of one pair: a claim and one that answers it."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from claims.presentation.claims.pairs import compare_pair
from claims.reads import claims
from claims.reads.evidence.changes import altered_in_claims
from tracker.base.web.pages import public_page


@public_page
def pair_page(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Show a pair while readers may see both its claims; of one taken back, that is said (410)."""
    try:
        found = claims.pairs_shown().get(pk=pair_id)
    except ObjectDoesNotExist as missing:
        gone = claims.pair_taken_back(pair_id)
        if gone is None:
            raise Http404 from missing
        context = {"section": "incidents", "pair": gone, "claims": [gone.answers, gone.claim]}
        return render(
            request, "public/claims/pair_taken_back.html", context, status=HTTPStatus.GONE
        )
    return render(
        request,
        "public/claims/pair.html",
        {
            "section": "incidents",
            "pair": found,
            "altered_numbers": altered_in_claims([found.claim_id, found.answers_id]),
            "incident": found.answers.incident,
            "is_exercise": found.answers.incident.is_exercise or found.claim.incident.is_exercise,
            "compared": compare_pair(found),
        },
    )
