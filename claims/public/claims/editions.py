"""The published versions of a claim, each at an address for good, and how they are cited."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from claims.presentation.claims.verdicts.citing import cited_work
from claims.presentation.claims.verdicts.editions import edition_cited, edition_context
from claims.public.claims.claim import instead_of_claim
from claims.public.earlier.asked import moment_asked
from claims.public.earlier.pages import claim_then_page
from claims.public.sharing.references import reference_file
from claims.reads import claims
from claims.reads.journal.editions import edition_of
from claims.reads.verdicts import verdict_in_force
from tracker.base.web.pages import page_in_time, public_page


@public_page
def claim_version(request: HttpRequest, claim_id: int, number: int) -> HttpResponse:
    """Show a claim as readers saw it when a verdict was published, and what came after."""
    try:
        edition = edition_of(claim_id, number)
    except ObjectDoesNotExist as missing:
        return instead_of_claim(request, claim_id, missing)
    context = edition_context(edition, today=timezone.localdate())
    return render(request, "public/claims/version.html", context)


@public_page
def cite_version(request: HttpRequest, claim_id: int, number: int, form: str) -> HttpResponse:
    """Hand out the reference to a version of a claim as a file."""
    return _reference(request, claim_id, number, form)


@page_in_time
def cite_claim(request: HttpRequest, claim_id: int, form: str) -> HttpResponse:
    """Hand out the reference to a claim as it is: to its version in force, if it has one.

    Of an earlier moment it is one to that moment.
    """
    at = moment_asked(request)
    try:
        claim = claims.claim_to_cite(claim_id)
    except ObjectDoesNotExist as missing:
        return instead_of_claim(request, claim_id, missing)
    if at is not None:
        return claim_then_page(request, claim_id, at, form=form)
    verdict = verdict_in_force(claim)
    if verdict is not None:
        return _reference(request, claim_id, verdict.version, form)
    return reference_file(cited_work(claim, None, accessed=timezone.localdate()), form)


def _reference(request: HttpRequest, claim_id: int, number: int, form: str) -> HttpResponse:
    try:
        edition = edition_of(claim_id, number)
    except ObjectDoesNotExist as missing:
        return instead_of_claim(request, claim_id, missing)
    return reference_file(edition_cited(edition, today=timezone.localdate()), form)
