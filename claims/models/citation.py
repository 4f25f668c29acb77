"""What a claim rests on, and what waits to be added to it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.rules.grounds import LONGEST_LOCATOR, Stance
from sources.models import Page, Quotation
from tracker.base.constraints import not_blank, one_of, together
from tracker.base.retraction import (
    STANDING,
    Retractable,
    index_of_retracted,
    retracted_with_reason,
)
from tracker.base.triggers import shown_to_readers, track
from tracker.base.values.choices import choices


class Credibility(models.TextChoices):
    """Credibility of the information, Admiralty code. 6 means "no basis", not "worst"."""

    CONFIRMED = "1", _("Confirmed by other sources")
    PROBABLE = "2", _("Probably true")
    POSSIBLE = "3", _("Possibly true")
    DOUBTFUL = "4", _("Doubtful")
    IMPROBABLE = "5", _("Improbable")
    CANNOT_BE_JUDGED = "6", _("Truth cannot be judged")


@shown_to_readers
@track()
class Citation(Retractable):
    """A claim rests on this quotation, or on the page as a whole.

    ``locator`` says where on the page to look where no quotation does, such as ``sentence 26``.
    ``own_means`` is how the page confirms the claim by means of its own, in the words of whoever
    marked it so; it is empty until somebody does.
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
    locator = models.CharField(_("where on the page"), max_length=LONGEST_LOCATOR, blank=True)
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)
    own_means = models.TextField(_("means of its own"), blank=True)
    means_marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    means_marked_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["claim_id", "position", "pk"]
        indexes: ClassVar[list[models.Index]] = [index_of_retracted("citation_retracted")]
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
            together("means_marked_by", "means_marked_at", name="citation_marked_by_and_at"),
            models.CheckConstraint(
                condition=Q(means_marked_at__isnull=True, own_means="")
                | Q(means_marked_at__isnull=False, own_means__regex=r"\S"),
                name="citation_marked_with_means",
            ),
            together("retracted_by", "retracted_at", name="citation_retracted_by_and_at"),
            retracted_with_reason("citation_retracted_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.stance} {self.page_id}"

    @property
    def is_of_whole_page(self) -> bool:
        """Whether nothing says yet which words of the page, where on it, or by which means."""
        return self.quotation_id is None and not self.locator and not self.own_means


class ProposalStatus(models.TextChoices):
    """What became of it."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@track()
class EvidenceProposal(models.Model):
    """A page with words on it that somebody would cite for a claim that holds still.

    ``evidence`` is what they entered, as `claims.operations.reviews.proposals` writes it: nothing
    of it is registered as a page, a publisher or a quotation before it is accepted, so that it
    leaves no trace that a reviewer could read. Its author and editors who do not review see it.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="proposals")
    url = models.TextField()
    evidence = models.JSONField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    status = models.CharField(
        max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.WAITING.value
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.TextField(blank=True)
    citation = models.ForeignKey(Citation, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["proposed_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("url", name="proposal_names_a_page"),
            one_of("status", ProposalStatus.values, name="proposal_status_known"),
            together("closed_by", "closed_at", name="proposal_closed_by_and_at"),
            models.CheckConstraint(
                condition=Q(status="waiting", closed_at__isnull=True)
                | (~Q(status="waiting") & Q(closed_at__isnull=False)),
                name="proposal_closed_when_not_waiting",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | Q(closing_reason__regex=r"\S"),
                name="proposal_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="accepted", citation__isnull=False)
                | (~Q(status="accepted") & Q(citation__isnull=True)),
                name="proposal_accepted_as_citation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.url}"
