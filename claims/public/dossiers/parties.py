"""Who makes claims and about whom they are made."""

from __future__ import annotations

from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from claims.models import Party
from claims.reads import visible
from claims.reads.claims import for_cards
from claims.reads.parties import party as fetch_party
from tracker.base.web.pages import one_page, other_parameters, public_page


@public_page
def parties(request: HttpRequest) -> HttpResponse:
    """List the parties that make claims or whose losses are counted."""
    shown = Q(claims__status__in=visible.PUBLIC)
    rows = Party.objects.annotate(claims_count=Count("claims", filter=shown)).order_by("name")
    return render(
        request, "public/dossiers/parties.html", {"page": one_page(rows, request, per_page=100)}
    )


@public_page
def party(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a party's names, the claims it makes and, apart, those about its losses."""
    try:
        found = fetch_party(slug)
    except Party.DoesNotExist as missing:
        raise Http404 from missing
    newest = F("made_on").desc(nulls_last=True)
    claims = for_cards(visible.claims_shown())
    made = one_page(claims.filter(claimant=found).order_by(newest, "pk"), request)
    about = (
        claims.filter(figures__subjects=found)
        .exclude(claimant=found)
        .distinct()
        .order_by(newest, "pk")
    )
    return render(
        request,
        "public/dossiers/party.html",
        {
            "party": found,
            "made": made,
            "about": list(about[:10]),
            "query": other_parameters(request),
            "is_exercise": _only_exercise(found),
        },
    )


def _only_exercise(party: Party) -> bool:
    """Whether everything shown of a party is an exercise: then it is an invented party."""
    about = Q(claimant=party) | Q(figures__subjects=party)
    kinds = set(
        visible.claims_shown().filter(about).values_list("incident__is_exercise", flat=True)
    )
    return kinds == {True}
