"""Correcting a published verdict: its wording by one editor, rating and range by two."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.desk.guards import claim_or_404, guard, refused_at
from claims.desk.instead import instead_words
from claims.desk.publishing.checks import shown_checks, waived_before, waived_in
from claims.desk.record.forms import ReasonForm
from claims.desk.review.decide import Preview, PreviewedAct
from claims.desk.review.forms import (
    AgreementForm,
    CorrectionForm,
    ranges_as_acts_take_them,
    ranges_before,
)
from claims.involvement import Involvement
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.propose import (
    agree,
    leaves_finding,
    propose_correction,
    refuse_proposal,
    withdraw_proposal,
)
from claims.reads.assignments import reviews_claim
from claims.reads.people import colleagues_of
from claims.reads.publishing.checklist import TOLD_BESIDES, left_open_in, told_besides
from claims.reads.verdicts import proposal_for, proposed_corrections, rating_of, verdict_in_force
from claims.rules import acts
from claims.rules.verdicts import WORDING
from tracker.base.acts.law import refuse
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import ActView

if TYPE_CHECKING:
    from claims.desk.publishing.checks import ShownCheck
    from claims.models import GivenRating, ProposedCorrection, Rating, Verdict
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act
    from tracker.base.web.forms import DeskForm


class ClaimCorrect(PreviewedAct):
    """Correct a published verdict, or propose to, after a look at both versions."""

    what = acts.CORRECT
    template_name = "desk/review/correct.html"
    form_class = CorrectionForm
    edits = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin with the verdict in force."""
        super().setup(request, *args, **kwargs)
        self.current = verdict_in_force(self.claim)
        self.initial = _initial(self.current)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the claim's figures."""
        is_settled = self.current is not None and bool(self.current.settlement)
        return super().get_form_kwargs() | {"claim": self.claim, "is_settled": is_settled}

    def act(self, data: dict[str, Any]) -> str:
        """Publish the new wording, or hand the new finding to a second editor."""
        same = ("summary", "reason", "against", "confirmed")
        given: dict[str, Any] = {name: data[name] for name in same} | {"waived": waived_in(data)}
        given["besides"] = _besides(data)
        if data["kind"] not in WORDING:
            finding = {"rating": data["rating"], **ranges_as_acts_take_them(data["ranges"])}
            made = propose_correction(claim=self.claim, by=self.by, at=self.at, **given, **finding)
            self.said = _("Proposed. A second editor has to agree to it in writing.")
            return reverse("desk:correction_agree", args=[made.pk])
        self._check_only_wording(data)
        correct(claim=self.claim, kind=data["kind"], by=self.by, at=self.at, **given)
        self.said = _("Corrected. The earlier version stays in view.")
        return self.back

    def _check_only_wording(self, data: dict[str, Any]) -> None:
        now = self.current
        if now is not None and not leaves_finding(now, data["rating"], data["ranges"]):
            raise Refusal(
                _("You changed rating or range: choose that, and a second editor will be asked."),
                code="second_editor",
                field="kind",
            )

    def preview(self, data: dict[str, Any]) -> Preview:
        """The new version as the form has it."""
        return Preview(
            rated=self._rated(data),
            summary=data["summary"],
            ranges=data["ranges"],
            change_reason=data["reason"],
            correction_kind=data["kind"],
            **_besides(data),
        )

    def _rated(self, data: dict[str, Any]) -> Rating | GivenRating:
        """Another wording leaves the rating as it was given; another finding gives one anew."""
        now = self.current
        if now is not None and data["kind"] in WORDING and data["rating"] == now.rating:
            return now.rated
        return rating_of(data["rating"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the checklist, the verdict in force, and a correction of it that waits."""
        form = kwargs.setdefault("form", self.get_form())
        return super().get_context_data(
            checks=shown_checks(self.claim, form, ()),
            current=self.current,
            proposal=proposal_for(self.claim),
            **kwargs,
        )


def _besides(data: dict[str, Any]) -> dict[str, str]:
    """What the form prints with the verdict besides its summary."""
    return {name: data[name] for name in TOLD_BESIDES if name in data}


def _initial(current: Verdict | None) -> dict[str, Any]:
    if current is None:
        return {}
    return {
        "rating": current.rating,
        "summary": current.summary,
        **told_besides(current),
        **ranges_before(current),
        "against": current.version,
        **waived_before(left_open_in(current)),
    }


def _agree(proposal: ProposedCorrection, data: dict[str, Any], **who_and_when: Any) -> object:
    waived = waived_in(data)
    return agree(proposal=proposal, agreement=data["reason"], waived=waived, **who_and_when)


def _refuse(proposal: ProposedCorrection, data: dict[str, Any], **who_and_when: Any) -> object:
    return refuse_proposal(proposal=proposal, reason=data["reason"], **who_and_when)


def _withdraw(proposal: ProposedCorrection, data: dict[str, Any], **who_and_when: Any) -> object:
    return withdraw_proposal(proposal=proposal, reason=data["reason"], **who_and_when)


ANSWERS: dict[Act[ClaimFacts], Callable[..., object]] = {
    acts.AGREE_CORRECTION: _agree,
    acts.REFUSE_CORRECTION: _refuse,
    acts.WITHDRAW_CORRECTION: _withdraw,
}
"""What can become of a proposed correction, each with its operation."""


class CorrectionAnswer(ActView):
    """Agree to a proposed correction, refuse it or take it back; both versions side by side."""

    template_name = "desk/review/proposal.html"
    form_class: type[DeskForm] = ReasonForm
    changes = "proposal"
    untold = ("proposed_by", "proposed_at", "waived")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the proposal; who may not answer it reads it all the same.

        Raises:
            Http404: there is none, or it is about a claim that they may not know of.
            PermissionDenied: an answer was sent by somebody who may not give it, or they have a
                review of this claim to write.
            TypeError: the act's row has no words for this page.
        """
        super().setup(request, *args, **kwargs)
        self.what: Act[ClaimFacts] = kwargs["what"]
        asking = self.what.asking
        if asking is None:
            raise TypeError(f"The row of {self.what.name!r} has no words for this page.")
        self.heading, self.said = _(asking.heading), _(asking.said)
        self.explanation, self.button = _(asking.explanation), _(asking.button)
        self.proposal = get_object_or_404(proposed_corrections(), pk=kwargs["pk"])
        self.claim = claim_or_404(request, self.proposal.claim.pk)
        self.proposal.verdict.claim = self.claim
        self.back = reverse("desk:claim", args=[self.claim.pk])
        if reviews_claim(self.by, self.claim):
            raise refused_at(
                self.claim,
                _("You are asked to review this claim. What others think of it is closed to you."),
            )
        if request.method == "POST":
            guard(request, self.what, self.proposal)
        if self.publishes:
            self.form_class = AgreementForm
            before = left_open_in(self.proposal.verdict) | self.proposal.waived
            self.initial = waived_before(before)

    @property
    def publishes(self) -> bool:
        """Whether a new version is published with it, so that the checklist is gone through."""
        return self.what is acts.AGREE_CORRECTION

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say at the reason who reads it."""
        assert self.what.asking is not None
        read = self.what.asking.reason_read
        return super().get_form_kwargs() | ({"read": _(read)} if read else {})

    def act(self, data: dict[str, Any]) -> str:
        """Answer it."""
        ANSWERS[self.what](self.proposal, data, by=self.by, at=self.at)
        return self.back

    def _checks(self, form: DeskForm) -> list[ShownCheck]:
        told = (
            self.proposal.summary,
            self.proposal.reason,
            *told_besides(self.proposal.verdict, self.proposal.besides).values(),
        )
        return shown_checks(self.claim, form, told)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both versions, what this person may answer, and who else could."""
        colleagues = colleagues_of(self.claim)
        involved = Involvement(self.by, self.proposal, colleagues.history)
        refused = {act: refuse(self.by, act, involved) for act in ANSWERS}
        why = refused[self.what]
        others = "" if why is None else instead_words(self.what, self.proposal, colleagues)
        form = kwargs.setdefault("form", self.get_form())
        return super().get_context_data(
            claim=self.claim,
            proposal=self.proposal,
            current=self.proposal.verdict,
            proposed=_proposed(self.proposal),
            refused=why,
            checks=self._checks(form) if self.publishes and why is None else (),
            instead=others,
            answers=[
                (_(act.label), reverse(f"desk:{act.addresses[0]}", args=[self.proposal.pk]))
                for act, reason in refused.items()
                if reason is None and act is not self.what
            ],
            **kwargs,
        )


def _proposed(proposal: ProposedCorrection) -> Preview:
    return Preview(
        rated=rating_of(proposal.rating),
        summary=proposal.summary,
        ranges=proposal.ranges,
        change_reason=proposal.reason,
        correction_kind="finding",
        **told_besides(proposal.verdict, proposal.besides),
    )
