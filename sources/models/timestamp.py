"""Trusted timestamps over digests (RFC 3161). A row waits until an authority has answered."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.base.constraints import SHA256_PATTERN, not_blank, one_of, sha256


class TimestampSubject(models.TextChoices):
    """What the digest is of."""

    FILE = "file", _("A sealed file")
    LEDGER = "ledger", _("The head of the ledger")


class TimestampStatus(models.TextChoices):
    """How far it has come."""

    WAITING = "waiting", _("Waiting")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class Timestamp(models.Model):
    """One authority's word that a digest existed at a time; ``granted_at`` is its own clock."""

    sha256 = models.CharField(max_length=64)
    subject = models.CharField(max_length=10, choices=TimestampSubject.choices)
    authority = models.CharField(max_length=60)
    status = models.CharField(
        max_length=10, choices=TimestampStatus.choices, default=TimestampStatus.WAITING
    )
    requested_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    granted_at = models.DateTimeField(null=True, blank=True)
    serial = models.CharField(max_length=80, blank=True)
    token_name = models.CharField(max_length=250, blank=True)
    token_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["next_attempt_at", "requested_at"],
                condition=Q(status="waiting"),
                name="timestamp_queue",
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sha256", "authority"], name="timestamp_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=SHA256_PATTERN), name="timestamp_sha256_shape"
            ),
            sha256("token_sha256", name="timestamp_token_sha256_shape"),
            not_blank("authority", name="timestamp_authority_given"),
            one_of("subject", TimestampSubject.values, name="timestamp_subject_known"),
            one_of("status", TimestampStatus.values, name="timestamp_status_known"),
            models.CheckConstraint(
                condition=Q(status="waiting", finished_at__isnull=True)
                | (~Q(status="waiting") & Q(finished_at__isnull=False)),
                name="timestamp_finished_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="granted")
                | (Q(granted_at__isnull=False) & ~Q(token_name="") & ~Q(token_sha256="")),
                name="timestamp_granted_has_token",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(
                name="granted_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="granted"),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.status} {self.sha256[:12]}"
