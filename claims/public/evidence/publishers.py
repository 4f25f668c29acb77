"""Who publishes the pages that claims rest on, and how reliable they are held to be."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.presentation.profiles.asked import PublishersAskedForm
from claims.presentation.profiles.publisher import cited_disputes
from claims.presentation.scales import grade_scale
from claims.reads import parties
from claims.reads.mending.things import moved_to
from claims.reads.profiles import publisher_record
from claims.rules.thing_kinds import ThingKind
from tracker.base.web.pages import one_page, other_parameters, public_page

TAKEN_FROM = 10
"""Pages that are only shown because cited ones were taken from them."""
IN_OWN_VOICE = 5
"""Claims in its own voice that a publisher's page shows."""


@public_page
def publishers_page(request: HttpRequest) -> HttpResponse:
    """List the publishers with the grade in force, narrowed as asked."""
    form = PublishersAskedForm(request.GET)
    asked = form.asked()
    page = one_page(
        publisher_record.PublishersFound(**asked), request, per_page=100, filters=form.fields
    )
    context = {"page": page, "form": form, "asked": asked, "query": other_parameters(request)}
    return render(request, "public/evidence/publishers.html", context)


@public_page
def publisher_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a publisher, its grade with reason and history, and what of it is cited where."""
    try:
        found = parties.publisher(slug)
    except ObjectDoesNotExist as missing:
        moved = moved_to(ThingKind.PUBLISHER, slug, among=parties.publishers_shown())
        if moved is None:
            raise Http404 from missing
        return redirect("public:publisher", moved, permanent=True)
    page = one_page(publisher_record.cited_by_dispute(found), request)
    grades = publisher_record.grades_of(found)
    voiced = list(publisher_record.own_voice(found)[: IN_OWN_VOICE + 1])
    return render(
        request,
        "public/evidence/publisher.html",
        {
            "publisher": found,
            "grade": grades[0] if grades else None,
            "earlier_grades": grades[1:],
            "scale": grade_scale(),
            "page": page,
            "disputes": cited_disputes(publisher_record.cited_in_full(list(page))),
            "taken_from": list(publisher_record.only_taken_from(found)[:TAKEN_FROM]),
            "voiced": voiced[:IN_OWN_VOICE],
            "more_voiced": len(voiced) > IN_OWN_VOICE,
            "query": other_parameters(request),
            "is_exercise": parties.is_exercise_publisher(found),
        },
    )
