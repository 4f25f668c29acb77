"""Trusted timestamps over digests (RFC 3161). A row waits until an authority has answered."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.base.constraints import SHA256_PATTERN, not_blank, one_of, sha256
from tracker.base.queue import Queued
from tracker.base.triggers import Protect, never_deleted, never_emptied, shown_to_readers


class TimestampSubject(models.TextChoices):
    """What the digest is of."""

    FILE = "file", _("A sealed file")
    LEDGER = "ledger", _("The head of the ledger")


class TimestampStatus(models.TextChoices):
    """How far it has come."""

    WAITING = "waiting", _("Waiting")
    TAKEN = "taken", _("Being asked for")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


@shown_to_readers
class Timestamp(Queued):
    """One authority's word that a digest existed at a time; ``granted_at`` is its own clock.

    ``reason`` holds codes and values (``sources.archiver.sentences``).
    """

    sha256 = models.CharField(max_length=64)
    subject = models.CharField(max_length=10, choices=TimestampSubject.choices)
    authority = models.CharField(max_length=60)
    status = models.CharField(
        max_length=10, choices=TimestampStatus.choices, default=TimestampStatus.WAITING
    )
    reason = models.JSONField(default=list, blank=True)
    granted_at = models.DateTimeField(null=True, blank=True)
    serial = models.CharField(max_length=80, blank=True)
    token_name = models.CharField(max_length=250, blank=True)
    token_sha256 = models.CharField(max_length=64, blank=True)

    class Meta(Queued.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Queued.Meta.constraints,
            models.UniqueConstraint(fields=["sha256", "authority"], name="timestamp_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=SHA256_PATTERN), name="timestamp_sha256_shape"
            ),
            sha256("token_sha256", name="timestamp_token_sha256_shape"),
            not_blank("authority", name="timestamp_authority_given"),
            one_of("subject", TimestampSubject.values, name="timestamp_subject_known"),
            one_of("status", TimestampStatus.values, name="timestamp_status_known"),
            models.CheckConstraint(
                condition=~Q(status="granted")
                | (Q(granted_at__isnull=False) & ~Q(token_name="") & ~Q(token_sha256="")),
                name="timestamp_granted_has_token",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            Protect(
                name="granted_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="granted"),
            ),
            never_deleted(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.status} {self.sha256[:12]}"
