"""Standing pages: how we work, and what robots may read."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.models import Credibility
from claims.presentation.change_words import headline
from claims.presentation.copy_states import kind_words
from claims.public.evidence.timestamps import are_asked_for
from claims.rules.figures.comparing import ABOUT_TOLERANCE
from claims.rules.grounds import Ground
from claims.rules.verdicts import Rating
from sources.archiver.values import Outcome
from sources.models import FindingKind, Grade, RecheckKind
from tracker.base.web.pages import public_page


@public_page
def methodology(request: HttpRequest) -> HttpResponse:
    """Say how claims are recorded, reviewed and corrected, and what is not known."""
    return render(
        request,
        "public/trust/methodology.html",
        {
            "section": "methodology",
            "ratings": list(Rating),
            "grounds": list(Ground),
            "grades": Grade.choices,
            "credibilities": Credibility.choices,
            "outcomes": [(one.value, _(one.sentence)) for one in Outcome],
            "findings": [(kind.label.partition(":")[0], kind_words(kind)) for kind in FindingKind],
            "looks": [(one.label, headline(one.value, number=False)) for one in RecheckKind],
            "recheck_days": settings.RECHECK_DAYS,
            "fixity_days": settings.FIXITY_DAYS,
            "timestamps_are_asked_for": are_asked_for(),
            "reviews_needed": settings.REVIEWS_NEEDED,
            "tolerance": int(ABOUT_TOLERANCE * 100),
        },
    )


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Tell robots to leave the desk, the accounts and the endless combinations of search alone."""
    closed = ["/desk/", "/accounts/", reverse("public:search")]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
