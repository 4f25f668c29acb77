"""Filters of a queue that somebody keeps under a name of their own."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.base.constraints import not_blank

LONGEST_NAME = 60
LONGEST_QUERY = 500


class SavedView(models.Model):
    """A person's own name for one way to look at one queue.

    ``query`` is the part of the address after the question mark, without the place in the list.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    queue = models.CharField(max_length=20)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "queue", "name"], name="saved_view_once"),
            not_blank("name", name="saved_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
