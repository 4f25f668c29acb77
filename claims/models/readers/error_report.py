"""What readers report as wrong on a page that readers see."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.rules.readers.reporting import ReportAbout, ReportOutcome
from tracker.base.constraints import not_blank, one_of, together
from tracker.base.triggers import fixed, never_deleted, never_emptied
from tracker.base.values.choices import choices


class ErrorReport(models.Model):
    """A reader says what is wrong; an editor closes it with an answer.

    ``claim`` is what it is about; NULL where it is about the page itself.
    ``page`` is the path of the page on which the reader was; empty where it is the claim's own.
    ``language`` is the one that the page was in; empty where that was not kept yet.
    ``key`` names it in the address at which the reader finds the answer; nobody can guess it.
    ``network`` is a digest of the network it was sent from, by which reports are counted; it goes
    when the report is closed. Nothing else is kept of who sent it.
    """

    key = models.CharField(max_length=32, unique=True)
    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, blank=True, related_name="error_reports"
    )
    page = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=16, blank=True)
    about = models.CharField(_("what is wrong"), max_length=12, choices=choices(ReportAbout))
    words = models.TextField(_("the report"))
    where = models.TextField(_("where it can be seen"), blank=True)
    network = models.CharField(max_length=16, blank=True)
    received_at = models.DateTimeField()
    outcome = models.CharField(
        _("what came of it"), max_length=10, choices=choices(ReportOutcome), blank=True
    )
    answer = models.TextField(_("answer"), blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["received_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["received_at", "id"], condition=Q(closed_at=None), name="error_report_open"
            ),
            models.Index(fields=["network", "received_at"], name="error_report_network"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(key__regex=r"^[0-9a-f]{32}$"), name="error_report_key_shaped"
            ),
            one_of("about", ReportAbout, name="error_report_about_known"),
            not_blank("words", name="error_report_says_something"),
            models.CheckConstraint(
                condition=Q(claim__isnull=False) | ~Q(page=""), name="error_report_of_something"
            ),
            one_of("outcome", ["", *ReportOutcome], name="error_report_outcome_known"),
            together("closed_by", "closed_at", name="error_report_closed_by_and_at"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="", answer="")
                | Q(closed_at__isnull=False, network="") & ~Q(outcome=""),
                name="error_report_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", ReportOutcome.NO_REPORT]) | Q(answer__regex=r"\S"),
                name="error_report_answered",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            fixed(
                "key",
                "claim",
                "page",
                "language",
                "about",
                "words",
                "where",
                "received_at",
                name="sent_so",
            ),
            never_deleted(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id or self.page} {self.about}"
