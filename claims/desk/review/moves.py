"""Acts on a claim that need a reason or nothing, such as submit, release and withdraw."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.desk.claim_act import ClaimAct
from claims.desk.instead import editors_left, reviewers_left
from claims.desk.record.forms import ReasonForm
from claims.desk.review.forms import AnotherRoundForm
from claims.operations.queues.take import take_down
from claims.operations.record import restore, submit, withdraw
from claims.operations.release import release_claim
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.reads.people import colleagues_of
from claims.reads.reviews import adding_round, split_to_add_to
from claims.rules.acts import (
    CANCEL_ROUND,
    RELEASE_CLAIM,
    REOPEN,
    RESTORE,
    SUBMIT,
    TAKE_DOWN,
    WITHDRAW,
)
from tracker.base.web.forms import DeskForm

if TYPE_CHECKING:
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act

MOVES: dict[Act[ClaimFacts], Callable[..., object]] = {
    SUBMIT: submit,
    RELEASE_CLAIM: release_claim,
    CANCEL_ROUND: cancel_round,
    TAKE_DOWN: take_down,
    REOPEN: reopen,
    WITHDRAW: withdraw,
    RESTORE: restore,
}
"""The acts that ask for nothing but a reason, each with its operation."""


class MoveView(ClaimAct):
    """Ask for the reason or the confirmation, in the words of the act's row, and do it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take over the words of the act that the address names.

        Raises:
            TypeError: its row has no words for this page.
        """
        self.what = kwargs["what"]
        if self.what.asking is None:
            raise TypeError(f"The row of {self.what.name!r} has no words for this page.")
        self.heading, self.said = _(self.what.asking.heading), _(self.what.asking.said)
        self.explanation, self.button = _(self.what.asking.explanation), _(self.what.asking.button)
        self.form_class = ReasonForm if self.what.reason else DeskForm
        super().setup(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say at the reason who reads it."""
        assert self.what.asking is not None
        read = self.what.asking.reason_read
        return super().get_form_kwargs() | ({"read": _(read)} if read else {})

    def act(self, data: dict[str, Any]) -> str:
        """Do it."""
        MOVES[self.what](claim=self.claim, by=self.by, at=self.at, **self.given(data))
        return self.back

    def given(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the operation is told besides the claim: the reason, if one is asked for."""
        return {name: data[name] for name in ("reason",) if name in data}


class CancelView(MoveView):
    """Cancel a round; one that adds a review to a split ends as that split."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Tell the two apart."""
        super().setup(request, *args, **kwargs)
        self.is_added = adding_round(self.claim) is not None
        if self.is_added:
            self.explanation = _(
                "What is still open is cancelled. The split stands again as it was."
            )

    def get_form_kwargs(self) -> dict[str, Any]:
        """Readers are not told of a review that nobody gave."""
        told = {"read": _("Your reason stays at the desk.")} if self.is_added else {}
        return super().get_form_kwargs() | told


class ReopenView(MoveView):
    """Begin another round; of a split one more review can be asked for instead."""

    template_name = "desk/review/reopen.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Ask for the kind of round where there is a choice."""
        super().setup(request, *args, **kwargs)
        if split_to_add_to(self.claim) is not None:
            self.form_class = AnotherRoundForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add, before its reason is published, who is left to review it and to decide."""
        colleagues = colleagues_of(self.claim)
        left = [reviewers_left(self.claim), editors_left(self.claim, colleagues)]
        return super().get_context_data(left=left, **kwargs)

    def given(self, data: dict[str, Any]) -> dict[str, Any]:
        """The reason, and whether it is one more review."""
        return super().given(data) | {"one_more": data.get("reviews") == AnotherRoundForm.ONE_MORE}
