"""Deciding: an editor settles a split, publishes, corrects."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.claim_facts import USUAL, Part
from claims.desk.review.forms import (
    CorrectionForm,
    FirstVerdictForm,
    SettledVerdictForm,
    SettleForm,
)
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.settle import settle
from claims.reads.reviews import decision_of, rounds_of
from claims.reads.verdicts import verdict_in_force
from claims.rules import acts
from claims.rules.states import ClaimStatus
from claims.rules.verdicts import Rating

if TYPE_CHECKING:
    from claims.models import Claim, Figure, Verdict
    from tracker.base.web.forms import DeskForm


@dataclass(frozen=True, slots=True)
class Preview:
    """A verdict as readers will see it, before it is published."""

    rating: str
    summary: str
    figure: Figure | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    settlement: str = ""
    change_reason: str = ""


class ClaimSettle(ClaimAct):
    """Settle a split in writing, both reviews in view."""

    what = acts.SETTLE
    template_name = "desk/review/settle.html"
    form_class = SettleForm
    said = _("The split is settled. Now publish the verdict.")

    def act(self, data: dict[str, Any]) -> str:
        """Settle it."""
        settle(
            claim=self.claim, reason=data["reason"], rating=data["rating"], by=self.by, at=self.at
        )
        return reverse("desk:claim_publish", args=[self.claim.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the reviews of the round."""
        rounds = rounds_of(self.claim, viewer=self.by)[:1]
        return super().get_context_data(rounds=rounds, **kwargs)


class PreviewedAct(ClaimAct):
    """An act that can be looked at, as readers will see it, before it is done."""

    def form_valid(self, form: DeskForm) -> HttpResponse:
        """Show the preview, if that was asked for; else do the act."""
        if "preview" not in self.request.POST:
            return super().form_valid(form)
        context = self.get_context_data(form=form, preview=self.preview(form.cleaned_data))
        return self.render_to_response(context)

    def preview(self, data: dict[str, Any]) -> Preview:
        """The verdict that the form would publish."""
        raise NotImplementedError


class ClaimPublish(PreviewedAct):
    """Publish what was decided, after a look at what readers will see."""

    what = acts.PUBLISH
    template_name = "desk/review/publish.html"
    said = _("Published.")
    shown = (*USUAL, Part.SETTLEMENT, Part.EVIDENCE)

    def get_form(self, form_class: type[Form] | None = None) -> DeskForm:
        """A settled split gets its range from the editor; an agreement has the reviewers'."""
        given = self.get_form_kwargs()
        if self.claim.status == ClaimStatus.SETTLED:
            return SettledVerdictForm(claim=self.claim, **given)
        return FirstVerdictForm(**given)

    def act(self, data: dict[str, Any]) -> str:
        """Publish it."""
        publish(
            claim=self.claim,
            summary=data["summary"],
            figure=data.get("figure"),
            low=data.get("low"),
            high=data.get("high"),
            by=self.by,
            at=self.at,
        )
        return self.back

    def preview(self, data: dict[str, Any]) -> Preview:
        """What was decided, with the summary and range of the form."""
        return _preview(self.claim, data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was decided, and the reviews of the round."""
        return super().get_context_data(
            decided=_decided(self.claim),
            rounds=rounds_of(self.claim, viewer=self.by)[:1],
            **kwargs,
        )


def _decided(claim: Claim) -> Preview:
    """What the round came to: the rating, and the range that the reviewers share."""
    over = claim.rounds.latest("number")
    if over.settled_at is not None:
        return Preview(over.settled_rating, "", settlement=over.settlement)
    decision = decision_of(over)
    if decision.rating is None:
        return Preview(Rating.NEEDS_MORE_EVIDENCE.value, "")
    figure = _figure(claim, decision.figure)
    return Preview(decision.rating.value, "", figure, decision.low, decision.high)


def _figure(claim: Claim, key: object) -> Figure | None:
    return next((row for row in claim.figures.all() if row.pk == key), None)


def _preview(claim: Claim, data: dict[str, Any]) -> Preview:
    decided = _decided(claim)
    earlier = verdict_in_force(claim)
    return Preview(
        rating=decided.rating,
        summary=data["summary"],
        figure=data.get("figure") or decided.figure,
        low=data["low"] if data.get("figure") else decided.low,
        high=data["high"] if data.get("figure") else decided.high,
        settlement=decided.settlement,
        change_reason=gettext("The claim was reviewed again.") if earlier else "",
    )


class ClaimCorrect(PreviewedAct):
    """Correct a published verdict: a new version that says what changed and why."""

    what = acts.CORRECT
    template_name = "desk/review/correct.html"
    form_class = CorrectionForm
    said = _("Corrected. The earlier version stays in view.")
    edits = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin with the verdict in force."""
        super().setup(request, *args, **kwargs)
        self.current = verdict_in_force(self.claim)
        self.initial = _initial(self.current)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the claim's figures."""
        return super().get_form_kwargs() | {"claim": self.claim}

    def act(self, data: dict[str, Any]) -> str:
        """Publish the new version."""
        correct(
            claim=self.claim,
            rating=data["rating"],
            summary=data["summary"],
            reason=data["reason"],
            figure=data["figure"],
            low=data["low"],
            high=data["high"],
            by=self.by,
            at=self.at,
        )
        return self.back

    def preview(self, data: dict[str, Any]) -> Preview:
        """The new version as the form has it."""
        return _corrected(data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the verdict in force."""
        return super().get_context_data(current=self.current, **kwargs)


def _initial(current: Verdict | None) -> dict[str, Any]:
    if current is None:
        return {}
    return {
        "rating": current.rating,
        "summary": current.summary,
        "figure": current.figure_id,
        "low": current.low,
        "high": current.high,
    }


def _corrected(data: dict[str, Any]) -> Preview:
    return Preview(
        rating=data["rating"],
        summary=data["summary"],
        figure=data["figure"],
        low=data["low"],
        high=data["high"],
        change_reason=data["reason"],
    )
