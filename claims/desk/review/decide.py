"""Deciding: an editor settles a split, publishes, corrects."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.desk.guards import claim_for
from claims.desk.record.scene import FORM_METHODS
from claims.desk.review.forms import (
    CorrectionForm,
    FirstVerdictForm,
    SettledVerdictForm,
    SettleForm,
)
from claims.models import Claim, Figure, Verdict
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.settle import settle
from claims.permissions import Right
from claims.reads.claims import verdict_in_force
from claims.reads.reviews import decision_of, rounds_of
from claims.rules.states import ClaimStatus
from claims.rules.verdicts import Rating
from tracker.base.web.submissions import page, perform, person, sent


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


@require_http_methods(FORM_METHODS)
def claim_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle a split in writing, both reviews in view."""
    claim = claim_for(request, pk, Right.SETTLE)
    user = person(request)
    form = SettleForm(sent(request))

    def act(data: dict[str, Any]) -> Claim:
        return settle(
            claim=claim,
            reason=data["reason"],
            rating=data["rating"],
            by=user,
            at=timezone.now(),
        )

    url = reverse("desk:claim_publish", args=[claim.pk])
    said = _("The split is settled. Now publish the verdict.")
    done = perform(request, form, act, then=lambda _row: url, said=said)
    rounds = rounds_of(claim, viewer=user)
    context = {"form": form, "claim": claim, "rounds": rounds[:1], "section": "desk"}
    return done or page(request, "desk/claim_settle.html", context)


@require_http_methods(FORM_METHODS)
def claim_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what was decided, after a look at what readers will see."""
    claim = claim_for(request, pk, Right.PUBLISH)
    settled = claim.status == ClaimStatus.SETTLED
    data = sent(request)
    form = SettledVerdictForm(data, claim=claim) if settled else FirstVerdictForm(data)
    preview = None

    def act(data: dict[str, Any]) -> Verdict:
        return publish(
            claim=claim,
            summary=data["summary"],
            figure=data.get("figure"),
            low=data.get("low"),
            high=data.get("high"),
            by=person(request),
            at=timezone.now(),
        )

    done = None
    if "preview" in request.POST:
        preview = _preview(claim, form.cleaned_data) if form.is_valid() else None
    else:
        url = reverse("desk:claim", args=[claim.pk])
        done = perform(request, form, act, then=lambda _row: url, said=_("Published."))
    context = {
        "form": form,
        "claim": claim,
        "decided": _decided(claim),
        "rounds": rounds_of(claim, viewer=person(request))[:1],
        "preview": preview,
        "accepted": preview is not None,
        "section": "desk",
    }
    return done or page(request, "desk/claim_publish.html", context)


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
        change_reason=_("The claim was reviewed again.") if earlier else "",
    )


@require_http_methods(FORM_METHODS)
def claim_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a published verdict: a new version that says what changed and why."""
    claim = claim_for(request, pk, Right.CORRECT)
    current = verdict_in_force(claim)
    form = CorrectionForm(sent(request), claim=claim, initial=_initial(current))
    preview = None

    def act(data: dict[str, Any]) -> Verdict:
        return correct(
            claim=claim,
            rating=data["rating"],
            summary=data["summary"],
            reason=data["reason"],
            figure=data["figure"],
            low=data["low"],
            high=data["high"],
            by=person(request),
            at=timezone.now(),
        )

    done = None
    if "preview" in request.POST:
        preview = _corrected(form.cleaned_data) if form.is_valid() else None
    else:
        url = reverse("desk:claim", args=[claim.pk])
        said = _("Corrected. The earlier version stays in view.")
        done = perform(request, form, act, then=lambda _row: url, said=said)
    context = {
        "form": form,
        "claim": claim,
        "current": current,
        "preview": preview,
        "accepted": preview is not None,
        "section": "desk",
    }
    return done or page(request, "desk/claim_correct.html", context)


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
