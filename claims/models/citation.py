"""What a claim rests on."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.rules.grounds import Stance
from sources.models import Page, Quotation
from tracker.base.constraints import one_of, together
from tracker.base.retraction import STANDING, Retractable, retracted_with_reason
from tracker.base.triggers import track
from tracker.base.values.choices import choices


class Credibility(models.TextChoices):
    """Credibility of the information, Admiralty code. 6 means "no basis", not "worst"."""

    CONFIRMED = "1", _("Confirmed by other sources")
    PROBABLE = "2", _("Probably true")
    POSSIBLE = "3", _("Possibly true")
    DOUBTFUL = "4", _("Doubtful")
    IMPROBABLE = "5", _("Improbable")
    CANNOT_BE_JUDGED = "6", _("Truth cannot be judged")


@track()
class Citation(Retractable):
    """A claim rests on this quotation, or on the page as a whole.

    ``locator`` says where on the page to look where no quotation does, such as ``sentence 26``.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="citations")
    page = models.ForeignKey(Page, models.PROTECT, related_name="citations")
    quotation = models.ForeignKey(
        Quotation, models.PROTECT, null=True, blank=True, related_name="citations"
    )
    stance = models.CharField(_("stance"), max_length=12, choices=choices(Stance))
    credibility = models.CharField(
        _("credibility"),
        max_length=1,
        choices=Credibility.choices,
        default=Credibility.CANNOT_BE_JUDGED,
    )
    locator = models.CharField(_("where on the page"), max_length=200, blank=True)
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["claim_id", "position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["claim", "page", "quotation"],
                nulls_distinct=False,
                condition=STANDING,
                name="citation_once",
            ),
            one_of("stance", [stance.value for stance in Stance], name="citation_stance_known"),
            one_of("credibility", Credibility.values, name="citation_credibility_known"),
            models.CheckConstraint(
                condition=Q(position__gte=0), name="citation_position_not_negative"
            ),
            together("retracted_by", "retracted_at", name="citation_retracted_by_and_at"),
            retracted_with_reason("citation_retracted_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.stance} {self.page_id}"
