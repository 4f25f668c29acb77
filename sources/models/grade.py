"""How reliable a publisher is held to be, by whom and why."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models.publisher import Publisher
from tracker.base.constraints import not_blank, one_of
from tracker.base.triggers import append_only, never_emptied, shown_to_readers


class Grade(models.TextChoices):
    """Reliability of the source, Admiralty code. F means "no basis", not "worst"."""

    A = "A", _("Completely reliable")
    B = "B", _("Usually reliable")
    C = "C", _("Fairly reliable")
    D = "D", _("Not usually reliable")
    E = "E", _("Unreliable")
    F = "F", _("Reliability cannot be judged")


@shown_to_readers
class PublisherGrade(models.Model):
    """One judgement of a publisher's reliability; the newest is the one in force."""

    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="grades")
    grade = models.CharField(_("grade"), max_length=1, choices=Grade.choices)
    reason = models.TextField(_("reason"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("grade", Grade.values, name="publisher_grade_known"),
            not_blank("reason", name="publisher_grade_reasoned"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.publisher_id}: {self.grade}"
