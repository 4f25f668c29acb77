"""What a later look at a page showed against an earlier copy."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sources.models.capture import Capture
from sources.models.page import Page
from tracker.base.constraints import one_of, together
from tracker.base.triggers import (
    Protect,
    fixed,
    never_deleted,
    never_emptied,
    shown_to_readers,
    track_changes,
)


class RecheckKind(models.TextChoices):
    """What a later look found, the weightiest first where several hold."""

    PAGE_GONE = "page_gone", _("Page gone")
    PAGE_BLOCKED = "page_blocked", _("Page blocked")
    PAGE_WALLED = "page_walled", _("Page behind a wall")
    PAGE_FAILED = "page_failed", _("No whole answer")
    QUOTATION_ALTERED = "quotation_altered", _("Quotation altered")
    QUOTATION_GONE = "quotation_gone", _("Quotation gone")
    QUOTATION_MOVED = "quotation_moved", _("Quotation moved")
    PAGE_MOVED = "page_moved", _("Page moved")
    CHANGED_ELSEWHERE = "changed_elsewhere", _("Changed elsewhere")
    UNCHANGED = "unchanged", _("Unchanged")


LOSSES = (RecheckKind.PAGE_GONE, RecheckKind.QUOTATION_GONE)
"""What a later look found where it did not find what is cited."""


@shown_to_readers
@track_changes("seen_by", "seen_at", "seen_note", model_name="RecheckSeenEvent")
class Recheck(models.Model):
    """A later capture of a page held against an earlier whole copy.

    ``quotations`` tells of each quotation what it was and is; ``number_altered`` is that a number
    within a quotation is another one now, or that a correction elsewhere on the page gives another
    one. Only that somebody has seen it is added later; it can be taken back, and what was marked
    stays in the row history.
    """

    page = models.ForeignKey(Page, models.PROTECT, related_name="rechecks")
    earlier = models.ForeignKey(Capture, models.PROTECT, related_name="later_looks")
    later = models.ForeignKey(Capture, models.PROTECT, related_name="rechecks")
    kind = models.CharField(max_length=20, choices=RecheckKind.choices)
    number_altered = models.BooleanField(default=False)
    quotations = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            # What readers are told of is read in the order of.
            models.Index(
                fields=["-at", "-id"], condition=~Q(kind="unchanged"), name="recheck_newest"
            ),
            models.Index(
                fields=["-at"],
                condition=Q(number_altered=True, seen_at__isnull=True),
                name="recheck_to_look_at",
            ),
            models.Index(
                fields=["-at"],
                condition=Q(kind__in=("page_gone", "quotation_gone")),
                name="recheck_gone",
            ),
            models.Index(fields=["page", "-at"], name="recheck_of_page"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["earlier", "later"], name="recheck_once"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="recheck_of_two"),
            one_of("kind", RecheckKind.values, name="recheck_kind_known"),
            together("seen_by", "seen_at", name="recheck_seen_by_and_at"),
            models.CheckConstraint(
                condition=Q(number_altered=False)
                | Q(kind__in=("quotation_altered", "changed_elsewhere")),
                name="recheck_number_is_alteration",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            fixed(
                "page",
                "earlier",
                "later",
                "kind",
                "number_altered",
                "quotations",
                "at",
                name="found_stays",
            ),
            Protect(
                name="seen_once",
                operation=pgtrigger.Update,
                # It is taken back whole or not at all; nobody writes over another's mark.
                condition=pgtrigger.Q(old__seen_at__isnull=False, new__seen_at__isnull=False),
            ),
            never_deleted(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.kind}"

    @property
    def is_gone(self) -> bool:
        """Whether the page was not there, or a quotation of it."""
        return self.kind in LOSSES
