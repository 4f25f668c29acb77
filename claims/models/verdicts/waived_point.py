"""A point of the checklist that was open when a verdict was published."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.verdicts.verdict import Verdict
from claims.rules.deciding.checklist import Point
from tracker.base.constraints import not_blank, one_of
from tracker.base.triggers import append_only, never_emptied, shown_to_readers
from tracker.base.values.choices import choices


@shown_to_readers
class WaivedPoint(models.Model):
    """Whoever published a verdict left this point open, for this reason. Readers are told both."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="waived_points")
    point = models.CharField(_("point"), max_length=16, choices=choices(Point))
    reason = models.TextField(_("reason"))

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["verdict", "point"], name="waived_point_once"),
            one_of("point", [point.value for point in Point], name="waived_point_known"),
            not_blank("reason", name="waived_point_in_writing"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.verdict_id} {self.point}"
