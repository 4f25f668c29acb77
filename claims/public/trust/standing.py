"""Standing pages whose text an administrator writes: who we are, grades, corrections, funding."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.presentation.readers.trust_texts import trust_text_shown
from claims.presentation.scales import vocabularies
from claims.rules.readers.trust_pages import TrustPage
from tracker.base.web.pages import public_page


@public_page
def about_page(request: HttpRequest) -> HttpResponse:
    """Say who publishes the site."""
    return _standing(request, TrustPage.ABOUT)


@public_page
def funding_page(request: HttpRequest) -> HttpResponse:
    """Say who pays for the site."""
    return _standing(request, TrustPage.FUNDING)


@public_page
def corrections_policy_page(request: HttpRequest) -> HttpResponse:
    """Say how mistakes are corrected."""
    return _standing(request, TrustPage.CORRECTIONS_POLICY)


@public_page
def grades_page(request: HttpRequest) -> HttpResponse:
    """Say what grades and ratings mean, with the scales as they are in use."""
    text = trust_text_shown(TrustPage.GRADES)
    context = {"text": text, **vocabularies()}
    return render(request, "public/trust/grades.html", context)


def _standing(request: HttpRequest, page: TrustPage) -> HttpResponse:
    context = {"text": trust_text_shown(page), "page": page.value}
    return render(request, "public/trust/standing.html", context)
