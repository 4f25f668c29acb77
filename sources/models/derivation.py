"""Where a page has its content from."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.models.page import Page
from sources.models.publisher import Publisher
from tracker.base.constraints import not_blank, one_of
from tracker.base.triggers import shown_to_readers, track


class DerivationKind(models.TextChoices):
    """How the content came over."""

    WIRE_COPY = "wire_copy", _("Wire copy")
    REPRINT = "reprint", _("Reprint")
    QUOTATION = "quotation", _("Quotation")
    TRANSLATION = "translation", _("Translation")
    UNSPECIFIED = "unspecified", _("Credited, manner not stated")


@shown_to_readers
@track()
class Derivation(models.Model):
    """A page has its content from another page or publisher: a link in the chain of origins.

    ``credited_to`` is the credit as the page words it; ``from_page`` or ``from_publisher`` says
    who that is where we know. ``origin_key`` is the same for every spelling of one origin, so
    that two pages crediting one communiqué count once.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="derivations")
    kind = models.CharField(
        max_length=20, choices=DerivationKind.choices, default=DerivationKind.UNSPECIFIED
    )
    credited_to = models.CharField(_("credited to"), max_length=300)
    origin_key = models.CharField(max_length=120, blank=True)
    from_page = models.ForeignKey(
        Page, models.PROTECT, null=True, blank=True, related_name="derived_pages"
    )
    from_publisher = models.ForeignKey(
        Publisher, models.PROTECT, null=True, blank=True, related_name="credited_in"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["page", "credited_to", "origin_key"], name="derivation_once"
            ),
            not_blank("credited_to", name="derivation_credit_given"),
            one_of("kind", DerivationKind.values, name="derivation_kind_known"),
            models.CheckConstraint(
                condition=Q(from_page__isnull=True) | ~Q(from_page=models.F("page")),
                name="derivation_not_of_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} from {self.credited_to}"
