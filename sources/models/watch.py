"""Pages that are looked at again."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from sources.models.page import Page
from tracker.base.constraints import together
from tracker.base.triggers import shown_to_readers, track


@shown_to_readers
@track()
class Watch(models.Model):
    """When a page is looked at next; ``step`` counts the looks so far, NULL is not watched.

    Who stopped it said why; a watch that nobody stopped ends only where no intervals are set.
    """

    page = models.OneToOneField(Page, models.PROTECT, related_name="watch")
    step = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField()
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="watch_next"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            together("stopped_by", "stopped_at", name="watch_stopped_by_and_at"),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, stopped_reason="")
                | (Q(stopped_at__isnull=False, next_at__isnull=True) & ~Q(stopped_reason="")),
                name="watch_stopped_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.next_at}"
