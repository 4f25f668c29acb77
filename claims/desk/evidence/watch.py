"""Watching pages from the desk: numbers altered in cited pages, and which pages are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.desk.record.scene import FORM_METHODS
from claims.models import Citation, Claim
from claims.permissions import role_of
from claims.presentation.change_words import difference
from claims.reads.visible import claims_seen_by
from sources.models import Page, Recheck
from sources.operations.watching.schedule import LONGEST_NOTE, acknowledge, start, stop
from tracker.base.acts.refusal import Refusal
from tracker.base.people.models import Role, User
from tracker.base.web.submissions import DeskForm, page, perform, person, sent


class SeenForm(DeskForm):
    """What was done about an altered number."""

    note = forms.CharField(
        label=_("What you did about it"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For the desk; readers go on seeing what was changed."),
    )


@dataclass(frozen=True, slots=True)
class Alert:
    """An altered number that nobody has marked as seen, with the claims that it may concern."""

    recheck: Recheck
    said: tuple[str, ...]
    claims: tuple[Claim, ...]


def alerts_for(user: User) -> list[Alert]:
    """Altered numbers somebody should look at, newest first, in a fixed number of queries.

    Editors and administrators see all of them, fact-checkers those in pages that they cited or
    that a claim of theirs rests on.
    """
    rows = _rechecks(user).filter(number_altered=True, seen_at__isnull=True)
    if role_of(user) is Role.FACT_CHECKER:
        own = Citation.objects.filter(
            Q(added_by=user) | Q(claim__created_by=user), page=OuterRef("page")
        )
        rows = rows.filter(Exists(own))
    return [_alert(row) for row in rows]


def _rechecks(user: User) -> QuerySet[Recheck]:
    """Comparisons with the claims that cite their pages, as far as this person knows of them."""
    cited = Citation.objects.filter(claim__in=claims_seen_by(user).values("pk")).select_related(
        "claim__claimant", "claim__incident", "claim__outlet", "claim__created_by"
    )
    heavy = ("provenance", "metadata", "tries")
    return (
        Recheck.objects.select_related("page__publisher", "earlier", "later")
        .defer(*(f"{side}__{name}" for side in ("earlier", "later") for name in heavy))
        .prefetch_related(Prefetch("page__citations", cited))
        .order_by("-at", "-pk")
    )


def _alert(row: Recheck) -> Alert:
    said = tuple(
        difference(one["kind"], one["before"], one["now"])
        for entry in row.quotations
        if entry.get("number_altered")
        for one in entry["differences"]
        if one["kind"] == "number"
    )
    claims = {citation.claim_id: citation.claim for citation in row.page.citations.all()}
    return Alert(row, said, tuple(claims.values()))


@require_http_methods(FORM_METHODS)
def change_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark an altered number as seen, with a note."""
    user = person(request)
    recheck = get_object_or_404(_rechecks(user), pk=pk, number_altered=True)
    form = SeenForm(sent(request))

    def act(data: dict[str, Any]) -> Recheck:
        return acknowledge(recheck=recheck, note=data["note"], by=user, at=timezone.now())

    done = perform(
        request,
        form,
        act,
        then=lambda _row: reverse("desk:my_work"),
        said=str(_("Marked as seen.")),
    )
    context = {
        "form": form,
        "alert": _alert(recheck),
        "heading": _("A number was changed in a cited page"),
        "section": "desk",
    }
    return done or page(request, "desk/change_seen.html", context)


@require_POST
def page_watch(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop looking again at a page (``act=stop``, with the reason), or begin again."""
    watched = get_object_or_404(Page, pk=pk)
    stopping = request.POST.get("act") == "stop"
    by, now = person(request), timezone.now()
    try:
        if stopping:
            stop(page=watched, reason=request.POST.get("reason", ""), by=by, at=now)
        else:
            start(page=watched, by=by, at=now)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        said = (
            _("This page is no longer looked at again.")
            if stopping
            else _("This page is looked at again from now on.")
        )
        messages.success(request, said)
    return redirect("public:evidence", page_id=watched.pk)
