"""What was brought and is not sealed yet: it waits for the choice of whoever brought it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.models.deposits.deposit import DepositKind
from sources.models.page import Page
from tracker.base.constraints import not_blank, one_of, sha256
from tracker.base.values.choices import choices
from tracker.base.values.precision import DatePrecision


class HeldStatus(models.TextChoices):
    """What became of it."""

    HELD = "held", _("Waits for a choice")
    SEALED = "sealed", _("Sealed")
    DROPPED = "dropped", _("Not sealed")
    EXPIRED = "expired", _("Not sealed in time")


class HeldDeposit(models.Model):
    """A file with what was found in it, seen by whoever brought it and by editors, and no others.

    ``found`` are ``[{"group", "name", "value"}, ...]``; ``unread`` is why nothing could be read.
    ``page_unread`` is why the page cannot be read out of an archive, in codes and values
    (``sources.archiver.sentences``); empty of what is none, or holds the page.
    ``clean_*`` is the cleaned copy, if one could be made; else ``not_cleaned`` is why not. Once it
    has ended, the files are gone and what was found is gone with them: what stays is who brought
    how much on which day, which the limits count.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(Page, models.PROTECT, related_name="held_deposits")
    status = models.CharField(max_length=10, choices=HeldStatus.choices, default=HeldStatus.HELD)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    statement = models.TextField()
    obtained_on = models.DateField(null=True, blank=True)
    obtained_precision = models.CharField(
        max_length=10, choices=choices(DatePrecision), default=DatePrecision.UNKNOWN.value
    )
    original_name = models.CharField(max_length=255, blank=True)
    kind = models.CharField(max_length=10, choices=DepositKind.choices)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    file_name = models.CharField(max_length=200, blank=True)

    found = models.JSONField(default=list, blank=True)
    unread = models.CharField(max_length=20, blank=True)
    page_unread = models.JSONField(default=list, blank=True)
    not_cleaned = models.CharField(max_length=20, blank=True)
    clean_name = models.CharField(max_length=200, blank=True)
    clean_sha256 = models.CharField(max_length=64, blank=True)
    clean_size = models.BigIntegerField(null=True, blank=True)
    removed = models.JSONField(default=list, blank=True)
    program = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["brought_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["brought_by", "brought_at"], name="held_deposit_of_person"),
            models.Index(
                fields=["expires_at"], condition=Q(status="held"), name="held_deposit_expires"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("status", HeldStatus.values, name="held_deposit_status_known"),
            one_of("kind", DepositKind.values, name="held_deposit_kind_known"),
            not_blank("sha256", name="held_deposit_digested"),
            sha256("sha256", name="held_deposit_sha256_shape"),
            sha256("clean_sha256", name="held_deposit_clean_shape"),
            models.CheckConstraint(
                condition=Q(status="held", ended_at__isnull=True)
                | (~Q(status="held") & Q(ended_at__isnull=False, file_name="", found=[])),
                name="held_deposit_ends_empty",
            ),
            models.CheckConstraint(
                condition=Q(clean_name="", clean_sha256="", clean_size__isnull=True)
                | (~Q(clean_name="") & ~Q(clean_sha256="") & Q(clean_size__isnull=False)),
                name="held_deposit_clean_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.status}"

    @property
    def is_cleanable(self) -> bool:
        """Whether there is a copy without what was found."""
        return bool(self.clean_name)
