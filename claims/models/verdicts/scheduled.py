"""A verdict that is to be published at a time."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.round import Round
from claims.models.verdicts.ranges import FurtherRange, GivesRanges, one_a_figure
from claims.models.verdicts.verdict import Verdict
from claims.rules.deciding.scheduling import ScheduleEnding, WhyRefused
from tracker.base.constraints import not_blank, one_of, ordered
from tracker.base.triggers import Protect, append_only, fixed, never_deleted, never_emptied
from tracker.base.values.choices import choices


class ScheduledVerdict(GivesRanges):
    """What an editor would publish of a round, and when.

    ``seen`` is the newest line of the claim's journal when it was planned: whatever changed the
    claim later cancels it. ``ended`` is what became of it, ``ended_why`` why the clock was refused;
    ``stopped_by`` is nobody where the clock ended it.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="scheduled")
    summary = models.TextField(_("summary"))
    missing = models.TextField(_("what is missing"), blank=True)
    would_change = models.TextField(_("what would change it"), blank=True)
    confirmed = models.BooleanField(default=False)
    waived = models.JSONField(default=dict, blank=True)
    seen = models.BigIntegerField()
    due_at = models.DateTimeField(_("publish at"))
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    ended = models.CharField(max_length=10, choices=choices(ScheduleEnding), blank=True)
    ended_why = models.CharField(max_length=10, choices=choices(WhyRefused), blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verdict = models.OneToOneField(
        Verdict, models.PROTECT, null=True, blank=True, related_name="scheduled"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["due_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_at"], condition=Q(ended=""), name="scheduled_waiting"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(ended=""), name="scheduled_one_waiting"
            ),
            not_blank("summary", name="scheduled_has_summary"),
            ordered("low", "high", name="scheduled_low_high"),
            models.CheckConstraint(
                condition=Q(figure__isnull=False) | Q(low__isnull=True, high__isnull=True),
                name="scheduled_range_of_a_figure",
            ),
            one_of(
                "ended", ["", *(one.value for one in ScheduleEnding)], name="scheduled_ended_known"
            ),
            one_of("ended_why", ["", *WhyRefused], name="scheduled_why_known"),
            models.CheckConstraint(
                condition=Q(ended="", ended_at__isnull=True)
                | (~Q(ended="") & Q(ended_at__isnull=False)),
                name="scheduled_ended_with_time",
            ),
            models.CheckConstraint(
                condition=Q(ended="published", verdict__isnull=False)
                | (~Q(ended="published") & Q(verdict__isnull=True)),
                name="scheduled_published_as_verdict",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            fixed(
                "round",
                "summary",
                "missing",
                "would_change",
                "figure",
                "low",
                "high",
                "confirmed",
                "waived",
                "seen",
                "due_at",
                "planned_by",
                "planned_at",
                name="what_is_planned_stays",
            ),
            Protect(
                name="ended_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
            never_deleted(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} at {self.due_at:%Y-%m-%d %H:%M}"


class ScheduledRange(FurtherRange):
    """The range that is to be established at a time for another figure of the claim."""

    scheduled = models.ForeignKey(ScheduledVerdict, models.PROTECT, related_name="further_ranges")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = one_a_figure("scheduled")
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.scheduled_id}: {self.low} to {self.high} for {self.figure_id}"
