"""The ledger: one line for everything sealed, each line holding the digest of the one before."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from tracker.base.constraints import SHA256_PATTERN, not_blank
from tracker.base.triggers import append_only, never_emptied, shown_to_readers


@shown_to_readers
class Entry(models.Model):
    """A line of the ledger.

    ``content`` is canonical JSON of what was sealed, kept as text so that its digest can be made
    again from the very bytes. ``sha256`` covers position, time, kind, subject, the digest of the
    content and the digest of the line before; the first line follows 64 zeros. Positions run from
    1 without a gap. ``private`` is never given out: the content holds its digest, and a random
    salt in it makes sure that neither can be guessed from a digest that is public.
    """

    position = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=64)
    content = models.TextField()
    private = models.TextField(default="{}")
    content_sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "subject"], name="entry_of_subject"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("kind", name="entry_kind_given"),
            not_blank("subject", name="entry_subject_given"),
            models.CheckConstraint(condition=Q(position__gte=1), name="entry_counted_from_one"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{field}__regex": SHA256_PATTERN}), name=f"entry_{field}_shape"
                )
                for field in ("content_sha256", "previous_sha256", "sha256")
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.kind} {self.subject}"


@shown_to_readers
class Standing(models.Model):
    """How far the ledger was verified, and what was found: one row, written by the clock's work.

    ``step`` and ``position`` say where the round that is under way goes on, ``sha256`` the digest
    of the entry at that position; ``found`` counts what did not fit in it, ``defects`` holds the
    codes and positions of the first of them. The other columns are of the last round that ended.
    """

    began_at = models.DateTimeField(null=True, blank=True)
    step = models.PositiveIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, default="0" * 64)
    found = models.PositiveIntegerField(default=0)
    defects = models.JSONField(default=list, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_position = models.BigIntegerField(default=0)
    ended_sha256 = models.CharField(max_length=64, default="0" * 64)
    ended_found = models.PositiveIntegerField(default=0)
    ended_defects = models.JSONField(default=list, blank=True)
    kept_position = models.BigIntegerField(default=0)
    kept_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(pk=1), name="standing_of_one_ledger"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{field}__regex": SHA256_PATTERN}),
                    name=f"standing_{field}_shape",
                )
                for field in ("sha256", "ended_sha256")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} of the ledger verified"
