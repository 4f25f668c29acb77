"""Forms that somebody began and has not sent: only their own, and only to themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods

from claims.desk.work.unsent_words import typed_in_words
from claims.presentation.words import subject_words
from claims.reads.assignments import reviews_over
from claims.reads.begun import AddressedAs, things_of_forms
from claims.reads.desk.claims import statuses_of
from claims.rules.acts import CLAIM_ACTS
from claims.rules.states import AssignmentStatus, ClaimStatus
from sources.acts import EVIDENCE_ACTS
from tracker.base.accounts.acts import ACCOUNT_ACTS
from tracker.base.acts.unsent.keep import Unsent, drop_unsent, unsent_numbered, unsent_of
from tracker.base.languages.pages import spoken
from tracker.base.people.models import User
from tracker.base.people.signed_in import person
from tracker.base.values.refusal import Refusal
from tracker.base.web.unsent.sent import as_sent
from tracker.base.web.unsent.shown import UnsentShown, unsent_words

if TYPE_CHECKING:
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act

_OVER = {
    AssignmentStatus.SEALED: gettext_noop("Your review is sealed: this cannot be sent any more."),
    AssignmentStatus.DECLINED: gettext_noop(
        "You gave this review back: this cannot be sent any more."
    ),
    AssignmentStatus.CANCELLED: gettext_noop(
        "The round has ended meanwhile: this cannot be sent any more."
    ),
}
_REVIEWS = frozenset({"review", "review_decline"})
"""Addresses of forms about one's own assignment."""


def begun_by(user: User, *, at: datetime) -> list[UnsentShown]:
    """The forms that somebody began and has not sent, the newest first.

    The number of queries depends on which kinds of things they are about, not on how many.
    """
    return _begun(unsent_of(user, at=at), user)


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
    (begun,) = _begun([found], user)
    context = {"begun": begun, "typed": typed, "section": "desk"}
    return render(request, "desk/work/unsent.html", context)


def _begun(rows: Sequence[Unsent], user: User) -> list[UnsentShown]:
    matches = [_match(spoken(one.typed.path)) for one in rows]
    closed = _closed(matches, user)
    about = [_about(match) for match in matches]
    subjects = things_of_forms({one for one in about if one}, viewer=user)
    return [
        replace(
            unsent_words(one),
            what=_what(match),
            see=reverse("desk:unsent", args=[one.number]),
            closed=why,
            about=subject_words(subjects[which]) if which in subjects else "",
        )
        for one, match, why, which in zip(rows, matches, closed, about, strict=True)
    ]


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _closed(matches: Sequence[ResolverMatch | None], user: User) -> list[str]:
    """Why the form at each address can no longer be sent; "" where it can, or nobody knows."""
    reviews = {match.kwargs["pk"] for match in matches if match and match.url_name in _REVIEWS}
    claims = {match.kwargs["pk"] for match in matches if match and _claim_acts(match)}
    over = reviews_over(user, reviews) if reviews else {}
    statuses = statuses_of(claims, viewer=user) if claims else {}
    return [_why_closed(match, over, statuses) if match else "" for match in matches]


def _claim_acts(match: ResolverMatch) -> tuple[Act[ClaimFacts], ...]:
    """What is done at an address of one claim; nothing at others."""
    if not match.route.startswith("desk/claims/") or "pk" not in match.kwargs:
        return ()
    return CLAIM_ACTS.by_address.get(match.url_name or "", ())


def _why_closed(
    match: ResolverMatch,
    over: Mapping[int, AssignmentStatus],
    statuses: Mapping[int, ClaimStatus],
) -> str:
    key: int = match.kwargs.get("pk", 0)
    if match.url_name in _REVIEWS:
        return gettext(_OVER[over[key]]) if key in over else ""
    acts = _claim_acts(match)
    if not acts or key not in statuses:
        return ""
    if any(not act.statuses or statuses[key] in act.statuses for act in acts):
        return ""
    return gettext("The claim has moved on meanwhile: this cannot be sent any more.")


def _about(match: ResolverMatch | None) -> AddressedAs | None:
    """What the form at an address is about: the kind and the key that the address names."""
    if match is None or not match.route.startswith("desk/"):
        return None
    kind = match.route.split("/")[1]
    key = match.kwargs.get("pk", match.kwargs.get("slug"))
    return None if key is None else (kind, key)


def _what(match: ResolverMatch | None) -> str:
    """What is done with the form at an address, in the words of its act."""
    if match is None:
        return ""
    heading = getattr(getattr(match.func, "view_class", None), "heading", "")
    if heading:
        return str(heading)
    tables = (CLAIM_ACTS, EVIDENCE_ACTS, ACCOUNT_ACTS)
    acts = [act for table in tables for act in table.by_address.get(match.url_name or "", ())]
    return gettext(acts[0].label) if acts else ""
