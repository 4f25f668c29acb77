"""Files that people brought, with their word on how they came by them."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.models.capture import Capture
from tracker.base.constraints import not_blank, one_of
from tracker.base.triggers import append_only, never_emptied, shown_to_readers
from tracker.base.values.choices import choices
from tracker.base.values.precision import DatePrecision


class DepositKind(models.TextChoices):
    """What the file is, decided by its content."""

    HTML = "html", _("Web page")
    PDF = "pdf", _("PDF")
    IMAGE = "image", _("Image")
    TEXT = "text", _("Plain text")
    WARC = "warc", _("Web archive file (WARC)")
    WACZ = "wacz", _("Web archive package (WACZ)")


@shown_to_readers
class Deposit(models.Model):
    """A copy that a person brought instead of the archiver; its file is the capture's."""

    capture = models.OneToOneField(Capture, models.PROTECT, related_name="deposit")
    statement = models.TextField(_("how and when it was obtained"))
    obtained_on = models.DateField(_("obtained on"), null=True, blank=True)
    obtained_precision = models.CharField(
        max_length=10, choices=choices(DatePrecision), default=DatePrecision.UNKNOWN.value
    )
    original_name = models.CharField(_("name of the file"), max_length=255, blank=True)
    kind = models.CharField(max_length=10, choices=DepositKind.choices)
    media_type = models.CharField(max_length=100)
    deposited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deposited_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("statement", name="deposit_statement_given"),
            one_of("kind", DepositKind.values, name="deposit_kind_known"),
            models.CheckConstraint(
                condition=Q(obtained_on__isnull=True, obtained_precision="unknown")
                | Q(obtained_on__isnull=False, obtained_precision__in=["day", "month", "year"]),
                name="deposit_obtained_with_precision",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.original_name}".strip()
