"""Acts on a claim that need a reason or nothing: submit, cancel, reopen, withdraw, restore."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.desk.guards import claim_for
from claims.desk.record.forms import NothingForm, ReasonForm
from claims.desk.record.scene import FORM_METHODS
from claims.models import Claim
from claims.operations.assign import cancel_round
from claims.operations.publish import reopen
from claims.operations.record import restore, submit, withdraw
from claims.rules.acts import CANCEL_ROUND, REOPEN, RESTORE, SUBMIT, WITHDRAW
from claims.rules.grants import ClaimFacts
from tracker.base.acts.table import Act
from tracker.base.web.submissions import page, perform, person, sent

MOVES: dict[Act[ClaimFacts], Callable[..., Claim]] = {
    SUBMIT: submit,
    CANCEL_ROUND: cancel_round,
    REOPEN: reopen,
    WITHDRAW: withdraw,
    RESTORE: restore,
}
"""The acts that ask for nothing but a reason, each with its operation."""


@require_http_methods(FORM_METHODS)
def move(request: HttpRequest, pk: int, act: Act[ClaimFacts]) -> HttpResponse:
    """Ask for the reason or the confirmation, in the words of the act's row, and do it."""
    claim = claim_for(request, pk, act)
    if act.asking is None:
        raise TypeError(f"The row of {act.name!r} has no words for this page.")
    form = (ReasonForm if act.reason else NothingForm)(sent(request))

    def done(data: dict[str, Any]) -> Claim:
        reason = {"reason": data["reason"]} if act.reason else {}
        return MOVES[act](claim=claim, by=person(request), at=timezone.now(), **reason)

    url = reverse("desk:claim", args=[claim.pk])
    sent_on = perform(request, form, done, then=lambda _row: url, said=_(act.asking.said))
    context = {
        "form": form,
        "claim": claim,
        "heading": _(act.asking.heading),
        "explanation": _(act.asking.explanation),
        "button": _(act.asking.button),
        "back": url,
        "section": "desk",
    }
    return sent_on or page(request, "desk/form.html", context)
