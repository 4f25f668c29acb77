"""The page of one claim: what was said, what it rests on, who answers it, what was decided."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from claims.presentation.claims.page import claim_context
from claims.presentation.claims.verdicts.citing import frame_of_claim
from claims.presentation.link_pictures.told import picture_of_claim
from claims.public.dossiers.dossier import withdrawn_page
from claims.public.earlier.asked import moment_asked
from claims.public.earlier.pages import claim_then_page
from claims.reads import claims
from claims.reads.incidents import withdrawn_with
from claims.reads.later import withdrawn
from tracker.base.web.pages import page_in_time

GONE = 410


@page_in_time
def claim_page(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Show a public claim; of one that was withdrawn, or its dossier, that is said (410)."""
    at = moment_asked(request)
    try:
        sheet = claims.claim_sheet(claim_id)
    except ObjectDoesNotExist as missing:
        return instead_of_claim(request, claim_id, missing)
    if at is not None:
        return claim_then_page(request, claim_id, at)
    context = claim_context(sheet, today=timezone.localdate())
    context["picture"] = picture_of_claim(sheet.claim, context["verdict"], context["beside"])
    context["frame"] = frame_of_claim(sheet.claim)
    return render(request, "public/claims/claim.html", context)


def instead_of_claim(request: HttpRequest, claim_id: int, missing: Exception) -> HttpResponse:
    """Say of a claim that readers do not see, or not any more, what they may be told.

    Args:
        request: for a page of the claim.
        claim_id: the key of the claim.
        missing: that it was not found.

    Raises:
        Http404: nothing may be told.
    """
    if dossier := withdrawn_with(claim_id):
        return withdrawn_page(request, dossier)
    gone = withdrawn(claim_id)
    if gone is None:
        raise Http404 from missing
    context = {"section": "incidents", "withdrawn": gone, "is_exercise": gone.is_exercise}
    return render(request, "public/claims/withdrawn.html", context, status=GONE)
