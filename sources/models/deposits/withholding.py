"""What readers are not shown of a sealed copy, why, and what they are told instead."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from sources.archiver.deposits.inside.found import GROUPS
from sources.models.capture import Capture
from sources.models.deposits.deposit import Deposit
from sources.models.file import SealedFile
from tracker.base.constraints import not_blank, together
from tracker.base.triggers import (
    Protect,
    append_only,
    fixed,
    never_deleted,
    never_emptied,
    shown_to_readers,
)


@shown_to_readers
class WithheldOriginal(models.Model):
    """The file as it was brought, of a deposit whose public copy was made from it.

    The deposit's capture has the cleaned copy. ``removed`` are the groups of what is no longer in
    it; ``program`` is what made it.
    """

    deposit = models.OneToOneField(Deposit, models.PROTECT, related_name="original")
    file = models.ForeignKey(SealedFile, models.PROTECT, related_name="+")
    original_name = models.CharField(max_length=255, blank=True)
    removed = models.JSONField(default=list, blank=True)
    program = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("program", name="withheld_original_program"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.program

    @property
    def removed_labels(self) -> list[str]:
        """What the copy is without, in words."""
        return [gettext(GROUPS[code]) for code in self.removed if code in GROUPS]


@shown_to_readers
class Withholding(models.Model):
    """A sealed copy that readers do not get, from one moment until another.

    Readers see its digest, that it is withheld, since when, and ``description``; ``reason`` is for
    the desk. ``hides_page`` is that the page itself, with its address, its publisher and what was
    quoted from it, is shown nowhere either: whoever the copy came from could be known by them.
    """

    capture = models.ForeignKey(Capture, models.PROTECT, related_name="withholdings")
    description = models.TextField()
    reason = models.TextField()
    hides_page = models.BooleanField(default=False)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("description", name="withholding_described"),
            not_blank("reason", name="withholding_reason_given"),
            together("ended_at", "ended_by", name="withholding_ended_by_and_at"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="withholding_ended_with_reason",
            ),
            models.UniqueConstraint(
                fields=["capture"],
                condition=Q(ended_at__isnull=True),
                name="withholding_one_at_a_time",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            fixed(
                "capture",
                "description",
                "reason",
                "hides_page",
                "begun_by",
                "begun_at",
                name="begun_stays",
            ),
            Protect(
                name="ended_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
            never_deleted(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.description[:80]
