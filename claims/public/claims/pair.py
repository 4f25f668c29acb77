"""The page of one pair: a claim and one that answers it."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from claims.presentation.link_pictures.told import picture_of_pair
from claims.presentation.pairs.citing import frame_of_pair, pair_cited
from claims.presentation.pairs.headline import pair_described, pair_headline
from claims.presentation.pairs.page import pair_context
from claims.public.dossiers.dossier import withdrawn_page
from claims.public.earlier.asked import moment_asked
from claims.public.earlier.pages import pair_then_page
from claims.public.sharing.references import reference_file
from claims.reads import claims
from claims.reads.evidence.citations import citations_shown, withheld_of
from claims.reads.pairs.gone import pair_gone
from tracker.base.web.pages import page_in_time, whole_address


@page_in_time
def pair_page(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Show a pair while readers may see both its claims.

    Of one that was taken back, or one of whose claims was withdrawn, that is said (410).
    """
    at = moment_asked(request)
    try:
        if at is not None:
            return pair_then_page(request, pair_id, at)
        found = claims.pairs_shown().get(pk=pair_id)
    except ObjectDoesNotExist as missing:
        return _instead_of_pair(request, pair_id, missing)
    keys = (found.answers_id, found.claim_id)
    citations = list(citations_shown().filter(claim__in=keys))
    context = pair_context(found, citations, withheld_of(keys))
    context["described"] = pair_described(found)
    context["address"] = whole_address(reverse("public:pair", args=[found.pk]))
    context["today"] = timezone.localdate()
    context["cited"] = pair_cited(found, context["headline"])
    context["frame"] = frame_of_pair(found)
    context["picture"] = picture_of_pair(found)
    return render(request, "public/claims/pair.html", context)


@page_in_time
def cite_pair(request: HttpRequest, pair_id: int, form: str) -> HttpResponse:
    """Hand out the reference to a pair, of today or of an earlier moment, as a file."""
    at = moment_asked(request)
    try:
        if at is not None:
            return pair_then_page(request, pair_id, at, form=form)
        found = claims.pairs_shown().get(pk=pair_id)
    except ObjectDoesNotExist as missing:
        return _instead_of_pair(request, pair_id, missing)
    return reference_file(pair_cited(found, pair_headline(found)), form)


def _instead_of_pair(request: HttpRequest, pair_id: int, missing: Exception) -> HttpResponse:
    """Say of a pair that it was taken back, or that a claim of it was withdrawn.

    Raises:
        Http404: readers never saw it.
    """
    back = claims.pair_taken_back(pair_id)
    if back is None:
        return _withdrawn_from(request, pair_id, missing)
    sides = [back.answers, back.claim]
    context = {
        "section": "incidents",
        "pair": back,
        "claims": sides,
        "is_exercise": any(claim.incident.is_exercise for claim in sides),
    }
    return render(request, "public/claims/pair_taken_back.html", context, status=HTTPStatus.GONE)


def _withdrawn_from(request: HttpRequest, pair_id: int, missing: Exception) -> HttpResponse:
    gone = pair_gone(pair_id)
    if gone is None:
        raise Http404 from missing
    if gone.dossier is not None:
        return withdrawn_page(request, gone.dossier)
    context = {"section": "incidents", "gone": gone, "is_exercise": gone.is_exercise}
    return render(request, "public/claims/pair_gone.html", context, status=HTTPStatus.GONE)
