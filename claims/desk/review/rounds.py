"""Reviewing: asking people, writing a review blind, giving an assignment back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.desk.guards import claim_for, claim_or_404, guard
from claims.desk.record.forms import ReasonForm, keys
from claims.desk.record.scene import FORM_METHODS
from claims.desk.review.forms import AssignForm, ReviewForm
from claims.desk.work.claim_sheet import sheet
from claims.models import Assignment, Claim, Review
from claims.operations.reviews.assign import assign, decline
from claims.operations.reviews.review import save_review, seal_review
from claims.permissions import Right
from claims.reads.assignments import reviewers_for, reviews_claim
from claims.reads.reviews import rounds_of
from claims.rules.states import AssignmentStatus
from tracker.base.acts.refusal import Refusal
from tracker.base.web.submissions import page, perform, person, sent

_COUNTED = [AssignmentStatus.OPEN, AssignmentStatus.SEALED]


@require_http_methods(FORM_METHODS)
def claim_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask people to review a claim by a day; the first ones open a round."""
    claim = claim_for(request, pk, Right.ASSIGN)
    people = reviewers_for(claim)
    form = AssignForm(sent(request), people=people, at_least=_still_needed(claim))

    def act(data: dict[str, Any]) -> None:
        for reviewer in data["reviewers"]:
            assign(
                claim=claim,
                reviewer=reviewer,
                due=data["due"],
                note=data["note"],
                by=person(request),
                at=timezone.now(),
            )

    def at_reviewers(refusal: Refusal) -> bool:
        if refusal.field != "reviewer":
            return False
        form.add_error("reviewers", refusal.message)
        return True

    url = reverse("desk:claim", args=[claim.pk])
    done = perform(
        request,
        form,
        act,
        then=lambda _none: url,
        said=_("The reviewers are asked."),
        place=at_reviewers,
    )
    context = {"form": form, "people": people, **sheet(claim, person(request))}
    return done or page(request, "desk/claim_assign.html", context)


def _still_needed(claim: Claim) -> int:
    """How many people have to be asked so that the round can come to a result; at least one."""
    needed: int = settings.REVIEWS_NEEDED
    open_round = claim.rounds.filter(closed_at=None)
    counted = Assignment.objects.filter(round__in=open_round, status__in=_COUNTED).count()
    return max(1, needed - counted)


@require_http_methods(FORM_METHODS)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a review without seeing the others'; once sealed it is only read."""
    assignment = get_object_or_404(Assignment.objects.select_related("round__claim"), pk=pk)
    user = person(request)
    if request.method != "POST" and _is_sealed_by(assignment, user.pk):
        written = Review.objects.select_related("figure").get(assignment=assignment)
        context = {"assignment": assignment, "review": written, "section": "desk"}
        return render(request, "desk/review_sealed.html", context)
    guard(request, Right.REVIEW, assignment)
    claim = claim_or_404(request, assignment.claim.pk)
    sealing = "seal" in request.POST
    form = ReviewForm(sent(request), claim=claim, sealing=sealing, initial=_initial(assignment))

    def act(data: dict[str, Any]) -> Review:
        operation = seal_review if sealing else save_review
        return operation(
            assignment=assignment,
            rating=data["rating"],
            reasoning=data["reasoning"],
            citations=list(data["citations"]),
            figure=data["figure"],
            low=data["low"],
            high=data["high"],
            by=user,
            at=timezone.now(),
        )

    done = perform(
        request,
        form,
        act,
        then=lambda _row: reverse("desk:review", args=[assignment.pk]),
        said=_("Your review is sealed.") if sealing else _("The draft is kept. Only you see it."),
    )
    context = {"form": form, "assignment": assignment, **sheet(claim, user)}
    context["chosen"] = keys(form["citations"].value() or [])
    return done or page(request, "desk/review.html", context)


def _is_sealed_by(assignment: Assignment, user_id: int) -> bool:
    sealed = assignment.status == AssignmentStatus.SEALED
    return sealed and assignment.reviewer_id == user_id


def _initial(assignment: Assignment) -> dict[str, Any]:
    draft = Review.objects.filter(assignment=assignment).first()
    if draft is None:
        return {}
    return {
        "rating": draft.rating,
        "reasoning": draft.reasoning,
        "figure": draft.figure_id,
        "low": draft.low,
        "high": draft.high,
        "citations": list(draft.review_citations.values_list("citation_id", flat=True)),
    }


@require_http_methods(FORM_METHODS)
def review_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an assignment back, with the reason."""
    assignment = get_object_or_404(Assignment.objects.select_related("round__claim"), pk=pk)
    guard(request, Right.DECLINE, assignment)
    form = ReasonForm(sent(request))

    def act(data: dict[str, Any]) -> None:
        decline(
            assignment=assignment,
            reason=data["reason"],
            by=person(request),
            at=timezone.now(),
        )

    done = perform(
        request,
        form,
        act,
        then=lambda _none: reverse("desk:my_work"),
        said=_("The assignment is given back."),
    )
    context = {
        "form": form,
        "claim": claim_or_404(request, assignment.claim.pk),
        "heading": _("Give an assignment back"),
        "explanation": _("The editor asks somebody else. Say nothing about what you would find."),
        "button": _("Give back"),
        "back": reverse("desk:review", args=[assignment.pk]),
        "section": "desk",
    }
    return done or page(request, "desk/form.html", context)


@require_safe
def claim_reviews(request: HttpRequest, pk: int) -> HttpResponse:
    """The reviews of all rounds that have ended, side by side."""
    claim = claim_or_404(request, pk)
    user = person(request)
    rounds = rounds_of(claim, viewer=user)
    context = {
        "claim": claim,
        "rounds": rounds,
        "any_open": any(row.is_open for row in rounds),
        "reviews_it": reviews_claim(user, claim),
        "section": "desk",
    }
    return render(request, "desk/claim_reviews.html", context)
