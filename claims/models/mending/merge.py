"""That two of a kind were merged: which into which, when, by whom and why, and what moved."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.rules.thing_kinds import ThingKind
from tracker.base.constraints import not_blank, one_of
from tracker.base.triggers import append_only, never_emptied


class Merge(models.Model):
    """Two of a kind were merged. Never changed; ``gone`` and ``kept`` are the keys of their rows.

    ``moved`` has the key of every row that named the one and names the other since, by table and
    column, so that it can be undone by hand. It holds no foreign keys, as the journal does.
    """

    kind = models.CharField(max_length=12)
    gone = models.BigIntegerField()
    kept = models.BigIntegerField()
    moved = models.JSONField(default=dict)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "gone"], name="merge_once"),
            one_of("kind", [kind.value for kind in ThingKind], name="merge_kind_known"),
            not_blank("reason", name="merge_with_reason"),
            models.CheckConstraint(condition=~Q(gone=F("kept")), name="merge_of_two"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [append_only(), never_emptied()]

    def __str__(self) -> str:
        return f"{self.kind} {self.gone} into {self.kept}"
