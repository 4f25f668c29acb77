"""The journal: who did what to what, when and why."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from tracker.base.constraints import not_blank
from tracker.base.triggers import append_only, never_emptied, shown_to_readers


@shown_to_readers
class Event(models.Model):
    """A line of the append-only journal.

    It holds no foreign keys: it neither blocks nor follows the rows it speaks of.
    ``data`` never holds what a sealed review says; that is for the review's own row.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=40)
    target_type = models.CharField(max_length=40)
    target_id = models.CharField(max_length=40)
    claim_id = models.BigIntegerField(null=True, blank=True)
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["target_type", "target_id", "at"], name="event_of_target"),
            models.Index(fields=["claim_id", "at"], name="event_of_claim"),
            models.Index(
                fields=["-at"], condition=Q(to_status="withdrawn"), name="event_of_withdrawal"
            ),
            models.Index(
                fields=["-at"], condition=Q(from_status="withdrawn"), name="event_of_return"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("verb", name="event_verb_given"),
            not_blank("actor_name", name="event_actor_named"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb} {self.target_type} {self.target_id}"
