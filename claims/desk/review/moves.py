"""Acts on a claim that need a reason or nothing: submit, cancel, reopen, withdraw, restore."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from claims.desk.guards import claim_for
from claims.desk.record.forms import NothingForm, ReasonForm
from claims.desk.record.scene import FORM_METHODS
from claims.models import Claim
from claims.operations.record import restore, submit, withdraw
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.permissions import Right
from tracker.base.web.submissions import page, perform, person, sent


@dataclass(frozen=True, slots=True)
class Moving:
    """One of these acts: who may, what is called, and the words of its page."""

    right: Right
    operation: Callable[..., Claim]
    with_reason: bool
    heading: Promise | str
    explanation: Promise | str
    button: Promise | str
    said: Promise | str


@require_http_methods(FORM_METHODS)
def move(request: HttpRequest, pk: int, moving: Moving) -> HttpResponse:
    """Ask for the reason or the confirmation, and do it."""
    claim = claim_for(request, pk, moving.right)
    kind = ReasonForm if moving.with_reason else NothingForm
    form = kind(sent(request))

    def act(data: dict[str, Any]) -> Claim:
        given = {"reason": data["reason"]} if moving.with_reason else {}
        return moving.operation(claim=claim, by=person(request), at=timezone.now(), **given)

    url = reverse("desk:claim", args=[claim.pk])
    done = perform(request, form, act, then=lambda _row: url, said=str(moving.said))
    context = {
        "form": form,
        "claim": claim,
        "heading": moving.heading,
        "explanation": moving.explanation,
        "button": moving.button,
        "back": url,
        "section": "desk",
    }
    return done or page(request, "desk/form.html", context)


SUBMIT = Moving(
    Right.SUBMIT,
    submit,
    False,
    _("Submit a draft"),
    _("The claim becomes public at once, as “not reviewed yet”, and an editor can assign it."),
    _("Submit"),
    _("The claim is recorded."),
)
CANCEL_ROUND = Moving(
    Right.CANCEL_ROUND,
    cancel_round,
    True,
    _("Cancel a round"),
    _("What is still open is cancelled. Sealed reviews stay sealed, and nobody reads them."),
    _("Cancel the round"),
    _("The round is cancelled."),
)
REOPEN = Moving(
    Right.REOPEN,
    reopen,
    True,
    _("Review again"),
    _("A new round begins. A verdict that is published stays until another replaces it."),
    _("Begin a new round"),
    _("A new round has begun. Now ask reviewers."),
)
WITHDRAW = Moving(
    Right.WITHDRAW,
    withdraw,
    True,
    _("Withdraw a claim"),
    _("Readers no longer see it. It can be brought back by an editor."),
    _("Withdraw"),
    _("The claim is withdrawn."),
)
RESTORE = Moving(
    Right.RESTORE,
    restore,
    True,
    _("Bring a claim back"),
    _("The claim is public again, as “not reviewed yet”."),
    _("Bring back"),
    _("The claim is back."),
)
