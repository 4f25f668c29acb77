"""What goes by a name, while somebody types it in a form of the desk."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.desk.naming.forms import LONGEST_NAME, TYPED
from claims.matching.names_typed import NAMED, rows_typed


@require_safe
def names_offered(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer the rows of a kind that may be meant, as the options of a list.

    Raises:
        Http404: no rows of that kind are known by names.
    """
    if slug not in NAMED:
        raise Http404
    name = next((name for name in request.GET if name.endswith(TYPED)), "")
    typed = request.GET.get(name, "").strip()[:LONGEST_NAME]
    context = {
        "typed": typed,
        "field": name.removesuffix(TYPED),
        "found": rows_typed(typed, NAMED[slug]),
        "may_add": "new" in request.GET,
        "by_slug": "slug" in request.GET,
    }
    return render(request, "desk/record/names.html", context)
