"""The right of reply: asking a party, and writing down what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.desk.claim_act import ChangesClaim, ClaimAct
from claims.desk.claim_facts import ClaimPart
from claims.desk.guards import claim_or_404, guard
from claims.desk.publishing.forms import AskReplyForm, ReplyForm
from claims.operations.verdicts.replies import ask_reply, keeps_replies, record_reply
from claims.reads.publishing.replies import (
    pages_cited,
    parties_not_to_ask,
    parties_to_ask,
    replies_seen_by,
    request_seen,
)
from claims.rules import acts
from tracker.base.web.act_view import ActView

if TYPE_CHECKING:
    from claims.models import Reply

SHOWN = (ClaimPart.STATE, ClaimPart.WORDS, ClaimPart.FIGURES, ClaimPart.REPLIES)


class ReplyAsk(ClaimAct):
    """Ask a party for its reply, by a day."""

    what = acts.ASK_REPLY
    form_class = AskReplyForm
    shown = SHOWN
    heading, button = gettext_lazy("Ask for a reply"), gettext_lazy("Write it down")
    explanation = gettext_lazy(
        "You send the request yourself; here it is written down that you did. Readers see it with "
        "the verdict, and what came of it."
    )
    said = gettext_lazy("It is written down that you asked.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin with today: most write it down when they have sent it."""
        super().setup(request, *args, **kwargs)
        self.initial = {"asked_on": timezone.localdate(self.at), **self.initial}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the parties that the claim concerns, and name those that cannot be asked."""
        given = {
            "parties": parties_to_ask(self.claim, self.by),
            "left_out": parties_not_to_ask(self.claim, self.by),
        }
        return super().get_form_kwargs() | given

    def act(self, data: dict[str, Any]) -> str:
        """Write it down."""
        ask_reply(
            claim=self.claim,
            party=data["party"],
            text_=data["text"],
            channel=data["channel"],
            asked_on=data["asked_on"],
            due=data["due"],
            by=self.by,
            at=self.at,
        )
        return self.back


class ReplyRecord(ChangesClaim, ActView):
    """Write down what a party said when it was asked, or correct what was written down."""

    form_class = ReplyForm
    shown = SHOWN
    edits = True
    button = gettext_lazy("Write it down")
    said = gettext_lazy("The reply is written down.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the request, and ask the right to the act that a reply is now.

        Raises:
            Http404: there is no such request, or its claim is somebody else's draft.
            PermissionDenied: this person may not write a reply down.
        """
        super().setup(request, *args, **kwargs)
        asked = request_seen(kwargs["pk"])
        if asked is None:
            raise Http404
        self.asked = asked
        self.claim = claim_or_404(request, asked.claim_id)
        self.keeps = keeps_replies(self.claim, self.by)
        guard(request, acts.KEEP_REPLY if self.keeps else acts.RECORD_REPLY, self.claim)
        self.back = reverse("desk:claim", args=[self.claim.pk])
        self.standing = _standing(self.asked.pk, replies_seen_by(self.claim, self.by))
        self.initial = _initial(self.standing)
        self.heading = _("What %(name)s said") % {"name": asked.party.name}
        self.explanation = self._explained()

    def _explained(self) -> str:
        if self.keeps:
            return _(
                "A review of the open round is sealed. What you write down is kept from its "
                "reviewers, and from readers, until the round has closed."
            )
        return _("Readers see it with the verdict. It cannot be changed, only corrected.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the pages that the claim cites; a second reply says why it is written."""
        given = {"pages": pages_cited(self.claim), "is_correction": self.standing is not None}
        return super().get_form_kwargs() | given

    def act(self, data: dict[str, Any]) -> str:
        """Write it down."""
        record_reply(
            request=self.asked,
            kind=data["kind"],
            words=data["words"],
            language=data["language"],
            received_on=data["received_on"],
            page=data["page"],
            how=data["how"],
            reason=data.get("reason", ""),
            by=self.by,
            at=self.at,
        )
        return self.back

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claim."""
        return super().get_context_data(claim=self.claim, **kwargs)


def _standing(request: int, rows: list[Any]) -> Reply | None:
    reply: Reply | None = next((row.reply for row in rows if row.request.pk == request), None)
    return reply


def _initial(reply: Reply | None) -> dict[str, Any]:
    if reply is None:
        return {}
    names = ("kind", "words", "language", "received_on", "page_id", "how")
    return {name.removesuffix("_id"): getattr(reply, name) for name in names}
