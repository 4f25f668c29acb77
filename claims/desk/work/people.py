"""People at the desk: who has an account, and in which role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.reads.assignments import with_open_reviews
from tracker.base.people.models import User


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, with how many reviews they have open."""
    rows = with_open_reviews(User.objects.order_by("-is_active", "role", "username"))
    return render(request, "desk/work/people.html", {"people": rows, "section": "desk"})
