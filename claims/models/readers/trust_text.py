"""What the house says of itself on its standing pages."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.rules.readers.trust_pages import TrustPage
from tracker.base.constraints import not_blank, one_of
from tracker.base.triggers import append_only, never_emptied, shown_to_readers
from tracker.base.values.choices import choices


@shown_to_readers
class TrustText(models.Model):
    """One version of the text of a page, in one language; the highest number is in force.

    Without any, or with an empty one, the page shows the text that comes with the software.
    ``body`` is in the markup of `claims.presentation.readers.markup`.
    """

    page = models.CharField(_("page"), max_length=30, choices=choices(TrustPage))
    language = models.CharField(_("language"), max_length=35)
    number = models.PositiveIntegerField()
    body = models.TextField(_("text"), blank=True)
    reason = models.TextField(_("why it is changed"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["page", "language", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["page", "language", "number"], name="trust_text_number_once"
            ),
            one_of("page", TrustPage, name="trust_text_page_known"),
            models.CheckConstraint(condition=Q(number__gte=1), name="trust_text_from_one"),
            not_blank("language", name="trust_text_in_a_language"),
            not_blank("reason", name="trust_text_says_why"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.language} {self.number}"
