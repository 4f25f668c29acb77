"""One claim answers another."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.rules.grounds import Ground
from tracker.base.constraints import one_of, together
from tracker.base.retraction import STANDING, Retractable, retracted_with_reason
from tracker.base.triggers import shown_to_readers, track
from tracker.base.values.choices import choices


@shown_to_readers
@track()
class Counterclaim(Retractable):
    """A directed row: ``claim`` answers ``answers``, on a ground. With its claim it is a pair."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="counters")
    answers = models.ForeignKey(Claim, models.PROTECT, related_name="countered_by")
    ground = models.CharField(_("ground"), max_length=24, choices=choices(Ground))
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["claim", "answers", "ground"],
                condition=STANDING,
                name="counterclaim_once",
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
