"""Standing pages: how we work, and what robots may read."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.presentation.evidence.timestamps import are_asked_for
from claims.presentation.readers.trust_texts import trust_text_shown
from claims.presentation.scales import vocabularies
from claims.rules.figures.compare_figures import ABOUT_TOLERANCE
from claims.rules.readers.trust_pages import TrustPage
from tracker.base.languages.pages import language_roots
from tracker.base.web.pages import public_page, whole_address

_CLOSED_TO_ROBOTS = ("desk", "accounts", "search")


@public_page
def methodology_page(request: HttpRequest) -> HttpResponse:
    """Say how claims are recorded, reviewed and corrected, and what is not known."""
    return render(
        request,
        "public/trust/methodology.html",
        {
            "section": "methodology",
            "text": trust_text_shown(TrustPage.METHODOLOGY),
            **vocabularies(),
            "recheck_days": settings.RECHECK_DAYS,
            "fixity_days": settings.FIXITY_DAYS,
            "timestamps_are_asked_for": are_asked_for(),
            "reviews_needed": settings.REVIEWS_NEEDED,
            "tolerance": int(ABOUT_TOLERANCE * 100),
        },
    )


@require_safe
def robots_txt(_request: HttpRequest) -> HttpResponse:
    """Tell robots to leave desk, accounts and endless combinations of search, and what to read."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: {root}{name}/" for root in language_roots() for name in _CLOSED_TO_ROBOTS]
    lines += [f"Sitemap: {whole_address(f'{root}sitemap.xml')}" for root in language_roots()]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
