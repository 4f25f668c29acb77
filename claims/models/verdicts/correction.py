"""A correction of rating or range that waits for a second editor."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.rating import names_rating
from claims.models.verdicts.ranges import FurtherRange, GivesRanges, one_a_figure
from claims.models.verdicts.verdict import Verdict
from claims.rules.verdicts import CorrectionStatus
from tracker.base.constraints import not_blank, one_of, ordered, together
from tracker.base.triggers import Protect, append_only, fixed, never_deleted, never_emptied
from tracker.base.values.choices import choices
from tracker.base.values.text import LONGEST_CODE


class ProposedCorrection(GivesRanges):
    """One editor would correct rating or range of a verdict; another has to agree in writing.

    ``verdict`` is the version that it is against, ``reason`` what changed and why, ``answer`` the
    words of who closed it, and ``result`` the verdict that came of it. ``waived`` is why points of
    the checklist may stay open. ``besides`` is what is to be printed with the verdict otherwise
    than now, by the names of its columns. What it says stays.
    """

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="proposals")
    rating = models.CharField(_("rating"), max_length=LONGEST_CODE)
    summary = models.TextField(_("summary"))
    reason = models.TextField(_("what changed and why"))
    besides = models.JSONField(default=dict, blank=True)
    waived = models.JSONField(default=dict, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    status = models.CharField(
        max_length=12,
        choices=choices(CorrectionStatus),
        default=CorrectionStatus.PROPOSED.value,
    )
    answer = models.TextField(blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    result = models.OneToOneField(
        Verdict, models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["proposed_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["verdict"], condition=Q(status="proposed"), name="correction_one_open"
            ),
            models.CheckConstraint(condition=~Q(rating=""), name="correction_has_rating"),
            one_of(
                "status",
                [status.value for status in CorrectionStatus],
                name="correction_status_known",
            ),
            not_blank("summary", name="correction_has_summary"),
            not_blank("reason", name="correction_reasoned"),
            ordered("low", "high", name="correction_low_high"),
            models.CheckConstraint(
                condition=Q(figure__isnull=False) | Q(low__isnull=True, high__isnull=True),
                name="correction_range_of_a_figure",
            ),
            together("closed_at", "closed_by", name="correction_closed_by_and_at"),
            models.CheckConstraint(
                condition=Q(status="proposed", closed_at__isnull=True)
                | (~Q(status="proposed") & Q(closed_at__isnull=False)),
                name="correction_closed_when_answered",
            ),
            models.CheckConstraint(
                condition=~Q(status="agreed") | (~Q(closed_by=F("proposed_by"))),
                name="correction_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(status="agreed", result__isnull=False)
                | (~Q(status="agreed") & Q(result__isnull=True)),
                name="correction_agreed_with_result",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            fixed(
                "verdict",
                "rating",
                "summary",
                "figure",
                "low",
                "high",
                "reason",
                "besides",
                "waived",
                "proposed_by",
                "proposed_at",
                name="what_it_says_stays",
            ),
            Protect(
                name="answered_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
            names_rating("rating"),
            never_deleted(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk} against verdict {self.verdict_id}"

    @property
    def claim(self) -> Claim:
        """Whose verdict it would correct."""
        return self.verdict.claim


class ProposedRange(FurtherRange):
    """The range that a proposed correction would establish for another figure of the claim."""

    proposal = models.ForeignKey(ProposedCorrection, models.PROTECT, related_name="further_ranges")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = one_a_figure("proposal")
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.low} to {self.high} for {self.figure_id}"
