"""Reviewing: asking people, writing a review blind, giving an assignment back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.desk.claim_act import ChangesClaim, ClaimAct
from claims.desk.claim_facts import USUAL, ClaimPart
from claims.desk.guards import claim_or_404, guard
from claims.desk.instead import editors_left, nobody_left
from claims.desk.journal import journal_lines
from claims.desk.record.forms import ReasonForm
from claims.desk.review.forms import (
    BESIDES,
    AssignForm,
    ReviewForm,
    ranges_as_acts_take_them,
    ranges_before,
)
from claims.desk.work.claim_sheet import sheet
from claims.involvement import Involvement
from claims.operations.queues.priority import prioritise
from claims.operations.queues.take import put_up
from claims.operations.reviews.assign import assign, decline
from claims.operations.reviews.read import open_reviews
from claims.operations.reviews.review import save_review, seal_review
from claims.reads.asking.interests import interests_by_person
from claims.reads.asking.workload import with_workload
from claims.reads.assignments import (
    asked_in_open_round,
    assignments,
    kept_from,
    own_review,
    reviewers_for,
    reviews_claim,
    still_needed,
    vacancy_of,
)
from claims.reads.later import changes_during, heard_during
from claims.reads.people import colleagues_of
from claims.reads.reviews import rounds_of
from claims.reads.verdicts import rating_of
from claims.rules import acts
from claims.rules.states import AssignmentStatus
from tracker.base.acts.law import refuse
from tracker.base.people.signed_in import person
from tracker.base.web.act_view import ActView, ButtonView, Words
from tracker.base.web.fields import keys_of

if TYPE_CHECKING:
    from claims.models import Assignment


class ClaimAssign(ClaimAct):
    """Ask people to review a claim by a day; the first ones open a round."""

    what = acts.ASSIGN
    template_name = "desk/review/assign.html"
    form_class = AssignForm
    said = _("The reviewers are asked.")
    shown = (*USUAL, ClaimPart.ASKED)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin with the priority that the claim has."""
        super().setup(request, *args, **kwargs)
        self.initial = {"priority": self.claim.priority, **self.initial}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the people who may review it, with what they have on their table."""
        today = timezone.localdate(self.at)
        self.people = with_workload(reviewers_for(self.claim), at=self.at, today=today)
        wanted = {
            "people": self.people,
            "declared": interests_by_person(self.claim),
            "at_least": still_needed(self.claim),
        }
        return super().get_form_kwargs() | wanted

    def act(self, data: dict[str, Any]) -> str:
        """Ask each of them, put the rest up, and say how urgent it is."""
        for reviewer in data["reviewers"]:
            assign(
                claim=self.claim,
                reviewer=reviewer,
                due=data["due"],
                note=data["note"],
                by=self.by,
                at=self.at,
            )
        if data["places"]:
            put_up(
                claim=self.claim,
                places=data["places"],
                due=data["due"],
                note=data["note"],
                by=self.by,
                at=self.at,
            )
        if data["priority"] is not None:
            prioritise(claim=self.claim, priority=data["priority"], by=self.by, at=self.at)
        return self.back

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the people that may be asked, those who may not, and who is asked already."""
        context = super().get_context_data(**kwargs)
        return context | {
            "people": self.people,
            "kept_from": [
                (one.person, gettext(one.against.text) % {"name": one.person.get_full_name()})
                for one in kept_from(self.claim)
            ],
            "nobody_left": nobody_left(),
            "left": editors_left(self.claim, colleagues_of(self.claim)),
            "vacancy": vacancy_of(self.claim),
            "asked": asked_in_open_round(self.claim),
            # Why somebody gave it back is closed to an editor who reviews in the same round.
            "tells_why": not reviews_claim(self.by, self.claim),
        }


class ReviewWrite(ChangesClaim, ActView):
    """Write a review without seeing the others'; once sealed it is only read."""

    template_name = "desk/review/review.html"
    form_class = ReviewForm
    edits = True
    shown = (
        ClaimPart.WORDS,
        ClaimPart.FIGURES,
        ClaimPart.TRANSLATIONS,
        ClaimPart.EVIDENCE,
        ClaimPart.PAIRS,
        ClaimPart.REPLIES,
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the assignment, and ask the right unless the review is sealed and only read."""
        super().setup(request, *args, **kwargs)
        self.assignment = get_object_or_404(assignments(), pk=kwargs["pk"])
        self.is_read = request.method != "POST" and _is_sealed_by(self.assignment, self.by.pk)
        self.only_hands_back = request.method != "POST" and _only_hands_back(
            Involvement(self.by, self.assignment)
        )
        if self.is_read or self.only_hands_back:
            return
        guard(request, acts.REVIEW, self.assignment)
        self.claim = claim_or_404(request, self.assignment.claim.pk)
        self.initial = _initial(self.assignment)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form or the sealed review; who may not write it any more hands it back."""
        if self.only_hands_back:
            return redirect("desk:review_decline", self.assignment.pk)
        if not self.is_read:
            return super().get(request, *args, **kwargs)
        written = own_review(self.assignment)
        context: dict[str, Any] = {"assignment": self.assignment, "review": written}
        if written is not None:
            context["rated"] = rating_of(written.rating)
        context["section"] = "desk"
        return render(request, "desk/review/review_sealed.html", context)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Sealing asks for more than keeping a draft."""
        asked = {"claim": self.claim, "sealing": "seal" in self.request.POST}
        return super().get_form_kwargs() | asked

    def act(self, data: dict[str, Any]) -> str:
        """Seal the review, or keep the draft."""
        sealing = "seal" in self.request.POST
        kept = _("The draft is kept. Only you see it.")
        self.said = _("Your review is sealed.") if sealing else kept
        operation = seal_review if sealing else save_review
        operation(
            assignment=self.assignment,
            rating=data["rating"],
            reasoning=data["reasoning"],
            citations=list(data["citations"]),
            **ranges_as_acts_take_them(data["ranges"]),
            **{name: data[name] for name in BESIDES},
            by=self.by,
            at=self.at,
        )
        return reverse("desk:review", args=[self.assignment.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claim in full and what is chosen of its evidence."""
        context = super().get_context_data(assignment=self.assignment, **kwargs)
        chosen = keys_of(context["form"]["citations"].value() or [])
        told = {
            name: list(journal_lines(rows, viewer=self.by))
            for name, rows in (
                ("changed", changes_during(self.assignment)),
                ("heard", heard_during(self.assignment)),
            )
        }
        return context | {"chosen": chosen, **told, **sheet(self.claim, self.by)}


def _only_hands_back(facts: Involvement) -> bool:
    """Whether it is asked of somebody who may not write it: they declared an interest, say."""
    answers = refuse(facts.person, acts.DECLINE, facts) is None
    return answers and refuse(facts.person, acts.REVIEW, facts) is not None


def _is_sealed_by(assignment: Assignment, user_id: int) -> bool:
    sealed = assignment.status == AssignmentStatus.SEALED
    return sealed and assignment.reviewer_id == user_id


def _initial(assignment: Assignment) -> dict[str, Any]:
    draft = own_review(assignment)
    if draft is None:
        return {}
    return {
        **ranges_before(draft),
        "rating": draft.rating,
        "reasoning": draft.reasoning,
        "missing": draft.missing,
        "would_change": draft.would_change,
        "has_interest": {True: "yes", False: "no", None: ""}[draft.has_interest],
        "interest": draft.interest,
        "citations": list(draft.review_citations.values_list("citation_id", flat=True)),
    }


class ReviewDecline(ChangesClaim, ActView):
    """Give an assignment back, with the reason."""

    form_class = ReasonForm
    heading, button = _("Give an assignment back"), _("Give back")
    explanation: Words = _("An editor asks somebody else.")
    said = _("The assignment is given back.")
    shown = (ClaimPart.WORDS, ClaimPart.FIGURES)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the assignment."""
        super().setup(request, *args, **kwargs)
        self.assignment = get_object_or_404(assignments(), pk=kwargs["pk"])
        guard(request, acts.DECLINE, self.assignment)
        self.claim = claim_or_404(request, self.assignment.claim.pk)
        self.back = reverse("desk:review", args=[self.assignment.pk])
        against = refuse(self.by, acts.REVIEW, Involvement(self.by, self.assignment))
        if against is not None:  # the review's own page would lead back here
            self.back = reverse("desk:my_work")
            self.explanation = f"{against} {self.explanation}"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say at the reason who reads it."""
        read = gettext(
            "Only editors read your reason; say nothing in it about what you would find."
        )
        return super().get_form_kwargs() | {"read": read}

    def act(self, data: dict[str, Any]) -> str:
        """Give it back."""
        decline(assignment=self.assignment, reason=data["reason"], by=self.by, at=self.at)
        return reverse("desk:my_work")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claim."""
        return super().get_context_data(claim=self.claim, **kwargs)


class ReviewsOpen(ButtonView):
    """Open the reviews of the rounds that are over, which is written down."""

    said = _("The reviews are open to you. You are not asked to review this claim again.")
    then = ("claim_reviews", "claim_settle", "claim_publish")
    """Pages that this button stands on."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the claim, and read from which page they come."""
        super().setup(request, *args, **kwargs)
        self.claim = claim_or_404(request, kwargs["pk"])
        wanted = request.POST.get("then", "")
        page = wanted if wanted in self.then else self.then[0]
        self.back = reverse(f"desk:{page}", args=[self.claim.pk])

    def act(self, data: dict[str, Any]) -> str:
        """Open them."""
        open_reviews(claim=self.claim, by=self.by, at=self.at)
        return self.back


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
        "can_open": any(row.can_be_opened for row in rounds),
        "section": "desk",
    }
    return render(request, "desk/review/reviews.html", context)
