"""Evidence that waits until it may be added to a claim."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.citation import Citation
from claims.models.claim import Claim
from tracker.base.constraints import not_blank, one_of, together
from tracker.base.triggers import track


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
