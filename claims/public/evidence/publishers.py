"""Who publishes the pages that claims rest on, and how reliable they are held to be."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claims.presentation.claims.dossier import PageWithCopies
from claims.presentation.copy_states import page_stamp
from claims.reads import parties
from claims.reads.evidence import pages
from claims.reads.mending.things import moved_to
from claims.rules.thing_kinds import ThingKind
from tracker.base.web.pages import one_page, other_parameters, public_page


@public_page
def publishers_page(request: HttpRequest) -> HttpResponse:
    """List the publishers with the grade in force."""
    page = one_page(parties.publishers_listed(), request, per_page=200)
    return render(request, "public/evidence/publishers.html", {"page": page})


@public_page
def publisher_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a publisher, its grade with the reason and its history, and its pages."""
    try:
        found = parties.publisher(slug)
    except ObjectDoesNotExist as missing:
        moved = moved_to(ThingKind.PUBLISHER, slug, among=parties.publishers_shown())
        if moved is None:
            raise Http404 from missing
        return redirect("public:publisher", moved, permanent=True)
    page = one_page(pages.pages_of(found), request)
    grades = list(found.grades.all())
    return render(
        request,
        "public/evidence/publisher.html",
        {
            "publisher": found,
            "grade": grades[0] if grades else None,
            "earlier_grades": grades[1:],
            "page": page,
            "cited": [PageWithCopies(row, page_stamp(list(row.captures.all()))) for row in page],
            "query": other_parameters(request),
            "is_exercise": parties.is_exercise_publisher(found),
        },
    )
