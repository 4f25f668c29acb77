"""Acts on a claim that need a reason or nothing: submit, cancel, reopen, withdraw, restore."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.record.forms import ReasonForm
from claims.models import Claim
from claims.operations.assign import cancel_round
from claims.operations.publish import reopen
from claims.operations.record import restore, submit, withdraw
from claims.permissions import Right
from tracker.base.web.forms import DeskForm


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


class Move(ClaimAct):
    """Ask for the reason or the confirmation, and do it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take over the words of the act."""
        moving: Moving = kwargs["moving"]
        self.operation, self.right, self.said = moving.operation, moving.right, moving.said
        self.heading, self.explanation = moving.heading, moving.explanation
        self.button = moving.button
        self.form_class = ReasonForm if moving.with_reason else DeskForm
        super().setup(request, *args, **kwargs)

    def act(self, data: dict[str, Any]) -> str:
        """Do it."""
        given = {name: data[name] for name in ("reason",) if name in data}
        self.operation(claim=self.claim, by=self.by, at=self.at, **given)
        return self.back


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
