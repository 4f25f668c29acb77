"""Publishers at the desk: the list, a new one, a grade with its reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sources.desk.forms import GradeForm, PublisherForm
from sources.models import Publisher, PublisherGrade
from sources.operations.register.pages import grade_publisher, register_publisher
from tracker.base.web.slugs import free_slug
from tracker.base.web.submissions import page, perform, person, sent


@require_safe
def publishers(request: HttpRequest) -> HttpResponse:
    """All publishers with the grade in force; those without one first."""
    listed = Publisher.objects.prefetch_related("grades__author").order_by("name")
    rows = [(publisher, next(iter(publisher.grades.all()), None)) for publisher in listed]
    rows.sort(key=lambda row: row[1] is not None)
    return render(request, "desk/evidence/publishers.html", {"rows": rows, "section": "desk"})


@require_http_methods(["GET", "HEAD", "POST"])
def publisher_new(request: HttpRequest) -> HttpResponse:
    """Add a publisher."""
    form = PublisherForm(sent(request))

    def act(data: dict[str, Any]) -> Publisher:
        return register_publisher(
            slug=free_slug(data["name"], Publisher.objects.all(), otherwise="publisher"),
            name=data["name"],
            kind=data["kind"],
            country=data["country"],
            homepage=data["homepage"],
            by=person(request),
            at=timezone.now(),
        )

    done = perform(
        request, form, act, then=lambda _row: reverse("desk:publishers"), said=_("Added.")
    )
    if done is not None:
        return done
    return page(
        request,
        "desk/form.html",
        {"form": form, "heading": _("Add a publisher"), "button": _("Add"), "section": "desk"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def publisher_grade(request: HttpRequest, slug: str) -> HttpResponse:
    """Grade a publisher's reliability, with the reason."""
    publisher = get_object_or_404(Publisher, slug=slug)
    form = GradeForm(sent(request))

    def act(data: dict[str, Any]) -> PublisherGrade:
        return grade_publisher(
            publisher=publisher,
            grade=data["grade"],
            reason=data["reason"],
            by=person(request),
            at=timezone.now(),
        )

    done = perform(
        request, form, act, then=lambda _row: reverse("desk:publishers"), said=_("Graded.")
    )
    if done is not None:
        return done
    context = {"form": form, "publisher": publisher, "section": "desk"}
    context["grades"] = publisher.grades.select_related("author")
    return page(request, "desk/evidence/publisher_grade.html", context)
