"""Assignments that are open: accepted by who was asked, moved or asked of another by an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.desk.asking.forms import DueForm, PriorityForm, ReplaceForm
from claims.desk.claim_act import ChangesClaim, ClaimAct
from claims.desk.claim_facts import ClaimPart
from claims.desk.guards import claim_or_404, guard
from claims.operations.queues.priority import prioritise
from claims.operations.reviews.asked import accept, move_due, replace_reviewer
from claims.reads.asking.interests import interests_by_person
from claims.reads.asking.workload import with_workload
from claims.reads.assignments import assignments, reviewers_for
from claims.rules import acts
from tracker.base.web.act_view import ActView, ButtonView

if TYPE_CHECKING:
    from claims.models import Assignment
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act


class AssignmentAct(ChangesClaim, ActView):
    """An act of an editor on the assignment that the address names; it leads back to the claim's.

    Attributes:
        what: the act, which has to be allowed before the form is shown.
        assignment: the assignment.
    """

    template_name = "desk/review/asked.html"
    what: Act[ClaimFacts]
    shown = (ClaimPart.STATE, ClaimPart.ASKED)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the assignment, and ask the right."""
        super().setup(request, *args, **kwargs)
        self.assignment = get_object_or_404(
            assignments().select_related("reviewer"), pk=kwargs["pk"]
        )
        guard(request, self.what, self.assignment)
        self.claim = claim_or_404(request, self.assignment.claim.pk)
        self.back = reverse("desk:claim_assign", args=[self.claim.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claim and who was asked."""
        return super().get_context_data(claim=self.claim, assignment=self.assignment, **kwargs)


class ReviewReplace(AssignmentAct):
    """Ask somebody else in the place of who was asked."""

    what = acts.REPLACE_REVIEWER
    form_class = ReplaceForm
    heading, button = _("Ask somebody else instead"), _("Ask them instead")
    explanation = _(
        "The round goes on. Whoever is asked instead has until the same day, or until today if "
        "that has passed. What the first one had drafted is dropped."
    )
    said = _("Somebody else is asked instead.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the people who may review it."""
        today = timezone.localdate(self.at)
        people = with_workload(reviewers_for(self.claim), at=self.at, today=today)
        wanted = {"people": people, "declared": interests_by_person(self.claim)}
        return super().get_form_kwargs() | wanted

    def act(self, data: dict[str, Any]) -> str:
        """Ask the other one."""
        replace_reviewer(
            assignment=self.assignment,
            reviewer=data["reviewer"],
            reason=data["reason"],
            by=self.by,
            at=self.at,
        )
        return self.back


class ReviewDue(AssignmentAct):
    """Move the day a review is due."""

    what = acts.MOVE_DUE
    form_class = DueForm
    heading, button = _("Move the day a review is due"), _("Move it")
    said = _("The review is due on another day now.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin with the day on which it is due."""
        super().setup(request, *args, **kwargs)
        self.initial = {"due": self.assignment.due}

    def act(self, data: dict[str, Any]) -> str:
        """Move it."""
        move_due(
            assignment=self.assignment,
            due=data["due"],
            reason=data["reason"],
            by=self.by,
            at=self.at,
        )
        return self.back


class ReviewAccept(ButtonView):
    """Accept an assignment, on the page of one's own work."""

    said = _("You have accepted it.")
    assignment: Assignment

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the assignment, and ask the right."""
        super().setup(request, *args, **kwargs)
        self.assignment = get_object_or_404(assignments(), pk=kwargs["pk"])
        guard(request, acts.ACCEPT, self.assignment)
        self.back = reverse("desk:my_work")

    def act(self, data: dict[str, Any]) -> str:
        """Accept it, and go on to the review."""
        accept(assignment=self.assignment, by=self.by, at=self.at)
        return reverse("desk:review", args=[self.assignment.pk])


class ClaimPriority(ClaimAct):
    """Say how soon the desk should come to a claim."""

    what = acts.PRIORITISE
    form_class = PriorityForm
    heading, button = _("How urgent is it?"), _("Save")
    explanation = _("Queues show the most urgent first. Readers are not told.")
    said = _("The priority is kept.")
    shown = (ClaimPart.STATE,)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin with the priority that it has."""
        super().setup(request, *args, **kwargs)
        self.initial = {"priority": self.claim.priority}

    def act(self, data: dict[str, Any]) -> str:
        """Keep it."""
        prioritise(claim=self.claim, priority=data["priority"], by=self.by, at=self.at)
        return self.back
