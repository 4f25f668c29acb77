"""Who makes claims and about whom they are made."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.reads import parties as reads
from claims.reads.mending.things import moved_to
from claims.reads.visible import parties_shown
from claims.rules.thing_kinds import ThingKind
from tracker.base.web.pages import one_page, other_parameters, public_page

ABOUT = 10
"""Claims about a party's losses that its page lists."""


@public_page
def parties_page(request: HttpRequest) -> HttpResponse:
    """List the parties that make claims or whose losses are counted."""
    page = one_page(reads.parties_listed(), request, per_page=100)
    return render(request, "public/dossiers/parties.html", {"page": page})


@public_page
def party_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a party's names, the claims it makes and, apart, those about its losses."""
    try:
        found = reads.party(slug)
    except ObjectDoesNotExist as missing:
        moved = moved_to(ThingKind.PARTY, slug, among=parties_shown())
        if moved is None:
            raise Http404 from missing
        return redirect("public:party", moved, permanent=True)
    return render(
        request,
        "public/dossiers/party.html",
        {
            "party": found,
            "made": one_page(reads.claims_by(found), request),
            "about": list(reads.claims_about(found)[:ABOUT]),
            "query": other_parameters(request),
            "is_exercise": reads.is_exercise_party(found),
        },
    )
