"""Forms that somebody began and has not sent: only their own, and only to themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.desk.work.unsent_words import typed_in_words
from claims.rules.acts import CLAIM_ACTS
from sources.acts import EVIDENCE_ACTS
from tracker.base.accounts.acts import ACCOUNT_ACTS
from tracker.base.acts.unsent.keep import Unsent, drop_unsent, unsent_numbered, unsent_of
from tracker.base.languages.pages import spoken
from tracker.base.people.models import User
from tracker.base.people.signed_in import person
from tracker.base.values.refusal import Refusal
from tracker.base.web.unsent.sent import as_sent
from tracker.base.web.unsent.shown import UnsentShown, unsent_words


def begun_by(user: User, *, at: datetime) -> list[UnsentShown]:
    """The forms that somebody began and has not sent, the newest first; one query."""
    return [_begun(one) for one in unsent_of(user, at=at)]


@require_http_methods(["GET", "HEAD", "POST"])
def unsent(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read what was typed, even where its form is open no more, or throw it away."""
    user = person(request)
    now = timezone.now()
    found = unsent_numbered(pk, by=user, at=now)
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            drop_unsent(pk, by=user, at=now)
        except Refusal as refused:
            messages.error(request, refused.message)
            return redirect("desk:unsent", pk)
        messages.info(request, gettext("What you had typed is thrown away."))
        return redirect("desk:my_work")
    typed = typed_in_words(as_sent(found.typed), spoken(found.typed.path))
    context = {"begun": _begun(found), "typed": typed, "section": "desk"}
    return render(request, "desk/work/unsent.html", context)


def _begun(one: Unsent) -> UnsentShown:
    see = reverse("desk:unsent", args=[one.number])
    return replace(unsent_words(one), what=_what(spoken(one.typed.path)), see=see)


def _what(path: str) -> str:
    """What is done with the form at an address, in the words of its act."""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    heading = getattr(getattr(match.func, "view_class", None), "heading", "")
    if heading:
        return str(heading)
    tables = (CLAIM_ACTS, EVIDENCE_ACTS, ACCOUNT_ACTS)
    acts = [act for table in tables for act in table.by_address.get(match.url_name or "", ())]
    return gettext(acts[0].label) if acts else ""
