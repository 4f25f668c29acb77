"""What a claim says at one moment."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from tracker.base.constraints import SHA256_PATTERN, not_blank
from tracker.base.triggers import append_only, never_emptied, shown_to_readers


@shown_to_readers
class Version(models.Model):
    """What a claim says at one moment: what a round of reviews judges. Never changed.

    ``content`` is canonical JSON, kept as text so that ``sha256`` is the digest of what stands
    there. The newest first: ``claim.versions.first()`` is the last that was written down.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["claim_id", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["claim", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_counted_from_one"),
            not_blank("content", name="version_says_something"),
            models.CheckConstraint(
                condition=Q(sha256__regex=SHA256_PATTERN), name="version_sha256_shape"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} version {self.number}"
