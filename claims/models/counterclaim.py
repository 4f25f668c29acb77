"""One claim answers another."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.rules.figures.width import IN_TIMES, HowFarApart
from claims.rules.grounds import Ground
from tracker.base.constraints import one_of, together
from tracker.base.retraction import (
    STANDING,
    Retractable,
    index_of_retracted,
    retracted_with_reason,
)
from tracker.base.triggers import shown_to_readers, track
from tracker.base.values.choices import choices

_IN_TIMES = sorted(each.value for each in IN_TIMES)


@shown_to_readers
@track(besides=("how_far", "width"))
class Counterclaim(Retractable):
    """A directed row: ``claim`` answers ``answers``, on a ground. With its claim it is a pair.

    ``how_far`` and ``width`` say how far the figures of both are apart, so that thousands of pairs
    can be put in order: computed from the figures and kept up by the operations that change these
    (`claims.operations.matching.widths`). "" is not computed yet. Pages compare the figures
    themselves.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="counters")
    answers = models.ForeignKey(Claim, models.PROTECT, related_name="countered_by")
    ground = models.CharField(_("ground"), max_length=24, choices=choices(Ground))
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    how_far = models.CharField(max_length=20, choices=choices(HowFarApart), blank=True, default="")
    width = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                F("width").desc(),
                F("id").desc(),
                condition=STANDING & Q(width__isnull=False),
                name="counterclaim_widest",
            ),
            index_of_retracted("counterclaim_retracted"),
            # By which the claims of few pairs are found: claims.reads.facets.
            models.Index(fields=["ground"], name="counterclaim_ground"),
            models.Index(fields=["how_far"], name="counterclaim_how_far"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["claim", "answers", "ground"],
                condition=STANDING,
                name="counterclaim_once",
            ),
            one_of(
                "how_far",
                ["", *(each.value for each in HowFarApart)],
                name="counterclaim_how_far_known",
            ),
            models.CheckConstraint(
                condition=Q(width__isnull=False, how_far__in=_IN_TIMES)
                | (Q(width__isnull=True) & ~Q(how_far__in=_IN_TIMES)),
                name="counterclaim_width_in_times",
            ),
            one_of("ground", [ground.value for ground in Ground], name="counterclaim_ground_known"),
            models.CheckConstraint(
                condition=~Q(claim=F("answers")), name="counterclaim_not_of_itself"
            ),
            together("retracted_by", "retracted_at", name="counterclaim_retracted_by_and_at"),
            retracted_with_reason("counterclaim_retracted_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} answers {self.answers_id}"
