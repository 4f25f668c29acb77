"""Who makes claims and about whom they are made."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.presentation.profiles.asked import PartiesAskedForm
from claims.presentation.profiles.fared import fared_shown
from claims.presentation.profiles.party import disputes_with_claims
from claims.presentation.profiles.revised import changes_of, revisions_told
from claims.reads import parties as reads
from claims.reads.mending.things import moved_to
from claims.reads.profiles import party_record
from claims.reads.profiles.own_changes import own_statements
from claims.reads.visible import parties_shown
from claims.rules.thing_kinds import ThingKind
from tracker.base.web.pages import one_page, other_parameters, public_page

ABOUT = 10
"""Claims about a party's losses that its page lists."""
DISPUTES = 10
"""Dossiers that a page of a party lists."""
NEWEST_REVISIONS = 5
"""Revisions that a party's page shows; all of them have a page of their own."""


@public_page
def parties_page(request: HttpRequest) -> HttpResponse:
    """List the parties that make claims or whose losses are counted, narrowed as asked."""
    form = PartiesAskedForm(request.GET)
    asked = form.asked()
    page = one_page(party_record.PartiesFound(**asked), request, per_page=100, filters=form.fields)
    context = {"page": page, "form": form, "query": other_parameters(request), "asked": asked}
    return render(request, "public/dossiers/parties.html", context)


@public_page
def party_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a party's claims by dispute, how they fared and what it revised; apart, its losses."""
    try:
        found = reads.party(slug)
    except ObjectDoesNotExist:
        return _moved(slug, "public:party")
    disputes = one_page(party_record.disputes_of_party(found), request, per_page=DISPUTES)
    changes = changes_of(own_statements(found))
    return render(
        request,
        "public/dossiers/party.html",
        {
            "party": found,
            "fared": fared_shown(party_record.fared(found), changes),
            "disputes": disputes,
            "shown": disputes_with_claims(found, list(disputes)),
            "revisions": revisions_told(changes.revised[:NEWEST_REVISIONS]),
            "unordered": revisions_told(changes.unordered[:NEWEST_REVISIONS]),
            "more_revisions": max(map(len, (changes.revised, changes.unordered)))
            > NEWEST_REVISIONS,
            "about": list(reads.claims_about(found)[:ABOUT]),
            "query": other_parameters(request),
            "is_exercise": reads.is_exercise_party(found),
        },
    )


@public_page
def revisions_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show everything that a party revised, and then what it said otherwise in unknown order."""
    try:
        found = reads.party(slug)
    except ObjectDoesNotExist:
        return _moved(slug, "public:party_revisions")
    changes = changes_of(own_statements(found))
    page = one_page([*changes.revised, *changes.unordered], request)
    told = revisions_told(page)
    return render(
        request,
        "public/dossiers/party_revisions.html",
        {
            "party": found,
            "page": page,
            "told": fared_shown(party_record.fared(found), changes).revised,
            "revisions": [each for each in told if each.is_ordered],
            "unordered": [each for each in told if not each.is_ordered],
            "query": other_parameters(request),
            "is_exercise": reads.is_exercise_party(found),
        },
    )


def _moved(slug: str, address: str) -> HttpResponse:
    """Lead on to the party that another was merged into.

    Raises:
        Http404: there is none.
    """
    moved = moved_to(ThingKind.PARTY, slug, among=parties_shown())
    if moved is None:
        raise Http404
    return redirect(address, moved, permanent=True)
