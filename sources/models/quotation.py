"""Exact words on a page, and what was found of them in each sealed copy."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sources.archiver.values import Check
from sources.models.capture import Capture
from sources.models.page import Page
from tracker.base.constraints import not_blank, one_of
from tracker.base.triggers import append_only, never_emptied


class Quotation(models.Model):
    """Exact words with a few words before and after: a W3C TextQuoteSelector."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="quotations")
    exact = models.TextField(_("exact words"))
    prefix = models.TextField(_("words before"), blank=True)
    suffix = models.TextField(_("words after"), blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("exact", name="quotation_says_something"),
            models.UniqueConstraint(
                fields=["page", "exact", "prefix", "suffix"], name="quotation_once"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            # A finding speaks of these very words, so they never change under it.
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.exact


class FindingKind(models.TextChoices):
    """What a check of one quotation in one capture found."""

    VERBATIM = "verbatim", _("Verbatim")
    NEAR = "near", _("Near: only the writing differs")
    INTERRUPTED = "interrupted", _("Interrupted by something else on the page")
    REWORDED = "reworded", _("Reworded: words differ")
    ALTERED = "altered", _("Altered: a number, a name or a word that turns the sense differs")
    ABSENT = "absent", _("Absent")
    UNREADABLE = "unreadable", _("Unreadable")


DIFFERING = frozenset(
    {FindingKind.NEAR, FindingKind.INTERRUPTED, FindingKind.REWORDED, FindingKind.ALTERED}
)
"""What was found where other words, signs or marks stand than those quoted."""


class TextOfCopy(models.TextChoices):
    """Which text of a sealed copy a finding stands in."""

    SENT = "sent", _("The page as it was sent")
    SHOWN = "shown", _("The page as a browser showed it")


class Finding(models.Model):
    """What was found of a quotation in a capture; offsets count characters of the text it is in.

    Of the words that a browser showed there is one only where they hold what the page, as it was
    sent, does not.
    """

    quotation = models.ForeignKey(Quotation, models.PROTECT, related_name="findings")
    capture = models.ForeignKey(Capture, models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=12, choices=FindingKind.choices)
    read_in = models.CharField(max_length=5, choices=TextOfCopy.choices, default=TextOfCopy.SENT)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    matched = models.TextField(blank=True)
    differences = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["quotation", "capture", "read_in"], name="finding_once"
            ),
            one_of("read_in", TextOfCopy.values, name="finding_read_in_known"),
            one_of("kind", FindingKind.values, name="finding_kind_known"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__gte=F("start")),
                name="finding_place_whole",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.quotation_id} {self.kind}"

    @classmethod
    def of(
        cls,
        quotation: Quotation,
        capture: Capture,
        check: Check,
        *,
        at: datetime,
        read_in: TextOfCopy = TextOfCopy.SENT,
    ) -> Finding:
        """Make the row of a check; it is not saved yet.

        Args:
            quotation: what was looked for.
            capture: the copy it was looked for in.
            check: what was found.
            at: the present moment.
            read_in: which text of the copy it was looked for in.
        """
        return cls(
            quotation=quotation,
            capture=capture,
            read_in=read_in,
            kind=check.kind.value,
            start=check.start,
            end=check.end,
            matched=check.matched,
            differences=[difference.as_json() for difference in check.differences],
            at=at,
        )

    @property
    def is_shown(self) -> bool:
        """Whether it stands in the words that a browser showed, and not in those that were sent."""
        return self.read_in == TextOfCopy.SHOWN

    @property
    def differs(self) -> bool:
        """Whether the copy has something else there than was quoted."""
        return self.kind in DIFFERING
