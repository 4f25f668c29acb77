"""Silent-edit cards: two captures of one page with what differs between them, and their list."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from claims.presentation.evidence.changes import (
    EDITS,
    headline_of,
    items_of,
    passages_of,
    side_of,
    whole_difference,
)
from claims.reads.evidence import changes
from claims.reads.evidence.pages import citing
from claims.reads.visible import is_staff
from tracker.base.web.pages import one_page, other_parameters, public_page


@public_page
def change_page(request: HttpRequest, change_id: int) -> HttpResponse:
    """Show one comparison: both captures, each quotation, the whole difference, who cites it."""
    staff = is_staff(request.user)
    found = changes.changes_shown(to_staff=staff).filter(pk=change_id).first()
    if found is None:
        raise Http404
    context = {
        "section": "changes",
        "site_url": settings.SITE_URL,
        "change": found,
        "page": found.page,
        "is_exercise": found.is_exercise,  # type: ignore[attr-defined]
        "headline": headline_of(found),
        "by_somebody": found.shown_kind in EDITS,  # type: ignore[attr-defined]
        "sides": [side_of(_("Earlier copy"), found.earlier), side_of(_("Later look"), found.later)],
        "passages": passages_of(found, to_staff=staff),
        "whole": whole_difference(found),
        "citations": citing(found.page_id),
    }
    return render(request, "public/evidence/change.html", context)


@public_page
def changes_page(request: HttpRequest) -> HttpResponse:
    """List what later looks found, newest first; ``?kind=`` chooses one kind."""
    staff = is_staff(request.user)
    asked = request.GET.get("kind", "")
    kind = asked if asked in changes.LISTED else ""
    page = one_page(changes.changes_listed(kind, to_staff=staff), request, filters=["kind"])
    return render(
        request,
        "public/evidence/changes.html",
        {
            "section": "changes",
            "page": page,
            "items": items_of(list(page), to_staff=staff),
            "kinds": changes.LISTED,
            "kind": kind,
            "query": other_parameters(request),
            "has_exercise": any(row.is_exercise for row in page),  # type: ignore[attr-defined]
        },
    )
