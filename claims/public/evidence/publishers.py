"""Who publishes the pages that claims rest on, and how reliable they are held to be."""

from __future__ import annotations

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from claims.models import Citation
from claims.presentation.copy_states import page_stamp
from claims.public.dossiers.dossier import Cited
from claims.reads import evidence, parties
from sources.models import Grade, Publisher
from tracker.base.web.pages import one_page, other_parameters, public_page


@public_page
def publishers(request: HttpRequest) -> HttpResponse:
    """List the publishers with the grade in force."""
    rows = (
        Publisher.objects.annotate(pages_count=Count("pages"))
        .prefetch_related("grades", "affiliations__party")
        .order_by("name")
    )
    return render(
        request, "public/evidence/publishers.html", {"page": one_page(rows, request, per_page=200)}
    )


@public_page
def publisher(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a publisher, its grade with the reason and its history, and its pages."""
    try:
        found = parties.publisher(slug)
    except Publisher.DoesNotExist as missing:
        raise Http404 from missing
    page = one_page(evidence.pages_of(found), request)
    grades = list(found.grades.all())
    return render(
        request,
        "public/evidence/publisher.html",
        {
            "publisher": found,
            "grade": grades[0] if grades else None,
            "earlier_grades": grades[1:],
            "scale": Grade.choices,
            "page": page,
            "cited": [Cited(row, page_stamp(list(row.captures.all()))) for row in page],
            "query": other_parameters(request),
            "is_exercise": parties.is_exercise_only(Citation.objects.filter(page__publisher=found)),
        },
    )
