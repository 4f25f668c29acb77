"""Who was asked to review, and what each found."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.citation import Citation
from claims.models.claim import Claim
from claims.models.rating import names_rating
from claims.models.round import Round
from claims.models.verdicts.ranges import FurtherRange, GivesRanges, one_a_figure
from claims.rules.states import AssignmentStatus
from tracker.base.constraints import one_of, ordered, together
from tracker.base.triggers import Protect, Trigger, fixed, never_emptied, shown_to_readers
from tracker.base.values.choices import choices
from tracker.base.values.text import LONGEST_CODE


@shown_to_readers
class Assignment(models.Model):
    """An editor asks a fact-checker to review a claim in one round, by a day.

    ``accepted_at`` is when they said that they will. ``closing_note`` is why it was given back,
    which editors alone read.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments"
    )
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    due = models.DateField(_("due"))
    note = models.TextField(_("note"), blank=True)
    status = models.CharField(
        max_length=10,
        choices=choices(AssignmentStatus),
        default=AssignmentStatus.OPEN.value,
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closing_note = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            # What is due and what is overdue, of everybody and of one person.
            models.Index(fields=["due", "id"], condition=Q(status="open"), name="assignment_due"),
            models.Index(
                fields=["reviewer", "due", "id"],
                condition=Q(status="open"),
                name="assignment_due_of_person",
            ),
            models.Index(
                fields=["reviewer", "closed_at"],
                condition=Q(status="sealed"),
                name="assignment_sealed_of_person",
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "reviewer"], name="assignment_once_a_round"),
            one_of(
                "status",
                [status.value for status in AssignmentStatus],
                name="assignment_status_known",
            ),
            together("closed_at", "closed_by", name="assignment_closed_by_and_at"),
            models.CheckConstraint(
                condition=Q(status="open", closed_at__isnull=True)
                | (~Q(status="open") & Q(closed_at__isnull=False)),
                name="assignment_closed_when_not_open",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            fixed("round", "reviewer", name="asking_stays"),
            never_emptied(),
            Trigger(
                name="asked_in_open_round",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT FROM claims_round WHERE id = NEW.round_id AND closed_at IS NULL
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: nobody is asked in a round that is over';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.round_id} to {self.reviewer_id}"

    @property
    def claim(self) -> Claim:
        """What is to be reviewed."""
        return self.round.claim


def _sealed_with_review() -> Trigger:
    """Bind rows to their review: they stay as they are once it is sealed.

    Both reviews are asked of which a row speaks before and after: nothing can be moved out of a
    sealed one either.
    """
    return Trigger(
        name="sealed_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("sealed", "timestamptz")],
        func="""
                    SELECT max(sealed_at) INTO sealed FROM claims_review
                    WHERE id IN (NEW.review_id, OLD.review_id);
                    IF sealed IS NOT NULL THEN
                        RAISE EXCEPTION 'pgtrigger: a sealed review keeps its evidence';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
    )


class Review(GivesRanges):
    """One fact-checker's verdict in one round. A draft until sealed, then unchangeable.

    ``low`` and ``high`` are the range the evidence supports for ``figure``, in its unit; those for
    other figures of the claim are its ``further_ranges``.
    ``missing`` is what evidence could not be found, ``would_change`` what would lead to another
    rating. ``has_interest`` is whether they declare an interest in the matter, and ``interest``
    which; nobody had to declare one before there was such a field.
    ``rating`` is empty in a draft whose writer has not decided yet, and only there.
    """

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="review")
    rating = models.CharField(_("rating"), max_length=LONGEST_CODE, blank=True)
    reasoning = models.TextField(_("reasoning"), blank=True)
    missing = models.TextField(_("what is missing"), blank=True)
    would_change = models.TextField(_("what would change it"), blank=True)
    has_interest = models.BooleanField(_("an interest of their own"), null=True, blank=True)
    interest = models.TextField(_("which interest"), blank=True)
    citations = models.ManyToManyField(Citation, through="ReviewCitation", related_name="reviews")
    saved_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["sealed_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True) | ~Q(rating=""),
                name="review_sealed_with_rating",
            ),
            ordered("low", "high", name="review_low_high"),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True) | Q(reasoning__regex=r"\S"),
                name="review_sealed_with_reasoning",
            ),
            models.CheckConstraint(
                condition=Q(figure__isnull=False) | Q(low__isnull=True, high__isnull=True),
                name="review_range_of_a_figure",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True)
                | Q(has_interest=True, interest__regex=r"\S")
                | ((Q(has_interest=False) | Q(has_interest__isnull=True)) & Q(interest="")),
                name="review_interest_in_words",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            Protect(
                name="sealed_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__sealed_at__isnull=False),
            ),
            never_emptied(),
            names_rating("rating"),
            Trigger(
                name="sealed_in_open_round",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__sealed_at__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT FROM claims_assignment a JOIN claims_round r ON r.id = a.round_id
                        WHERE a.id = NEW.assignment_id AND r.closed_at IS NULL
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: nothing is sealed in a round that is over';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"


class ReviewCitation(models.Model):
    """A review rests on a citation. Bound to the review: sealed with it."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="review_citations")
    citation = models.ForeignKey(Citation, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "citation"], name="review_citation_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            never_emptied(),
            _sealed_with_review(),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} rests on {self.citation_id}"


class ReviewRange(FurtherRange):
    """The range a review gives for another figure of the claim. Sealed with its review."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="further_ranges")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = one_a_figure("review")
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            never_emptied(),
            _sealed_with_review(),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.low} to {self.high} for {self.figure_id}"
